/** The Merkle tree over the log, and what can be proved with it (RFC 6962, section 2.1). */
@NullMarked
package dev.fishnet.audit.tree;

import org.jspecify.annotations.NullMarked;
