/** What an operator is told of. */
@NullMarked
package dev.fishnet.alert;

import org.jspecify.annotations.NullMarked;
