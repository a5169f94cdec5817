/** Money: what requests may cost at most, what they did cost, and caps that hold. */
@NullMarked
package dev.fishnet.spend;

import org.jspecify.annotations.NullMarked;
