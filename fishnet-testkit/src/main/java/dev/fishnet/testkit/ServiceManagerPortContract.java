package dev.fishnet.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.error.FishnetException;
import dev.fishnet.plan.PlanRunner;
import dev.fishnet.service.ServiceDefinition;
import dev.fishnet.service.ServiceManagerPort;
import dev.fishnet.service.ServiceState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link ServiceManagerPort} promises of a machine without our service when a test begins. */
public interface ServiceManagerPortContract {
    ServiceManagerPort services();

    /** Executes the plans of {@link #services} where it looks. */
    PlanRunner runner();

    /** A service that can be installed here. */
    ServiceDefinition definition();

    private void install() throws FishnetException {
        runner().apply(services().install(definition()));
    }

    private ServiceState.Installed installed() throws FishnetException {
        return assertInstanceOf(ServiceState.Installed.class, services().inspect());
    }

    @Test
    default void aFreshMachineHasNoService() throws FishnetException {
        assertEquals(new ServiceState.NotInstalled(), services().inspect());
        assertTrue(services().uninstall().isEmpty());
        assertTrue(services().stop().isEmpty());
    }

    @Test
    default void aPlanToInstallChangesNothingByItself() throws FishnetException {
        services().install(definition());

        assertEquals(new ServiceState.NotInstalled(), services().inspect());
    }

    @Test
    @Tag("S-22")
    default void whatIsInstalledRunsAndStartsAtBoot() throws FishnetException {
        install();

        assertTrue(installed().running());
        assertTrue(installed().enabled());
        assertTrue(installed().pid().isPresent());
    }

    @Test
    @Tag("S-23")
    default void installingTwiceNeedsNothingTheSecondTime() throws FishnetException {
        install();

        assertTrue(services().install(definition()).isEmpty());
    }

    @Test
    default void whatIsStoppedStaysInstalled() throws FishnetException {
        install();

        runner().apply(services().stop());

        assertFalse(installed().running());
        assertTrue(installed().pid().isEmpty());
        assertTrue(installed().enabled());
        assertTrue(services().stop().isEmpty());
    }

    @Test
    default void installingStartsWhatWasStopped() throws FishnetException {
        install();
        runner().apply(services().stop());

        install();

        assertTrue(installed().running());
    }

    @Test
    default void whatIsUninstalledIsGone() throws FishnetException {
        install();

        runner().apply(services().uninstall());

        assertEquals(new ServiceState.NotInstalled(), services().inspect());
        assertTrue(services().uninstall().isEmpty());
    }

    @Test
    @Tag("S-19")
    default void theUnitNamesTheUserAndTheData() throws FishnetException {
        String unit = services().unitText(definition());

        assertTrue(unit.contains(definition().user().value()), unit);
        assertTrue(unit.contains(definition().dataDirectory()), unit);
        assertTrue(services().unitPath().startsWith("/"));
        assertTrue(services().startCommand().startsWith("sudo "));
    }
}
