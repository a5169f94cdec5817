package dev.fishnet.llm;

import java.util.List;

/**
 * How a kind of secret is written: a prefix that nothing else begins with, and so many characters of a set behind it.
 * Kinds whose shape is anybody's (a JWT, 32 hexadecimal digits) are not here: a redaction that is wrong destroys a
 * prompt.
 *
 * @param marker must stand in it too
 */
record SecretPattern(String kind, String prefix, Letters set, int least, int most, String marker) {
    static final int LONGEST = 512;

    /** No secret has fewer characters, but for private keys, which are found in another way. */
    static final int SHORTEST = 20;

    private static final Letters DIGITS = Letters.of('0', '9');
    private static final Letters CAPITALS = DIGITS.and('A', 'Z');
    private static final Letters HEX = DIGITS.and('a', 'f');
    static final Letters LETTERS = CAPITALS.and('a', 'z');
    private static final Letters WORD = LETTERS.and('_', '_');
    private static final Letters BASE64URL = WORD.and('-', '-');
    static final Letters ANY = BASE64URL.and('.', '.');

    private static final SecretPattern[][] BY_FIRST = byFirst(List.of(
            of("aws_access_key", "AKIA", CAPITALS, 16, 16),
            of("aws_access_key", "ASIA", CAPITALS, 16, 16),
            of("github_token", "ghp_", LETTERS, 36, 255),
            of("github_token", "gho_", LETTERS, 36, 255),
            of("github_token", "ghu_", LETTERS, 36, 255),
            of("github_token", "ghs_", LETTERS, 36, 255),
            of("github_token", "ghr_", LETTERS, 36, 255),
            of("github_token", "github_pat_", WORD, 82, 255),
            of("gitlab_token", "glpat-", ANY, 20, 300),
            of("slack_token", "xoxa-", BASE64URL, 24, LONGEST),
            of("slack_token", "xoxb-", BASE64URL, 24, LONGEST),
            of("slack_token", "xoxp-", BASE64URL, 24, LONGEST),
            of("slack_token", "xoxr-", BASE64URL, 24, LONGEST),
            of("slack_token", "xoxs-", BASE64URL, 24, LONGEST),
            of("anthropic_key", "sk-ant-", BASE64URL, 60, LONGEST),
            new SecretPattern("openai_key", "sk-", BASE64URL, 40, LONGEST, "T3BlbkFJ"),
            of("stripe_key", "sk_live_", LETTERS, 20, 255),
            of("stripe_key", "rk_live_", LETTERS, 20, 255),
            of("google_api_key", "AIza", BASE64URL, 35, 35),
            of("npm_token", "npm_", LETTERS, 36, 36),
            of("pypi_token", "pypi-AgEIcHlwaS5vcmc", BASE64URL, 50, LONGEST),
            of("fishnet_token", "fnagent_", BASE64URL, 43, 43),
            of("sendgrid_key", "SG.", ANY, 66, 66),
            of("huggingface_token", "hf_", LETTERS, 34, 40),
            of("digitalocean_token", "dop_v1_", HEX, 64, 64)));

    SecretPattern {
        requireLength(prefix.length() + least);
    }

    private static void requireLength(int length) {
        if (length < SHORTEST) {
            throw new IllegalArgumentException("a secret of " + length + " characters could be anything");
        }
    }

    private static SecretPattern of(String kind, String prefix, Letters set, int least, int most) {
        return new SecretPattern(kind, prefix, set, least, most, "");
    }

    private static SecretPattern[][] byFirst(List<SecretPattern> patterns) {
        SecretPattern[][] lists = new SecretPattern[128][];
        for (int first = 0; first < lists.length; first++) {
            char letter = (char) first;
            lists[first] = patterns.stream()
                    .filter(pattern -> pattern.prefix.charAt(0) == letter)
                    .toArray(SecretPattern[]::new);
        }
        return lists;
    }

    /** Those that may begin with a character of ASCII; nobody changes the array. */
    static SecretPattern[] beginningWith(char first) {
        return BY_FIRST[first];
    }

    /** Whether one may begin anywhere in a run of {@link #ANY}, which is all there. */
    static boolean mayBeginIn(byte[] run, int from, int to) {
        for (int at = from; at < to - SHORTEST + 1; at++) {
            if ((at == from || !LETTERS.has(run[at - 1])) && mayBeginAt(run, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayBeginAt(byte[] run, int at) {
        for (SecretPattern pattern : beginningWith((char) run[at])) {
            if (pattern.isPrefixAt(run, at)) {
                return true;
            }
        }
        return false;
    }

    /** No prefix is longer than the shortest secret. */
    private boolean isPrefixAt(byte[] run, int at) {
        for (int i = 0; i < prefix.length(); i++) {
            if (run[at + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean beginsAt(char[] text, int at, int end) {
        if (end - at < prefix.length() + least) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (text[at + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return !kind.equals("slack_token") || DIGITS.has(text[at + prefix.length()]);
    }

    /** Where it ends that begins there, at most; whether it is one is for {@link #accepts} to say. */
    int endOf(char[] text, int at, int end) {
        int to = at + prefix.length();
        int limit = Math.min(end, to + most);
        while (to < limit && set.has(text[to])) {
            to++;
        }
        while (text[to - 1] == '.') {
            to--; // the sentence's
        }
        return to;
    }

    boolean accepts(char[] text, int at, int to, int end) {
        boolean whole = to == end || !LETTERS.has(text[to]) || most == LONGEST;
        return whole
                && to - at - prefix.length() >= least
                && (marker.isEmpty()
                        || new String(text, at + prefix.length(), to - at - prefix.length()).contains(marker));
    }
}
