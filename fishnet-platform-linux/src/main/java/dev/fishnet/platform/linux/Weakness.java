package dev.fishnet.platform.linux;

/**
 * Why a file is not as safe as it has to be.
 *
 * @param text half a sentence
 * @param remedy a command
 */
record Weakness(String text, String remedy) {}
