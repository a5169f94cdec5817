package dev.fishnet.cli.demo;

/**
 * What one step of the demo came to.
 *
 * @param what the claim, as a sentence without its full stop
 * @param detail what was seen, or why it could not be shown
 */
record Finding(Outcome outcome, String what, String detail) {
    /** How a step ended. */
    enum Outcome {
        SHOWN("ok"),
        FAILED("FAILED"),
        SKIPPED("skipped");

        final String word;

        Outcome(String word) {
            this.word = word;
        }
    }

    private static final String SEPARATOR = "\t";

    /** One line, for the process outside the private network to read. */
    String encode() {
        return outcome.name() + SEPARATOR + what + SEPARATOR + detail.replaceAll("\\s+", " ");
    }

    static Finding decode(String line) {
        String[] parts = line.split(SEPARATOR, 3);
        return new Finding(Outcome.valueOf(parts[0]), parts[1], parts[2]);
    }
}
