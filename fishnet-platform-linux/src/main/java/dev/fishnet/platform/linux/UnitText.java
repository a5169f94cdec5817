package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.service.ServiceDefinition;
import java.util.regex.Pattern;

/**
 * The unit (systemd.service(5), systemd.exec(5)). What each choice costs the JVM was measured:
 * {@code MemoryDenyWriteExecute} stops it from starting, {@code PrivateUsers} would turn every caller's uid into
 * nobody's, and {@code AF_NETLINK} is how the kernel says whose a socket is; the rest can be shut.
 */
final class UnitText {
    /** What neither a unit file nor a shell gives a meaning of its own. */
    private static final Pattern PLAIN_PATH = Pattern.compile("(/[A-Za-z0-9_@+:.-]+)+");

    /** Hidden from the daemon, or other than what the operator sees there. */
    private static final Pattern OUT_OF_SIGHT = Pattern.compile("/(home|root|run|tmp|var/tmp|proc|sys|dev)(/.*)?");

    private static final String TEMPLATE = """
            # Written by `fishnet service install`, which replaces it.
            [Unit]
            Description=Fishnet, the gateway between AI agents and the network
            Wants=network-online.target
            After=network-online.target
            StartLimitIntervalSec=60
            StartLimitBurst=5

            [Service]
            Type=notify
            NotifyAccess=main
            User=@USER@
            Group=@USER@
            UMask=0077
            Environment=FISHNET_DATA_DIR=@DATA@
            # One arena for each thread would keep what many threads have given back.
            Environment=MALLOC_ARENA_MAX=2
            UnsetEnvironment=JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS JDK_AOT_VM_OPTIONS _JAVA_OPTIONS CLASSPATH LD_PRELOAD LD_LIBRARY_PATH
            @SECRET@
            ExecStart=@JAVA@/bin/java @OPTIONS@ -cp @IMAGE@/lib/* dev.fishnet.cli.Main start
            Restart=on-failure
            RestartSec=2
            # What cannot start now cannot start in two seconds either; 243 is a credential that cannot be decrypted.
            RestartPreventExitStatus=1 2 3 243
            SuccessExitStatus=143
            TimeoutStartSec=45
            TimeoutStopSec=30
            WatchdogSec=30

            # Files: the program is root's, and the data is the only place it writes to.
            RuntimeDirectory=fishnet
            RuntimeDirectoryMode=0750
            ReadWritePaths=@DATA@
            ProtectSystem=strict
            ProtectHome=yes
            PrivateTmp=yes
            PrivateDevices=yes
            DevicePolicy=closed
            PrivateMounts=yes
            PrivateIPC=yes
            RemoveIPC=yes
            ProtectProc=invisible
            ProcSubset=pid
            ProtectKernelTunables=yes
            ProtectKernelModules=yes
            ProtectKernelLogs=yes
            ProtectControlGroups=yes
            ProtectClock=yes
            ProtectHostname=yes
            NoExecPaths=/var /tmp /home /run @DATA@
            ExecPaths=@IMAGE@ @JAVA@

            # Memory: the heap, as much again of direct buffers at most, and what the runtime itself takes.
            LimitCORE=0
            CoredumpFilter=0
            LimitMEMLOCK=64M
            LimitNOFILE=65536
            MemoryMax=1536M
            MemorySwapMax=0
            TasksMax=512
            OOMScoreAdjust=-500
            KeyringMode=private

            # Privileges: none, and no way to any.
            NoNewPrivileges=yes
            CapabilityBoundingSet=
            AmbientCapabilities=
            LockPersonality=yes
            RestrictNamespaces=yes
            RestrictRealtime=yes
            RestrictSUIDSGID=yes
            SystemCallArchitectures=native
            SystemCallFilter=@system-service
            SystemCallFilter=~@privileged @resources @keyring @mount @clock @cpu-emulation @debug @module @obsolete @raw-io @reboot @swap
            SystemCallFilter=mlock munlock mlock2
            SystemCallErrorNumber=EPERM

            # Network: upstreams may be anywhere, but a cloud's metadata service hands out the machine's own keys.
            RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
            IPAddressDeny=169.254.169.254 169.254.170.2 fd00:ec2::254

            [Install]
            WantedBy=multi-user.target
            """;

