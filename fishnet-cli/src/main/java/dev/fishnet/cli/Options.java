package dev.fishnet.cli;

import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The kinds of option that commands have, in one form. */
public final class Options {
    private Options() {}

    public static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build();
    }

    static OptionSpec version() {
        return OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print the version and exit.")
                .build();
    }

    /** An option that is there or not. */
    public static OptionSpec flag(String description, String name, String... aliases) {
        return OptionSpec.builder(name, aliases)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /** An option that may be given several times, each time with a value. */
    public static OptionSpec values(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }

    /** An option with a value. */
    public static OptionSpec value(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description)
                .build();
    }
}
