/** What commands do to Fishnet, on record: the door through which they write into the log. */
@NullMarked
package dev.fishnet.cli.record;

import org.jspecify.annotations.NullMarked;
