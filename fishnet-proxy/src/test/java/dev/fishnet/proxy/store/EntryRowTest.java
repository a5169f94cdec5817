package dev.fishnet.proxy.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.audit.tree.LogHash;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row as it was written, and as somebody has left it. */
class EntryRowTest {
    /**
     * {@code ;} stands for a line feed. Of a hash no more is said than whether it is there, and is the one of its
     * entry: {@code +}, {@code -}, or {@code ?} where none is.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "NULL", textBlock = """
            one                            |   7 | a      | a     |  0 | 7 a +
            several                        |   7 | a;b;c  | a b c |  0 | 7 a +, 8 b +, 9 c +
            the last of a block            | 254 | a;b    | a b   |  0 | 254 a +, 255 b +
            more than the block has        | 254 | a;b;c  | a b c |  0 | 254 a +, 255 b;c -
            one was changed                |   7 | a;x;c  | a b c |  0 | 7 a +, 8 x -, 9 c +
            two have become one            |   7 | a.b;c  | a b c |  0 | 7 a.b -, 8 c -, 9  -
            one has become two             |   7 | a;b;c  | a bc  |  0 | 7 a +, 8 b;c -
            nothing is left                |   7 | NULL   | a b   |  0 | 7  -, 8  -
            a hash is gone                 |   7 | a;b    | a     |  0 | 7 a;b -
            hashes are cut off             |   7 | a;b    | a b   |  9 | 7 a ?, 8 b ?
            hashes are gone                |   7 | a;b    | NULL  |  0 | 7 a ?, 8 b ?
            everything is gone             |   7 | NULL   | NULL  |  0 | 7  ?
            of no block                    |  -2 | a;b;c  | a b c |  0 | -2 a +, -1 b;c -
            alone where indexes end        | 9223372036854775807 | a | a |  0 | 9223372036854775807 a +
            the last two there can be      | 9223372036854775806 | a;b | a b |  0 | 9223372036854775806 a +, 9223372036854775807 b +
            the first there can be         | -9223372036854775808 | a | a |  0 | -9223372036854775808 a +
            """)
    @Tag("S-67")
    void itsEntriesAreHandedOnAsTheyAre(
            String what, long n, @Nullable String lines, @Nullable String hashed, int cut, String seen)
            throws Exception {
        EntryRow row = row(n, lines == null ? null : bytes(lines.replace(';', '\n')), leaves(hashed, cut));
        List<String> up = new ArrayList<>();
        List<String> down = new ArrayList<>();

        row.up(Long.MIN_VALUE, (index, text, leaf) -> up.add(said(index, text, leaf.orElse(null))));
        row.down(Long.MAX_VALUE, (index, text, leaf) -> down.add(said(index, text, leaf.orElse(null))));

        assertEquals(seen, String.join(", ", up), what);
        assertEquals(up, down.reversed(), what);
        assertEquals(n + up.size() - 1, row.last(), what);
    }

    private static String said(long index, byte[] text, @Nullable LogHash leaf) {
        String hash = leaf == null ? "?" : leaf.equals(LogHash.ofLeaf(text)) ? "+" : "-";
        return index + " " + new String(text, StandardCharsets.UTF_8).replace('\n', ';') + " " + hash;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] leaves(@Nullable String of, int cut) {
        if (of == null) {
            return null;
        }
        String[] entries = of.split(" ");
        byte[] leaves = new byte[entries.length * LogHash.BYTES - cut];
        for (int i = 0; i < entries.length; i++) {
            int from = i * LogHash.BYTES;
            System.arraycopy(
                    LogHash.ofLeaf(bytes(entries[i])).bytes(),
                    0,
                    leaves,
                    from,
                    Math.min(LogHash.BYTES, leaves.length - from));
        }
        return leaves;
    }

    private static EntryRow row(long n, byte @Nullable [] lines, byte @Nullable [] leaves) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                PreparedStatement query = connection.prepareStatement("SELECT ?, ?, ?")) {
            query.setLong(1, n);
            query.setBytes(2, lines);
            query.setBytes(3, leaves);
            try (ResultSet row = query.executeQuery()) {
                return EntryRow.of(row);
            }
        }
    }
}
