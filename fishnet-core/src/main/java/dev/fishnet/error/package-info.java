/** What can go wrong in a way that an operator can act on: a sentence, a kind, a hint. */
@NullMarked
package dev.fishnet.error;

import org.jspecify.annotations.NullMarked;
