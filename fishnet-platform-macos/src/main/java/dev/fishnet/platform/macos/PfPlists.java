package dev.fishnet.platform.macos;

import java.util.List;
import java.util.stream.Collectors;

/** The property lists of {@link PfBoot}; both run pfctl alone, as root. */
final class PfPlists {
    static final String FILL = "dev.fishnet.firewall";
    static final String START = "dev.fishnet.firewall.start";

    static final List<String> FILLING = List.of("/sbin/pfctl", "-a", PfAnchor.NAME, "-f", PfAnchor.FILE);
    static final List<String> STARTING = List.of("/sbin/pfctl", "-a", PfAnchor.NAME, "-E", "-f", PfAnchor.FILE);

    private PfPlists() {}

    static String fill() {
        return plist(FILL, List.of("/sbin/pfctl", "-a", PfAnchor.NAME, "-f", PfAnchor.FILE), """
                  <key>WatchPaths</key>
                  <array>
                    <string>%s</string>
                    <string>%s</string>
                  </array>
                  <key>StartInterval</key>
                  <integer>60</integer>
                """.formatted(
                        PfConf.FILE, PfAnchor.FILE));
    }

    /** What pfctl prints goes where {@link PfReference} looks; {@code Umask} is decimal and closes the file. */
    static String start() {
        return plist(START, List.of("/sbin/pfctl", "-a", PfAnchor.NAME, "-E", "-f", PfAnchor.FILE), """
                  <key>LaunchOnlyOnce</key>
                  <true/>
                  <key>Umask</key>
                  <integer>%d</integer>
                  <key>StandardOutPath</key>
                  <string>%s</string>
                  <key>StandardErrorPath</key>
                  <string>%2$s</string>
                """.formatted(
                        077, PfReference.FILE));
    }

    private static String plist(String label, List<String> argv, String more) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
                <plist version="1.0">
                <dict>
                  <key>Label</key>
                  <string>%s</string>
                  <key>ProgramArguments</key>
                  <array>
                %s
                  </array>
                  <key>RunAtLoad</key>
                  <true/>
                %s</dict>
                </plist>
                """.formatted(
                label,
                argv.stream().map(word -> "    <string>" + word + "</string>").collect(Collectors.joining("\n")),
                more);
    }
}
