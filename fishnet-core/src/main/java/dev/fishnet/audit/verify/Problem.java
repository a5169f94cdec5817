package dev.fishnet.audit.verify;

import java.util.OptionalLong;

/**
 * Something that is not as it was written.
 *
 * @param entry the index of the entry it is about; empty when it is about no single one
 * @param text a sentence for an operator, without the full stop
 */
public record Problem(OptionalLong entry, String text) {}
