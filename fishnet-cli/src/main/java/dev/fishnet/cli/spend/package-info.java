/** What was spent, for a person to read. */
@NullMarked
package dev.fishnet.cli.spend;

import org.jspecify.annotations.NullMarked;
