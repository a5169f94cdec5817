/** Decisions, each with the rule that made it and the reason. */
@NullMarked
package dev.fishnet.policy;

import org.jspecify.annotations.NullMarked;
