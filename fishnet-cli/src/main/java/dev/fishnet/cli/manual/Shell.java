package dev.fishnet.cli.manual;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The shells that we write completion for. */
enum Shell {
    BASH("To use it now: source <(fishnet completion bash)") {
        @Override
        String script(CommandSpec root) {
            return AutoComplete.bash(root.name(), new CommandLine(root));
        }
    },
    ZSH("To use it now: source <(fishnet completion zsh)") {
        @Override
        String script(CommandSpec root) {
            return ZshCompletion.script(root);
        }
    },
    FISH("To use it now: fishnet completion fish | source") {
        @Override
        String script(CommandSpec root) {
            return FishCompletion.script(root);
        }
    };

    private final String use;

    Shell(String use) {
        this.use = use;
    }

    abstract String script(CommandSpec root);

    String use() {
        return use;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
