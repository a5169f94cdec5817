package dev.fishnet.binance;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells attempts to move coins out of the account from mistakes. Nothing is let through by it: it only says how loud
 * the refusal is, so it reads paths as generously as the most generous server might.
 */
final class Withdrawals {
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_DECODINGS = 4;
    private static final Pattern ESCAPE = Pattern.compile("%([0-7][0-9a-f])");
    private static final List<String> WORDS =
            List.of("transfer", "capital", "/pay/", "localentity", "dust", "convert", "giftcard", "fiat");

    private Withdrawals() {}

    static boolean isOne(String path) {
        String read = path.substring(0, Math.min(path.length(), MAX_LENGTH)).toLowerCase(Locale.ROOT);
        for (int i = 0; i < MAX_DECODINGS && read.indexOf('%') >= 0; i++) {
            read = ESCAPE.matcher(read)
                    .replaceAll(escape -> literal((char) Integer.parseInt(escape.group(1), 16)))
                    .toLowerCase(Locale.ROOT);
        }
        return movesCoins("/" + read.replace('\\', '/') + "/");
    }

    private static boolean movesCoins(String path) {
        return path.contains("withdraw")
                || path.contains("/wapi/")
                || (path.contains("/sapi/") && WORDS.stream().anyMatch(path::contains));
    }

    private static String literal(char c) {
        return Matcher.quoteReplacement(String.valueOf(c));
    }
}
