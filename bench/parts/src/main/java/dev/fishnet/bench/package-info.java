/** What the parts of a request cost, each alone; bench/parts/run runs them. */
@NullMarked
package dev.fishnet.bench;

import org.jspecify.annotations.NullMarked;
