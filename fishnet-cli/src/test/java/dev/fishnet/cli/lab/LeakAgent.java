package dev.fishnet.cli.lab;

/** The account that the leak battery calls the agent, with the sub-uid range that its scripts name. */
final class LeakAgent {
    private static final String NAME = "agent_runner";
    private static final String RANGE = "100000-165535";

    private LeakAgent() {}

    /** Makes it where it does not exist; only what was made is removed. */
    static void make(Undo undo) {
        if (Run.of("id", "-u", NAME).exit() == 0) {
            return;
        }
        undo.add("userdel", "--remove", NAME);
        Run.of("useradd", "--create-home", "-K", "SUB_UID_COUNT=0", "-K", "SUB_GID_COUNT=0", NAME)
                .mustSucceed();
        Run.of("usermod", "--add-subuids", RANGE, "--add-subgids", RANGE, NAME).mustSucceed();
    }
}
