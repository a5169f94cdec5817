/** The gateway: HTTP in, judged, HTTP out. */
@NullMarked
package dev.fishnet.proxy;

import org.jspecify.annotations.NullMarked;
