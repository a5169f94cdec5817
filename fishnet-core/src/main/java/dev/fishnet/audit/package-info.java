/** The log: what is written into it, in which form, and the port of whatever keeps it. */
@NullMarked
package dev.fishnet.audit;

import org.jspecify.annotations.NullMarked;
