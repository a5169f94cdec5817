package dev.fishnet.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EntryRoundTripTest {
    private static final int MANY = 10_000;

    @Test
    @Tag("S-52")
    void whatIsWrittenIsReadAgainWithEveryField() throws FishnetException {
        RandomEntries entries = new RandomEntries(1, false);
        for (long index = 0; index < MANY; index++) {
            AuditEntry entry = entries.next();
            byte[] text = EntryText.of(index, entry);

            EntryReader.Recorded read = EntryReader.read(text);

            assertEquals(new EntryReader.Recorded(index, entry), read, () -> new String(text, UTF_8));
        }
    }

    @Test
    void aGlanceSeesWhatAReaderSees() throws FishnetException {
        RandomEntries entries = new RandomEntries(2, false);
        List<String> kinds = new ArrayList<>();
        for (long index = 0; index < MANY; index++) {
            AuditEntry entry = entries.next();
            EntryReader.Glance glance = EntryReader.glance(EntryText.of(index, entry));

            assertEquals(new EntryReader.Glance(index, EntryText.kind(entry), EntryText.intent(entry)), glance);
            kinds.add(glance.kind());
        }
        assertEquals(RandomEntries.KINDS, kinds.stream().distinct().count());
    }
}
