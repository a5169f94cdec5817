package dev.fishnet.platform.macos;

/** What launchctl prints, in the form that people have published of macOS 13 to 26; shortened. */
final class Captured {
    static final String RUNNING = """
            system/dev.fishnet.local = {
            \tactive count = 1
            \tpath = /Library/LaunchDaemons/dev.fishnet.local.plist
            \ttype = LaunchDaemon
            \tstate = running

            \tprogram = /opt/jdk/bin/java
            \targuments = {
            \t\t/opt/jdk/bin/java
            \t\tstate = stopped
            \t}

            \tenvironment = {
            \t\tFISHNET_DATA_DIR => /Library/Application Support/Fishnet
            \t\tXPC_SERVICE_NAME => dev.fishnet.local
            \t}

            \tdomain = system
            \tusername = _fishnet
            \tgroup = _fishnet
            \tminimum runtime = 10
            \texit timeout = 20
            \truns = 1
            \tpid = 912
            \timmediate reason = speculative
            \tlast exit code = (never exited)

            \tresource coalition = {
            \t\tID = 1203
            \t\ttype = resource
            \t\tstate = active
            \t\tpid = 1
            \t}

            \tproperties = runatload
            }
            """;

    static final String ENDED = """
            system/dev.fishnet.local = {
            \tactive count = 0
            \tpath = /Library/LaunchDaemons/dev.fishnet.local.plist
            \ttype = LaunchDaemon
            \tstate = not running

            \truns = 1
            \tlast exit code = 1
            }
            """;

    static final String NOT_FOUND = "Bad request.\nCould not find service \"dev.fishnet.local\" in domain for system\n";

    static final String PRINT_DISABLED = """

            disabled services = {
            \t"com.apple.ftpd" => disabled
            \t"dev.fishnet.localonly" => disabled
            \t"dev.fishnet.local" => %s
            }
            """;

    private Captured() {}
}
