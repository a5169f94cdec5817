package dev.fishnet.cli;

import java.util.Optional;

/** The commands, in the order that help shows them. */
enum Noun {
    DEMO("demo", "Show the whole job on this machine in under a minute"),
    INIT("init", "Set Fishnet up: accounts and folders, then the vault"),
    START("start", "Run the gateway in the foreground"),
    STOP("stop", "Stop the running gateway"),
    STATUS("status", "Say what runs"),
    SPEND("spend", "Say what agents have spent"),
    SERVICE("service", "Run Fishnet as a service that starts at boot"),
    AGENT("agent", "Make accounts for agents, admit them, and give them tokens"),
    DOCTOR("doctor", "Look for ways around the isolation, and say how to close them"),
    FIREWALL("firewall", "Lock an agent's user down to loopback, or release it"),
    POLICY("policy", "Check, show and edit what agents may do"),
    AUDIT("audit", "Read the log, and prove that nobody has changed it"),
    ADD_KEY("add-key", "Put an API key into the vault"),
    LIST_KEYS("list-keys", "List the API keys in the vault, without the keys"),
    REMOVE_KEY("remove-key", "Take an API key out of the vault"),
    BACKUP("backup", "Copy the vault"),
    RESTORE("restore", "Put a copy of the vault back"),
    COMPLETION("completion", "Complete command lines in bash, zsh and fish");

    final String command;
    final String summary;

    Noun(String command, String summary) {
        this.command = command;
        this.summary = summary;
    }

    static Optional<Noun> of(String word) {
        for (Noun noun : values()) {
            if (noun.command.equals(word)) {
                return Optional.of(noun);
            }
        }
        return Optional.empty();
    }
}
