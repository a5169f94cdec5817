/** fishnet audit. */
@NullMarked
package dev.fishnet.cli.audit;

import org.jspecify.annotations.NullMarked;
