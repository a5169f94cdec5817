package dev.fishnet.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryDraftTest {
    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                9,
                10,
                99,
                100,
                123_456_789,
                999_999_999_999_999_999L,
                1_000_000_000_000_000_000L,
                Long.MAX_VALUE
            })
    void anEntryHasItsOwnLineAtEachIndex(long index) {
        for (AuditEntry entry : OneOfEach.entries()) {
            EntryDraft draft = EntryDraft.of(entry);
            byte[] into = "<".repeat(draft.length(index) + 7).getBytes(UTF_8);

            draft.put(index, into, 3, 3 + draft.length(index));

            String line = new String(EntryText.of(index, entry), UTF_8);
            assertEquals("<<<" + line + "<<<<", new String(into, UTF_8));
        }
    }

    @Test
    void noEntryHasANegativeIndex() {
        EntryDraft draft = EntryDraft.of(OneOfEach.entries().getFirst());

        assertThrows(IllegalArgumentException.class, () -> draft.length(-1));
    }
}
