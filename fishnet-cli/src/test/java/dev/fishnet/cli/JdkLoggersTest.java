package dev.fishnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkLoggersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WARNING | cannot open {0} | [fishnet] jdk: cannot open here
            WARNING | {x} of {0}      | [fishnet] jdk: {x} of {0} [here]
            WARNING | half a { of {0} | [fishnet] jdk: half a { of {0} [here]
            INFO    | {x} of {0}      | ''
            """)
    void whatTheJdkWarnsOfIsSaidWhateverItsTextIs(System.Logger.Level level, String format, String said) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        JdkLoggers.to(new PrintStream(out, true, StandardCharsets.UTF_8), "jdk").log(level, format, "here");

        assertEquals(said, out.toString(StandardCharsets.UTF_8).strip());
    }
}
