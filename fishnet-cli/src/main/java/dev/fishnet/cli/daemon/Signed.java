package dev.fishnet.cli.daemon;

/**
 * A checkpoint that was signed.
 *
 * @param size how many entries it is over
 * @param note the whole of it
 */
record Signed(long size, String note) {}
