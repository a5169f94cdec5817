/** The vault on the command line: keys in, keys out, copies. */
@NullMarked
package dev.fishnet.cli.credential;

import org.jspecify.annotations.NullMarked;
