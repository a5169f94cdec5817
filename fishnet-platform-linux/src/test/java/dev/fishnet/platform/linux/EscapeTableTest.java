package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.firewall.escape.Expectation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EscapeTableTest {
    private static final LoopbackAccess STANDARD = new LoopbackAccess.Standard();
    private static final LoopbackAccess STRICT = new LoopbackAccess.Strict(3777, new TreeSet<>());
    private static final EscapeTable TABLE = new EscapeTable(new Targets(List.of(new Targets.Device(
            "eth0",
            7,
            List.of(Targets.address("192.0.2.1"), Targets.address("2001:db8::1"), Targets.address("fe80::1")),
            Optional.of(Targets.address("192.0.2.255"))))));

    @Test
    void thereAreMoreThanSixtyWays() {
        assertTrue(TABLE.all(STANDARD, 3777).size() > 60);
    }

    @Test
    void everyWayHasANameOfItsOwn() {
        List<String> ids = ids(TABLE.all(STRICT, 3777));

        assertEquals(ids.size(), new HashSet<>(ids).size(), ids::toString);
    }

    @Test
    @Tag("S-26")
    void nothingIsSentToAnybodyElse() {
        Set<String> targets = TABLE.all(STANDARD, 3777).stream()
                .map(attempt -> Targets.figures(attempt.target()).replaceFirst("%.*", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(
                "127.0.0.1 127.0.0.2 127.77.53.85 192.0.2.1 192.0.2.255 198.51.100.77 2001:db8:77::77 2001:db8::1 "
                        + "203.0.113.77 233.252.0.77 255.255.255.255 ::1 ff02::db8:0:77",
                String.join(" ", targets));
    }

    @Test
    void whatOtherIdsTryTheAgentTriesToo() {
        for (LoopbackAccess loopback : List.of(STANDARD, STRICT)) {
            assertTrue(ids(TABLE.all(loopback, 3777)).containsAll(ids(TABLE.few(loopback))));
        }
    }

    @Test
    void theRestOfLoopbackIsOpenOnlyInStandardMode() {
        assertEquals(Set.of(Expectation.OPEN), expectedOfLoopback(STANDARD));
        assertEquals(Set.of(Expectation.BLOCKED), expectedOfLoopback(STRICT));
    }

    @Test
    void beyondLoopbackNothingIsOpenByDesign() {
        assertTrue(TABLE.all(STANDARD, 3777).stream()
                .filter(attempt -> !attempt.onLoopback())
                .allMatch(attempt -> attempt.expected() == Expectation.BLOCKED));
    }

    @Test
    void aMachineWithoutInterfacesIsTriedToo() {
        assertTrue(new EscapeTable(new Targets(List.of())).all(STANDARD, 3777).size() > 50);
    }

    private static Set<Expectation> expectedOfLoopback(LoopbackAccess loopback) {
        return TABLE.all(loopback, 3777).stream()
                .filter(attempt -> attempt.group().equals(EscapeTable.OWN))
                .map(EscapeAttempt::expected)
                .collect(Collectors.toSet());
    }

    private static List<String> ids(List<EscapeAttempt> attempts) {
        return attempts.stream().map(EscapeAttempt::id).toList();
    }
}
