package dev.fishnet.platform.linux;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Well known sockets of helpers, and what somebody who may connect to one gets. */
record KnownSocket(String path, String power) {
    private static final String CONTAINERS = "starts containers as root, with a network of their own";

    static final List<KnownSocket> HELPERS = List.of(
            new KnownSocket("/run/docker.sock", CONTAINERS),
            new KnownSocket("/var/run/docker.sock", CONTAINERS),
            new KnownSocket("/run/containerd/containerd.sock", CONTAINERS),
            new KnownSocket("/run/k3s/containerd/containerd.sock", CONTAINERS),
            new KnownSocket("/run/crio/crio.sock", CONTAINERS),
            new KnownSocket("/run/buildkit/buildkitd.sock", CONTAINERS),
            new KnownSocket("/run/podman/podman.sock", CONTAINERS),
            new KnownSocket("/var/lib/lxd/unix.socket", CONTAINERS),
            new KnownSocket("/var/snap/lxd/common/lxd/unix.socket", CONTAINERS),
            new KnownSocket("/var/lib/incus/unix.socket", CONTAINERS),
            new KnownSocket("/run/incus/unix.socket", CONTAINERS),
            new KnownSocket("/run/libvirt/libvirt-sock", "starts machines with a network of their own"),
            new KnownSocket("/run/libvirt/virtqemud-sock", "starts machines with a network of their own"),
            new KnownSocket("/run/libvirt/libvirt-sock-ro", "shows the machines that libvirt runs"),
            new KnownSocket("/run/snapd.socket", "asks snapd, which fetches from the network"),
            new KnownSocket("/nix/var/nix/daemon-socket/socket", "asks the nix daemon, which fetches from the network"),
            new KnownSocket("/run/systemd/private", "starts services as root"),
            new KnownSocket("/run/systemd/resolve/io.systemd.Resolve", "resolves names, which carries data out"),
            new KnownSocket("/run/nscd/socket", "resolves names, which carries data out"),
            new KnownSocket("/var/run/nscd/socket", "resolves names, which carries data out"),
            new KnownSocket("/run/avahi-daemon/socket", "resolves names on the local network"),
            new KnownSocket("/run/cups/cups.sock", "prints on printers of the network"),
            new KnownSocket("/run/tailscale/tailscaled.sock", "carries connections into a private network"));

    /** Open to everybody by design, and doing nothing for a caller that the caller could not do. */
    private static final Pattern HARMLESS = Pattern.compile("/(var/)?run/("
            + "fishnet/.*|dbus/system_bus_socket|uuidd/request|acpid\\.socket|user/[0-9]+/.*|udev/control"
            + "|systemd/(notify|journal/.*|userdb/.*|coredump|fsck\\.progress|inaccessible/.*"
            + "|io\\.systemd?\\.(ManagedOOM|sysext|Credentials|PCRExtend|PCRLock|Manager|Login|BootControl|Hostname"
            + "|NamespaceResource|MountFileSystem|AskPassword|FactoryReset|Machine|DynamicUser|Multiplexer)"
            + "|oom/.*|machine/.*|sleep/.*|report/.*|netif/.*|resolve/io\\.systemd\\.Resolve\\.Monitor))");

    static boolean isHarmless(String path) {
        return HARMLESS.matcher(path).matches();
    }

    static Optional<KnownSocket> at(String path) {
        return HELPERS.stream().filter(known -> known.path.equals(path)).findFirst();
    }
}
