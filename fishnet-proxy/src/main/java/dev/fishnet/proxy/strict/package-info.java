/** HTTP/1.1 read without generosity: what could be read in two ways is refused. */
@NullMarked
package dev.fishnet.proxy.strict;

import org.jspecify.annotations.NullMarked;
