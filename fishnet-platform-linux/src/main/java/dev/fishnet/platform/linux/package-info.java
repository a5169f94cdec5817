/** Linux behind the ports of the core. */
@NullMarked
package dev.fishnet.platform.linux;

import org.jspecify.annotations.NullMarked;
