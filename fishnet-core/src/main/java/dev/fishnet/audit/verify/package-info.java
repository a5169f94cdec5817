/** Finds out whether a log is what it was. */
@NullMarked
package dev.fishnet.audit.verify;

import org.jspecify.annotations.NullMarked;
