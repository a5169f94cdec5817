/** fishnet policy. */
@NullMarked
package dev.fishnet.cli.policy;

import org.jspecify.annotations.NullMarked;
