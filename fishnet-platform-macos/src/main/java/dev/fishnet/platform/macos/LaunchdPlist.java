package dev.fishnet.platform.macos;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.service.ServiceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The property list of launchd.plist(5). {@code KeepAlive} asks for a crash, because a vault that cannot be unlocked
 * ends the daemon with an exit status, and no restart would mend that; {@code Umask} is decimal; {@code NumberOfFiles}
 * is left out, because in a system daemon it changes the limits of the whole machine.
 */
final class LaunchdPlist {
    static final String LABEL = "dev.fishnet.local";
    static final String FILE = "/Library/LaunchDaemons/" + LABEL + ".plist";

    private static final int UMASK_077 = 077;

    private LaunchdPlist() {}

    static String render(ServiceDefinition service) throws FishnetException {
        String data = escape(service.dataDirectory());
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                  <key>Label</key>
                  <string>%s</string>
                  <key>UserName</key>
                  <string>%s</string>
                  <key>GroupName</key>
                  <string>%2$s</string>
                  <key>ProgramArguments</key>
                  <array>
                %s  </array>
                  <key>WorkingDirectory</key>
                  <string>%s</string>
                  <key>EnvironmentVariables</key>
                  <dict>
                    <key>FISHNET_DATA_DIR</key>
                    <string>%4$s</string>
                    <key>HOME</key>
                    <string>%4$s</string>
                  </dict>
                  <key>RunAtLoad</key>
                  <true/>
                  <key>KeepAlive</key>
                  <dict>
                    <key>Crashed</key>
                    <true/>
                  </dict>
                  <key>ProcessType</key>
                  <string>Interactive</string>
                  <key>ExitTimeOut</key>
                  <integer>20</integer>
                  <key>Umask</key>
                  <integer>%d</integer>
                  <key>SoftResourceLimits</key>
                  <dict>
                    <key>Core</key>
                    <integer>0</integer>
                  </dict>
                  <key>HardResourceLimits</key>
                  <dict>
                    <key>Core</key>
                    <integer>0</integer>
                  </dict>
                  <key>StandardOutPath</key>
                  <string>%4$s/fishnet.log</string>
                  <key>StandardErrorPath</key>
                  <string>%4$s/fishnet.log</string>
                </dict>
                </plist>
                """.formatted(LABEL, service.user(), arguments(service), data, UMASK_077);
    }

    private static String arguments(ServiceDefinition service) throws FishnetException {
        List<String> escaped = new ArrayList<>();
        for (String argument : programArguments(service)) {
            escaped.add("    <string>" + escape(argument) + "</string>\n");
        }
        return escaped.stream().collect(Collectors.joining());
    }

    /**
     * JNA unpacks its library where only the daemon writes; its own choice, the home of a daemon, cannot be written.
     */
    private static List<String> programArguments(ServiceDefinition service) {
        return List.of(
                service.java() + "/bin/java",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "--enable-native-access=ALL-UNNAMED",
                "-Djna.tmpdir=" + service.dataDirectory() + "/jna",
                "-cp",
                service.image() + "/lib/*",
                "dev.fishnet.cli.Main",
                "start");
    }

    private static String escape(String text) throws FishnetException {
        if (text.codePoints().anyMatch(LaunchdPlist::isForbidden)) {
            throw new FishnetException(
                    ErrorKind.USAGE, "a path for the service holds a character that no property list can");
        }
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** XML 1.0 has no way to say control characters, surrogates alone, or U+FFFE and U+FFFF. */
    private static boolean isForbidden(int c) {
        return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE || (c & 0xFFFE) == 0xFFFE;
    }
}
