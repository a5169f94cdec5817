/**
 * Files: the vault's, and those that plans change. Writes are whole or did not happen, and a file has its final owner
 * and mode from the first moment it can be seen under its name.
 *
 * <p>This is the only package of the core that sees {@code java.nio.file}.
 */
@NullMarked
package dev.fishnet.storage;

import org.jspecify.annotations.NullMarked;
