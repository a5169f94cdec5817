/** Everything an operating system has to offer, as one set of ports. */
@NullMarked
package dev.fishnet.platform;

import org.jspecify.annotations.NullMarked;
