/** Decides once more what the log says was decided. */
@NullMarked
package dev.fishnet.audit.replay;

import org.jspecify.annotations.NullMarked;
