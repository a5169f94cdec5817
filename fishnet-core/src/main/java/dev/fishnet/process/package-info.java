/** Commands as argument vectors, and the one port that runs them. */
@NullMarked
package dev.fishnet.process;

import org.jspecify.annotations.NullMarked;
