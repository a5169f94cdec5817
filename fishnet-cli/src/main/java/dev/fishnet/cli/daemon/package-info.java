/** fishnet start, stop and status. */
@NullMarked
package dev.fishnet.cli.daemon;

import org.jspecify.annotations.NullMarked;
