package dev.fishnet.cli.spend;

import dev.fishnet.spend.MicroUsd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Amounts and names as they stand in a table. */
final class Shown {
    private static final int LONGEST_NAME = 48;

    private Shown() {}

    /** In hundredths of a cent, rounded up. */
    static String money(MicroUsd amount) {
        return "$" + amount.dollars().setScale(4, RoundingMode.UP).toPlainString();
    }

    static String cap(MicroUsd used, Optional<MicroUsd> cap) {
        return cap.map(most -> money(most) + " (" + percent(used, most) + "%)").orElse("no cap");
    }

    private static String percent(MicroUsd used, MicroUsd cap) {
        return cap.value() == 0
                ? "100"
                : new BigDecimal(used.value())
                        .movePointRight(2)
                        .divide(new BigDecimal(cap.value()), 0, RoundingMode.DOWN)
                        .toPlainString();
    }

    /** An agent writes names of models: what could move the cursor or fill the screen does not come through. */
    static String name(String name) {
        return name.codePoints()
                .limit(LONGEST_NAME)
                .map(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\' ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
