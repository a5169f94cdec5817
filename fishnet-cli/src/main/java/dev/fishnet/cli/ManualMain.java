package dev.fishnet.cli;

import dev.fishnet.cli.manual.Manual;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Writes the man pages and the completion of shells into a folder, for packages to put where a system looks for them.
 */
public final class ManualMain {
    private ManualMain() {}

    /** The folder, and the date that the pages carry. */
    public static void main(String[] args) throws Exception {
        Environment environment = Environment.ofProcess();
        Launcher launcher = new Launcher(Terminal.ofProcess(), environment, Clock.systemUTC(), Platforms.SUPPORTED);
        new Manual(launcher.everything(), "fishnet " + Version.read(), args[1]).write(Path.of(args[0]));
    }
}
