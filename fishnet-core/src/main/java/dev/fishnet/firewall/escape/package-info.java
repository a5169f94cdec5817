/** Proof by trial: what an agent tries in order to get out, and what became of it. */
@NullMarked
package dev.fishnet.firewall.escape;

import org.jspecify.annotations.NullMarked;
