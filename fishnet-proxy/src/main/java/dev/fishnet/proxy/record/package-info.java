/** What of a request is written into the log, and when. */
@NullMarked
package dev.fishnet.proxy.record;

import org.jspecify.annotations.NullMarked;
