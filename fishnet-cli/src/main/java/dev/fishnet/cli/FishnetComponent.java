package dev.fishnet.cli;

import dagger.BindsInstance;
import dagger.Component;
import dev.fishnet.cli.agent.AgentCommand;
import dev.fishnet.cli.audit.AuditCommand;
import dev.fishnet.cli.credential.AddKeyCommand;
import dev.fishnet.cli.credential.BackupCommand;
import dev.fishnet.cli.credential.ListKeysCommand;
import dev.fishnet.cli.credential.RemoveKeyCommand;
import dev.fishnet.cli.credential.RestoreCommand;
import dev.fishnet.cli.daemon.StartCommand;
import dev.fishnet.cli.daemon.StatusCommand;
import dev.fishnet.cli.daemon.StopCommand;
import dev.fishnet.cli.demo.DemoCommand;
import dev.fishnet.cli.doctor.DoctorCommand;
import dev.fishnet.cli.firewall.FirewallCommand;
import dev.fishnet.cli.init.InitCommand;
import dev.fishnet.cli.policy.PolicyCommand;
import dev.fishnet.cli.service.ServiceCommand;
import dev.fishnet.cli.spend.SpendCommand;
import dev.fishnet.platform.PlatformPorts;
import java.time.Clock;

/** Every command on one platform. Nothing is created before it is asked for. */
@Component(dependencies = PlatformPorts.class)
interface FishnetComponent {
    DemoCommand demo();

    InitCommand init();

    StartCommand start();

    StopCommand stop();

    StatusCommand status();

    SpendCommand spend();

    ServiceCommand service();

    AgentCommand agent();

    DoctorCommand doctor();

    FirewallCommand firewall();

    PolicyCommand policy();

    AuditCommand audit();

    AddKeyCommand addKey();

    ListKeysCommand listKeys();

    RemoveKeyCommand removeKey();

    BackupCommand backup();

    RestoreCommand restore();

    /** Binds what is known only at start-up. */
    @Component.Factory
    interface Factory {
        FishnetComponent create(
                PlatformPorts platform,
                @BindsInstance Terminal terminal,
                @BindsInstance Environment environment,
                @BindsInstance Clock clock);
    }
}
