package dev.fishnet.platform.linux;

import dev.fishnet.error.FishnetException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The units that keep the lockdown (systemd.unit(5)). All but the repair run the system's own programs alone. Those
 * that come before the network leave the default dependencies out, and none of them has anything to do at shutdown: the
 * rules stay until the machine is off.
 */
final class FirewallUnits {
    static final String BOOT = "fishnet-firewall.service";
    static final String HOLD = "fishnet-firewall-hold.service";
    static final String START = "fishnet-firewall-start.service";
    static final String STOP = "fishnet-firewall-stop.service";
    static final String WATCH = "fishnet-firewall-watch.service";
    static final String RECORD = "fishnet-firewall-record.service";
    static final String TIMER = "fishnet-firewall-watch.timer";
    static final String HEAL = "fishnet-firewall-heal.service";

    /** Where the watch keeps what it saw and what it should see. */
    static final String RUN = "/run/fishnet-firewall";

    private static final String EXPECTED = RUN + "/expected";
    private static final String LOADED = RUN + "/loaded";

    /**
     * There once a repair has proven the rules after the record was made, and after the hold went up: a record of less
     * would hide what is amiss.
     */
    private static final String PROVEN = RUN + "/proven";

    /** Those that empty or replace the rules of all when they start, stop or reload. */
    private static final String OTHERS =
            "nftables.service iptables.service ip6tables.service netfilter-persistent.service ufw.service firewalld.service";

    private static final String HEAD = "# Written by `fishnet firewall enable`, which replaces it.\n[Unit]\n";

    /** What no unit of ours needs, whoever it runs. */
    private static final String SHUT = """
            ProtectSystem=strict
            ProtectHome=yes
            ProtectProc=invisible
            ProtectKernelTunables=yes
            ProtectKernelLogs=yes
            ProtectControlGroups=yes
            ProtectClock=yes
            ProtectHostname=yes
            PrivateDevices=yes
            DevicePolicy=closed
            PrivateMounts=yes
            PrivateIPC=yes
            KeyringMode=private
            LimitCORE=0
            UMask=0022
            NoNewPrivileges=yes
            AmbientCapabilities=
            LockPersonality=yes
            RestrictNamespaces=yes
            RestrictRealtime=yes
            RestrictSUIDSGID=yes
            SystemCallArchitectures=native
            SystemCallErrorNumber=EPERM
            RestrictAddressFamilies=AF_UNIX AF_NETLINK AF_INET AF_INET6
            IPAddressDeny=any
            """;

    /** iptables of the old kind loads modules itself, and locks a file in /run. */
    private static final String FILTER_PROGRAMS = """
            ExecSearchPath=/usr/sbin:/usr/bin:/sbin:/bin
            CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_RAW CAP_SYS_MODULE
            MemoryDenyWriteExecute=yes
            ReadWritePaths=/run
            SystemCallFilter=@system-service @module
            SystemCallFilter=~@resources @privileged @keyring @mount
            """;

    private FirewallUnits() {}

    /** Loads the rules before any interface is up, and again when another firewall has flushed them. */
    static String boot(NativeForm form, String folder) {
        List<String> load = new ArrayList<>();
        for (NativeForm.Load each : form.loads()) {
            each.before().forEach(argv -> load.add("-" + String.join(" ", argv)));
            load.add(String.join(" ", each.argv()) + " " + folder + "/" + each.name());
        }
        return HEAD + """
                Description=Fishnet, the agents' lockdown
                DefaultDependencies=no
                Wants=network-pre.target
                Before=network-pre.target
                After=local-fs.target systemd-modules-load.service systemd-sysctl.service fishnet-firewall-hold.service
                After=@OTHERS@
                PartOf=nftables.service iptables.service ip6tables.service
                ReloadPropagatedFrom=@OTHERS@

                [Service]
                Type=oneshot
                RemainAfterExit=yes
                TimeoutSec=60
                """.replace("@OTHERS@", OTHERS)
                + directive("ExecStart", String.join("\n", load))
                + directive("ExecReload", String.join("\n", load))
                + "# Who stops this is about to flush the rules.\n"
                + directive("ExecStopPost", up(folder))
                + FILTER_PROGRAMS + SHUT + "\n[Install]\nWantedBy=sysinit.target\n";
    }

    /** Is up before anybody's service starts at boot, who waits for no rules, and before another firewall reloads. */
    static String hold(String folder) {
        return before("reloads")
                + "Before=sysinit.target\nReloadPropagatedFrom=" + OTHERS + "\n"
                + """

                [Service]
                Type=oneshot
                RemainAfterExit=yes
                RuntimeDirectory=fishnet-firewall
                RuntimeDirectoryPreserve=yes
                TimeoutSec=60
                """
                + directive("ExecStart", up(folder))
                + directive("ExecReload", up(folder))
                + FILTER_PROGRAMS + SHUT + "\n[Install]\nWantedBy=sysinit.target\n";
    }

    /** Is over before another firewall starts; what it asks for has to wait for that one. */
    static String start(String folder) {
        return before("starts")
                + "\n[Service]\nType=oneshot\nTimeoutSec=60\n"
                + directive("ExecStart", up(folder) + "\nsystemctl --no-block reload-or-restart " + BOOT)
                + FILTER_PROGRAMS + SHUT + "\n[Install]\nWantedBy=" + OTHERS + "\n";
    }

