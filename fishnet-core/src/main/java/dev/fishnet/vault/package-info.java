/** Credentials at rest: slots that unwrap one data key, entries bound to their place. */
@NullMarked
package dev.fishnet.vault;

import org.jspecify.annotations.NullMarked;
