/** fishnet doctor: what is wrong with this machine's isolation, and how to mend it. */
@NullMarked
package dev.fishnet.cli.doctor;

import org.jspecify.annotations.NullMarked;
