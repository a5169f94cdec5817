package dev.fishnet.platform.macos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.process.ProgramMissingException;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.testkit.Golden;
import dev.fishnet.user.UserName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchdPlistTest {
    private static final String AS_JSON = "import json,plistlib,sys; "
            + "print(json.dumps(plistlib.load(open(sys.argv[1],'rb')), sort_keys=True, ensure_ascii=False))";

    @TempDir
    Path folder;

    private static ServiceDefinition service(String java, String data) {
        return new ServiceDefinition("/usr/local/lib/fishnet", List.of(), java, new UserName("_fishnet"), data);
    }

    private static String plist() throws FishnetException {
        return LaunchdPlist.render(service("/Library/Java/jdk", "/Library/Application Support/Fishnet"));
    }

    @Test
    @Tag("S-19")
    void theDaemonRunsAsItsOwnUserAndGroup() throws FishnetException {
        String plist = plist();

        assertTrue(plist.contains("<key>UserName</key>\n  <string>_fishnet</string>"), "not root, not the person");
        assertTrue(plist.contains("<key>GroupName</key>\n  <string>_fishnet</string>"), "not wheel, not staff");
        Golden.assertMatches("launchd/dev.fishnet.local.plist", plist);
    }

    @Test
    @Tag("S-22")
    void itIsRestartedAfterACrashAlone() throws FishnetException {
        assertTrue(plist().contains("<key>KeepAlive</key>\n  <dict>\n    <key>Crashed</key>\n    <true/>"));
        assertFalse(plist().contains("SuccessfulExit"), "a vault that cannot be opened would be tried for ever");
    }

    @Test
    void itsLimitsAreItsOwn() throws FishnetException {
        assertFalse(plist().contains("NumberOfFiles"), "in a system daemon this changes the whole machine");
        assertTrue(plist().contains("<key>Umask</key>\n  <integer>63</integer>"), "decimal for 077");
    }

    @Test
    void pythonReadsWhatWasMeant() throws Exception {
        String json = run("python3", "-c", AS_JSON, file(plist()).toString());

        assertTrue(json.contains("\"UserName\": \"_fishnet\""), json);
        assertTrue(json.contains("\"KeepAlive\": {\"Crashed\": true}"), json);
        assertTrue(json.contains("\"Umask\": 63"), json);
        assertTrue(json.contains("\"HardResourceLimits\": {\"Core\": 0}"), json);
        assertTrue(json.contains("\"dev.fishnet.cli.Main\", \"start\"]"), json);
    }

    @Test
    void plistutilTakesIt() throws Exception {
        Path binary = folder.resolve("binary.plist");
        run("plistutil", "-i", file(plist()).toString(), "-o", binary.toString());

        assertTrue(Files.readString(binary, StandardCharsets.ISO_8859_1).startsWith("bplist00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a & b", "/<string>", "/\"quoted\" 'twice'", "/]]>", "/ünïcode 🐟", "/%s %4$s"})
    void anyPathIsOneStringOfTheList(String data) throws Exception {
        String json = run(
                "python3",
                "-c",
                AS_JSON,
                file(LaunchdPlist.render(service("/jdk", data))).toString());

        assertTrue(json.contains("\"HOME\": \"" + data.replace("\"", "\\\"") + "\""), json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\nb", "/a\u0000b", "/a\u001bb", "/a\ud800b", "/a\uffffb", "/a\u0085b"})
    void whatNoListCanHoldIsRefused(String data) {
        assertThrows(FishnetException.class, () -> LaunchdPlist.render(service("/jdk", data)));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("dev.fishnet.local.plist"), text);
    }

    private static String run(String... argv) throws FishnetException {
        try {
            ProcessOutcome outcome = new MacosProcesses(Duration.ofMinutes(1)).run(Command.of(argv));
            assertEquals(0, outcome.exitStatus(), outcome.errors());
            return outcome.output();
        } catch (ProgramMissingException e) {
            assumeTrue(false, argv[0] + " is not installed");
            throw e;
        }
    }
}
