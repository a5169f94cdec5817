/** Answers on their way to an agent: decompressed, counted, masked. */
@NullMarked
package dev.fishnet.proxy.answer;

import org.jspecify.annotations.NullMarked;
