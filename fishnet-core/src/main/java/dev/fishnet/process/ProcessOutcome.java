package dev.fishnet.process;

/**
 * How a command ended.
 *
 * @param exitStatus 0 to 255 as wait(2) gives it; 128 plus the signal's number when a signal ended it
 */
public record ProcessOutcome(int exitStatus, String output, String errors) {
    public boolean succeeded() {
        return exitStatus == 0;
    }
}
