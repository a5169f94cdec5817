/** Changes to the system as data: rendered for a dry run, executed step by step, undone in reverse. */
@NullMarked
package dev.fishnet.plan;

import org.jspecify.annotations.NullMarked;
