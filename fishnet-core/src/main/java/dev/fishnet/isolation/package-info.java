/** Whether this machine's isolation holds: what can be seen of the ways around it, and how to mend each. */
@NullMarked
package dev.fishnet.isolation;

import org.jspecify.annotations.NullMarked;