    /**
     * Stops before firewalld does. A unit of its own: firewalld conflicts with the others, so that to restart it would
     * stop and restart what is part of both, which systemd refuses.
     */
    static String stop(String folder) {
        return HEAD + """
                Description=Fishnet, holds the agents by routing when firewalld stops
                After=firewalld.service
                PartOf=firewalld.service

                [Service]
                Type=oneshot
                RemainAfterExit=yes
                TimeoutSec=60
                ExecStart=true
                """
                + directive("ExecStop", up(folder))
                + FILTER_PROGRAMS + SHUT + "\n[Install]\nWantedBy=firewalld.service\n";
    }

    private static String before(String moment) {
        return HEAD + """
                Description=Fishnet, holds the agents by routing while another firewall @MOMENT@
                DefaultDependencies=no
                After=local-fs.target
                Before=@OTHERS@
                """.replace("@MOMENT@", moment).replace("@OTHERS@", OTHERS);
    }

    /** What was proven before counts no longer. */
    private static String up(String folder) {
        return "-rm -f " + PROVEN + "\n" + lines("-", Hold.up(folder + "/" + SystemdPersistence.HOLD_FILE));
    }

    /**
     * What a listing that fails leaves out is a difference like any other. The hold goes at the second look after it
     * went up: the first one finds nothing proven. firewalld flushes a second after it said that it had started.
     */
    static String watch(NativeForm form) {
        return HEAD + """
                Description=Fishnet, whether the agents' lockdown is loaded
                After=fishnet-firewall.service
                OnFailure=fishnet-firewall-heal.service
                """
                + listing(
                        form,
                        LOADED,
                        LOADED,
                        "ExecStart=cmp -s " + LOADED + " " + EXPECTED + "\nExecStart=test -e " + PROVEN + "\n"
                                + directive("ExecStart", lines("-", Hold.release())));
    }

    /** What the watch compares with, seen in the same way. */
    static String record(NativeForm form) {
        return HEAD + "Description=Fishnet, what the agents' lockdown looks like\nAfter=fishnet-firewall.service\n"
                + listing(form, EXPECTED, EXPECTED + " " + PROVEN, "");
    }

    private static String listing(NativeForm form, String file, String before, String last) {
        return """

                [Service]
                Type=oneshot
                TimeoutSec=30
                LogLevelMax=notice
                StandardOutput=append:%s
                StandardError=null
                ExecStartPre=rm -f %s
                """.formatted(file, before)
                + directive("ExecStart", lines("-", form.listing()))
                + last
                + FILTER_PROGRAMS
                + SHUT;
    }

    static String timer() {
        return HEAD + """
                Description=Fishnet, looks after the agents' lockdown

                [Timer]
                OnActiveSec=1s
                OnUnitInactiveSec=5s
                AccuracySec=1s

                [Install]
                WantedBy=timers.target
                """;
    }

    /**
     * Puts right what the watch found.
     *
     * @param java the runtime's home, without links
     */
    static String heal(String java, String image) throws FishnetException {
        return HEAD
                + """
                Description=Fishnet, puts the agents' lockdown back
                StartLimitIntervalSec=60
                StartLimitBurst=12

                [Service]
                Type=oneshot
                TimeoutSec=120
                SyslogLevel=warning
                UnsetEnvironment=JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS JDK_AOT_VM_OPTIONS _JAVA_OPTIONS CLASSPATH LD_PRELOAD LD_LIBRARY_PATH
                ExecStart=@JAVA@/bin/java @OPTIONS@ -cp @IMAGE@/lib/* dev.fishnet.cli.Main firewall heal --apply
                ExecStartPost=touch @PROVEN@
                # What it repairs goes into the gateway's log, as the account that the log belongs to.
                ReadWritePaths=/run /etc/fishnet /etc/systemd/system -/var/lib/fishnet-firewall -@DATA@
                # It compares its own network with that of process 1, which the kernel tells to whom it lets trace it.
                CapabilityBoundingSet=CAP_NET_ADMIN CAP_NET_RAW CAP_SYS_MODULE CAP_SYS_PTRACE CAP_SETUID CAP_SETGID
                SystemCallFilter=@system-service @module
                SystemCallFilter=~@resources @privileged @keyring @mount @debug
                SystemCallFilter=@chown setfsuid setgroups setresgid capset
                """.replace("@PROVEN@", PROVEN)
                        .replace("@JAVA@", UnitText.requirePath(java))
                        .replace("@OPTIONS@", UnitText.smallJavaOptions(java, image))
                        .replace("@IMAGE@", UnitText.requirePath(image))
                        .replace("@DATA@", LinuxPlatform.DATA)
                + SHUT;
    }

    private static String lines(String prefix, List<List<String>> commands) {
        return commands.stream().map(argv -> prefix + String.join(" ", argv)).collect(Collectors.joining("\n"));
    }

    private static String directive(String name, String lines) {
        return Stream.of(lines.split("\n", -1))
                .map(line -> name + "=" + line + "\n")
                .collect(Collectors.joining());
    }
}
