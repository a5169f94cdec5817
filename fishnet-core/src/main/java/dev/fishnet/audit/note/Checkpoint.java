package dev.fishnet.audit.note;

import dev.fishnet.audit.tree.TreeHead;

/**
 * What a checkpoint says (C2SP tlog-checkpoint): the log of this origin has this head.
 *
 * @param origin the name of the log
 */
public record Checkpoint(String origin, TreeHead head) {}