    /**
     * What the launcher's {@code daemon.options} say, for a copy of a checkout's build, which comes without that file.
     * The heap holds Argon2id's 256 MiB where no process of its own can be started for them. The native part of JNA
     * lies in the image, because nothing that the daemon could write may be executed.
     */
    private static final String JAVA_OPTIONS = String.join(
            " ",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xms48m",
            "-Xmn24m",
            "-Xmx512m",
            "-XX:MinHeapFreeRatio=20",
            "-XX:MaxHeapFreeRatio=40",
            "-XX:ReservedCodeCacheSize=48m",
            "-Xss512k",
            "-XX:-UsePerfData",
            "-XX:+DisableAttachMechanism",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:-HeapDumpOnOutOfMemoryError",
            "-XX:ErrorFile=/dev/null",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "-Dio.netty.tryReflectionSetAccessible=true",
            "-Dio.netty.leakDetection.level=disabled",
            "-Dio.netty.allocator.disableThreadLocalMagazinesOnLowMemory=false",
            "-Djava.awt.headless=true",
            "-Djna.nosys=true",
            "-Djna.nounpack=true");

    private UnitText() {}

    /**
     * The text.
     *
     * @param java the runtime's home, without links
     * @param encryptedKey whether systemd keeps the vault's key
     */
    static String render(ServiceDefinition definition, String java, boolean encryptedKey) throws FishnetException {
        String image = requirePath(definition.image());
        return TEMPLATE.replace("@USER@", definition.user().value())
                .replace("@DATA@", requireVisible(definition.dataDirectory()))
                .replace("@SECRET@", secret(encryptedKey))
                .replace("@JAVA@", requireVisible(java))
                .replace("@OPTIONS@", javaOptions(java, image))
                .replace("@IMAGE@", image);
    }

    private static String javaOptions(String java, String image) {
        String options = PackagedProgram.runsOn(java, image) ? PackagedProgram.options("daemon", image) : JAVA_OPTIONS;
        return options + nativeParts(image);
    }

    private static String nativeParts(String image) {
        String lib = image + "/lib";
        return " -Djava.library.path=" + lib + " -Djna.boot.library.path=" + lib + " -Dorg.sqlite.lib.path=" + lib;
    }

    /** For a command of ours that a unit runs to its end, and soon. */
    static String smallJavaOptions(String java, String image) throws FishnetException {
        if (PackagedProgram.runsOn(java, requirePath(image))) {
            return PackagedProgram.options("command", image) + nativeParts(image);
        }
        return String.join(
                        " ",
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=/dev/null",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djna.nosys=true",
                        "-Djna.nounpack=true")
                + nativeParts(image);
    }

    private static String secret(boolean encryptedKey) {
        return encryptedKey
                ? "LoadCredentialEncrypted=" + VaultKeyHandover.NAME + ":" + VaultKeyHandover.CREDENTIAL
                : "EnvironmentFile=-" + VaultKeyHandover.ENVIRONMENT;
    }

    /** The path, which must be absolute and mean the same to systemd, Java and a shell. */
    static String requirePath(String path) throws FishnetException {
        if (!PLAIN_PATH.matcher(path).matches() || path.contains("/../") || path.endsWith("/..")) {
            throw new FishnetException(
                    ErrorKind.USAGE,
                    "'" + path.replaceAll("\\p{Cntrl}", "?") + "' cannot stand in a unit",
                    "an absolute path of letters, digits and _ @ + : . - is needed");
        }
        return path;
    }

    private static String requireVisible(String path) throws FishnetException {
        if (OUT_OF_SIGHT.matcher(requirePath(path)).matches()) {
            throw new FishnetException(
                    ErrorKind.USAGE, "a service does not see " + path, "/var/lib and /usr/lib are for services");
        }
        return path;
    }
}
