/** The APIs behind the gateway, and where each of them wants its credential. */
@NullMarked
package dev.fishnet.upstream;

import org.jspecify.annotations.NullMarked;
