/** Binance's spot API: which requests may be made, what an order is worth, and how a request is signed. */
@NullMarked
package dev.fishnet.binance;

import org.jspecify.annotations.NullMarked;
