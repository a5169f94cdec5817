/** The fishnet command: launcher, wiring, exit codes. */
@NullMarked
package dev.fishnet.cli;

import org.jspecify.annotations.NullMarked;
