/** Keys that sign for the operator without a person, and what they may sign. */
@NullMarked
package dev.fishnet.signing;

import org.jspecify.annotations.NullMarked;
