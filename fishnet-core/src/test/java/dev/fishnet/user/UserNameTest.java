package dev.fishnet.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-04")
class UserNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "_", "agent_runner", "_fishnet", "Agent-7", "abcdefghijklmnopqrstuvwxyz_-0123"})
    void aUnixNameIsTakenAsItIs(String name) {
        assertEquals(name, new UserName(name).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "''|invalid unix username '': must be 1-32 characters",
                "abcdefghijklmnopqrstuvwxyz_-01234|invalid unix username 'abcdefghijklmnopqrstuvwxyz_-01234': must be 1-32 characters",
                "bad-user!|invalid unix username 'bad-user!': only alphanumeric, underscore, and hyphen are allowed",
                "a b|invalid unix username 'a b': only alphanumeric, underscore, and hyphen are allowed",
                "a.b|invalid unix username 'a.b': only alphanumeric, underscore, and hyphen are allowed",
                "$(id)|invalid unix username '$(id)': only alphanumeric, underscore, and hyphen are allowed",
                "é|invalid unix username 'é': only alphanumeric, underscore, and hyphen are allowed",
                "ａ|invalid unix username 'ａ': only alphanumeric, underscore, and hyphen are allowed",
                "1user|invalid unix username '1user': must start with a letter or underscore",
                "-user|invalid unix username '-user': must start with a letter or underscore",
            })
    void anythingElseIsRefusedInTheseWords(String name, String message) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> new UserName(name));

        assertEquals(message, refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u001b[2Jb", "a\0b", "agent\n"})
    void whatCouldMoveACursorIsNotEchoed(String name) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> new UserName(name));

        assertTrue(String.valueOf(refused.getMessage()).chars().noneMatch(Character::isISOControl));
    }

    @Test
    void aVeryLongNameIsNotEchoedWhole() {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new UserName("x".repeat(100_000)));

        assertEquals("invalid unix username '" + "x".repeat(64) + "': must be 1-32 characters", refused.getMessage());
    }

    @Test
    void namesAreOrderedAsText() {
        assertTrue(new UserName("a").compareTo(new UserName("b")) < 0);
    }
}
