/** macOS behind the ports of the core. */
@NullMarked
package dev.fishnet.platform.macos;

import org.jspecify.annotations.NullMarked;
