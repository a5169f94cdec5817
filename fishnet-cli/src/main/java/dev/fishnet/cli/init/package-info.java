/** fishnet init: accounts and folders as root, then the vault as the service user. */
@NullMarked
package dev.fishnet.cli.init;

import org.jspecify.annotations.NullMarked;
