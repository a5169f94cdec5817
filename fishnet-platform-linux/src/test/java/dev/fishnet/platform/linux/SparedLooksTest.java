package dev.fishnet.platform.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.process.Command;
import dev.fishnet.process.ProcessOutcome;
import dev.fishnet.testkit.ScriptedProcesses;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparedLooksTest {
    private static final List<Place> PLACES = IptablesFilter.places(true);
    private static final Place FILTER = new Place(IpFamily.V4, Table.FILTER);

    private final ScriptedProcesses machine = new ScriptedProcesses()
            .print("asked\n", "nft", "-s")
            .print("asked\n", "iptables-save")
            .print("asked\n", "ip6tables-save")
            .print("asked\n", "ss");

    @Test
    void whereThereAreNoTablesTheirNamesAreAllThatIsAskedFor() throws FishnetException {
        machine.print("", "nft", "list", "tables");
        SparedLooks looks = looks(true);

        for (Place place : PLACES) {
            assertEquals(
                    OwnRules.NONE,
                    SavedTable.parse(place.table(), looks.run(save(place)).output()));
            assertAbsent(looks.run(Foundation.listing(place)));
        }
        assertAbsent(looks.run(NftDialect.LIST));
        assertEquals(List.of(SparedLooks.TABLES), machine.commands());
    }

    @Test
    void aTableThatIsThereIsAskedFor() throws FishnetException {
        machine.print("table ip filter\ntable inet fishnet\ntable ip6 nat\n", "nft", "list", "tables");
        SparedLooks looks = looks(true);

        for (Command command : List.of(save(FILTER), Foundation.listing(FILTER), NftDialect.LIST)) {
            assertEquals("asked\n", looks.run(command).output());
        }
        assertAbsent(looks.run(Foundation.listing(new Place(IpFamily.V6, Table.FILTER))));
        assertAbsent(looks.run(Foundation.listing(new Place(IpFamily.V4, Table.MANGLE))));
    }

    @Test
    void whatTheOlderIptablesHoldsNoOtherProgramSees() throws FishnetException {
        machine.print("", "nft", "list", "tables");
        SparedLooks looks = looks(false);

        assertEquals("asked\n", looks.run(save(FILTER)).output());
        assertAbsent(looks.run(NftDialect.LIST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tables:\n",
                "table filter\n",
                "table ip filter\nError: No buffer space available\n",
                "table IP filter\n",
                "table  ip filter\n",
                "{\"nftables\": []}\n"
            })
    void namesThatAreNotUnderstoodSpareNothing(String listed) throws FishnetException {
        machine.print(listed, "nft", "list", "tables");

        assertAllAsked(looks(true));
    }

    @Test
    void namesThatAreNotToBeHadSpareNothing() throws FishnetException {
        machine.fail(1, "Operation not permitted (you must be root)\n", "nft", "list", "tables");

        assertAllAsked(looks(true));
    }

    @Test
    void aMachineWithoutNftSparesNothing() throws FishnetException {
        SparedLooks looks =
                new SparedLooks(new ScriptedProcesses().print("asked\n", "iptables-save"), PLACES, program -> true);

        assertEquals("asked\n", looks.run(save(FILTER)).output());
    }

    @Test
    void whatIsNoTableIsAskedFor() throws FishnetException {
        machine.print("", "nft", "list", "tables");
        SparedLooks looks = looks(true);

        assertEquals("asked\n", looks.run(LiveConnections.LIST).output());
        assertEquals("asked\n", looks.run(NftDialect.LIST.withInput("text")).output());
    }

    private SparedLooks looks(boolean nftables) {
        return new SparedLooks(machine, PLACES, program -> nftables);
    }

    private static Command save(Place place) {
        return place.family().save(place.table());
    }

    private static void assertAllAsked(SparedLooks looks) throws FishnetException {
        List<Command> every = PLACES.stream()
                .flatMap(place -> Stream.of(save(place), Foundation.listing(place), NftDialect.LIST))
                .toList();
        for (Command command : every) {
            assertEquals("asked\n", looks.run(command).output());
        }
    }

    private static void assertAbsent(ProcessOutcome outcome) {
        assertEquals(1, outcome.exitStatus());
        assertTrue(outcome.errors().contains("No such file or directory"));
    }
}
