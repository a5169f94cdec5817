/** What is written from the description of the commands: man pages, and completion for shells. */
@NullMarked
package dev.fishnet.cli.manual;

import org.jspecify.annotations.NullMarked;
