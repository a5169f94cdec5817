/** Signed notes, checkpoints and proofs as files (C2SP signed-note, tlog-checkpoint, tlog-proof, tlog-witness). */
@NullMarked
package dev.fishnet.audit.note;

import org.jspecify.annotations.NullMarked;
