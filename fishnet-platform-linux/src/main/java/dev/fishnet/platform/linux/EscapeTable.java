package dev.fishnet.platform.linux;

import dev.fishnet.firewall.LoopbackAccess;
import dev.fishnet.firewall.escape.Expectation;
import dev.fishnet.platform.linux.EscapeAttempt.Socket;
import dev.fishnet.platform.linux.EscapeAttempt.SocketOption;
import dev.fishnet.platform.linux.EscapeAttempt.Way;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every attempt of a machine. Targets are documentation addresses, which belong to nobody, or this machine's own. */
final class EscapeTable {
    static final String DIRECT = "directly";
    static final String TRANSPORTS = "other transports";
    static final String OPTIONS = "other sockets";
    static final String NEIGHBOURS = "neighbours";
    static final String RAW = "raw sockets";
    static final String NAMES = "names on loopback";
    static final String OWN = "rest of loopback";
    static final String GATEWAY = "the gateway";

    private static final int UDPLITE = 136;
    private static final int SCTP = 132;
    private static final int DCCP = 33;
    private static final int MPTCP = 262;
    private static final int SOCK_DCCP = 6;
    private static final int EXPERIMENTAL = 253;

    private static final InetAddress FOUR = Targets.address("198.51.100.77");
    private static final InetAddress OTHER_FOUR = Targets.address("203.0.113.77");
    private static final InetAddress SIX = Targets.address("2001:db8:77::77");
    private static final InetAddress FOREIGN_SIX = Targets.address("2001:db8:77::79");
    private static final InetAddress LOOPBACK_4 = Targets.address("127.0.0.1");
    private static final InetAddress LOOPBACK_6 = Targets.address("::1");
    /** On loopback too, and nobody's server. */
    private static final InetAddress ODD_LOOPBACK = Targets.address("127.77.53.85");

    private final Targets targets;

    EscapeTable(Targets targets) {
        this.targets = targets;
    }

    /** What the agent's own uid tries. */
    List<EscapeAttempt> all(LoopbackAccess loopback, int gatewayPort) {
        List<EscapeAttempt> all = new ArrayList<>(direct());
        all.addAll(transports());
        all.addAll(options());
        all.addAll(fromOwnAddresses());
        all.addAll(fromForeignAddresses());
        all.addAll(neighbours());
        all.addAll(privileged());
        all.addAll(names());
        all.addAll(restOfLoopback(loopback, gatewayPort));
        return all;
    }

    /** What every other uid and gid tries; each is in {@link #all} too. */
    List<EscapeAttempt> few(LoopbackAccess loopback) {
        List<EscapeAttempt> few = new ArrayList<>(direct().subList(0, 4));
        few.addAll(names().subList(0, 4));
        if (loopback instanceof LoopbackAccess.Strict) {
            few.addAll(restOfLoopback(loopback, 0).subList(0, 4));
        }
        return few;
    }

    /** What must go on working. */
    List<EscapeAttempt> gateway(int port) {
        return List.of(
                on("gateway4", GATEWAY, "Fishnet at 127.0.0.1", tcp(LOOPBACK_4), LOOPBACK_4, port)
                        .expecting(Expectation.WORKS),
                on("gateway6", GATEWAY, "Fishnet at ::1", tcp(LOOPBACK_6), LOOPBACK_6, port)
                        .expecting(Expectation.WORKS));
    }

    private static List<EscapeAttempt> direct() {
        return List.of(
                to("tcp4", DIRECT, "TCP over IPv4", tcp(FOUR), FOUR),
                to("tcp6", DIRECT, "TCP over IPv6", tcp(SIX), SIX),
                to("udp4", DIRECT, "UDP over IPv4", udp(FOUR), FOUR),
                to("udp6", DIRECT, "UDP over IPv6", udp(SIX), SIX),
                to("icmp4", DIRECT, "ping over IPv4", new Socket(NetCalls.AF_INET, NetCalls.SOCK_DGRAM, 1), FOUR)
                        .sent(Way.PING, EscapeAttempt.SHORT),
                to("icmp6", DIRECT, "ping over IPv6", new Socket(NetCalls.AF_INET6, NetCalls.SOCK_DGRAM, 58), SIX)
                        .sent(Way.PING, EscapeAttempt.SHORT));
    }

    private static List<EscapeAttempt> transports() {
        return List.of(
                to("mptcp4", TRANSPORTS, "MPTCP over IPv4", stream(FOUR, MPTCP), FOUR),
                to("mptcp6", TRANSPORTS, "MPTCP over IPv6", stream(SIX, MPTCP), SIX),
                to("sctp4", TRANSPORTS, "SCTP over IPv4", stream(FOUR, SCTP), FOUR),
                to("sctp6", TRANSPORTS, "SCTP over IPv6", stream(SIX, SCTP), SIX),
                to("dccp4", TRANSPORTS, "DCCP over IPv4", new Socket(NetCalls.AF_INET, SOCK_DCCP, DCCP), FOUR),
                to("dccp6", TRANSPORTS, "DCCP over IPv6", new Socket(NetCalls.AF_INET6, SOCK_DCCP, DCCP), SIX),
                to("udplite4", TRANSPORTS, "UDP-Lite over IPv4", udplite(FOUR), FOUR),
                to("udplite6", TRANSPORTS, "UDP-Lite over IPv6", udplite(SIX), SIX));
    }

    private static List<EscapeAttempt> options() {
        Socket mapped = new Socket(NetCalls.AF_INET6, NetCalls.SOCK_STREAM, 0);
        Socket mappedUdp = new Socket(NetCalls.AF_INET6, NetCalls.SOCK_DGRAM, 0);
        SocketOption both = Targets.option(41, 26, 0);
        return List.of(
                to("tcp4-mapped", OPTIONS, "TCP over IPv4 from an IPv6 socket", mapped, FOUR)
                        .with(both),
                to("udp4-mapped", OPTIONS, "UDP over IPv4 from an IPv6 socket", mappedUdp, FOUR)
                        .with(both),
                to("tcp4-fastopen", OPTIONS, "TCP with data in the first packet, IPv4", tcp(FOUR), OTHER_FOUR)
                        .sent(Way.FAST_OPEN, EscapeAttempt.SHORT),
                to("tcp6-fastopen", OPTIONS, "TCP with data in the first packet, IPv6", tcp(SIX), SIX)
                        .sent(Way.FAST_OPEN, EscapeAttempt.SHORT),
                to("udp4-fragments", OPTIONS, "UDP in fragments, IPv4", udp(FOUR), OTHER_FOUR)
                        .sent(Way.SEND, 4000)
                        .with(Targets.option(0, 10, 0)),
                to("udp6-fragments", OPTIONS, "UDP in fragments, IPv6", udp(SIX), SIX)
                        .sent(Way.SEND, 4000)
                        .with(Targets.option(41, 23, 0)),
                to("udp4-corked", OPTIONS, "UDP put together from pieces", udp(FOUR), FOUR)
                        .sent(Way.SEND_IN_PIECES, EscapeAttempt.SHORT),
                to("udp4-segments", OPTIONS, "UDP that the device cuts up", udp(FOUR), FOUR)
                        .sent(Way.SEND, 300)
                        .with(Targets.option(17, 103, 100)),
                to("udp4-options", OPTIONS, "UDP with IP options", udp(FOUR), FOUR)
                        .with(new SocketOption(0, 4, new byte[] {1, 1, 1, 0})),
                to("udp4-priority", OPTIONS, "UDP of high priority", udp(FOUR), FOUR)
                        .with(Targets.option(NetCalls.SOL_SOCKET, 12, 6)),
                to("tcp4-tos", OPTIONS, "TCP with a type of service, IPv4", tcp(FOUR), OTHER_FOUR)
                        .with(Targets.option(0, 1, 0xb8)),
                to("tcp6-tos", OPTIONS, "TCP with a traffic class, IPv6", tcp(SIX), SIX)
                        .with(Targets.option(41, 67, 0xb8)));
    }

    /** An answer that refuses these would leave for the address that they claim to come from, and repeat them. */
    private static List<EscapeAttempt> fromForeignAddresses() {
        SocketOption freebind = Targets.option(41, 78, 1);
        return List.of(
                to("tcp6-foreign", OPTIONS, "TCP from an IPv6 address that is not this machine's", tcp(SIX), SIX)
                        .from(FOREIGN_SIX)
                        .with(freebind),
                to("udp6-foreign", OPTIONS, "UDP from an IPv6 address that is not this machine's", udp(SIX), SIX)
                        .from(FOREIGN_SIX)
                        .with(freebind),
                to(
                                "udp6-foreign-lo",
                                OPTIONS,
                                "UDP to loopback from an IPv6 address of nobody here",
                                udp(SIX),
                                LOOPBACK_6)
                        .from(FOREIGN_SIX)
                        .with(freebind));
    }

    private List<EscapeAttempt> fromOwnAddresses() {
        List<EscapeAttempt> own = new ArrayList<>();
        targets.ownFour().ifPresent(four -> {
            own.add(to("tcp4-source", OPTIONS, "TCP from this machine's IPv4 address", tcp(four), FOUR)
                    .from(four));
            own.add(to("udp4-source", OPTIONS, "UDP from this machine's IPv4 address", udp(four), FOUR)
                    .from(four));
        });
        targets.ownSix().ifPresent(six -> {
            own.add(to("tcp6-source", OPTIONS, "TCP from this machine's IPv6 address", tcp(six), SIX)
                    .from(six));
            own.add(to("udp6-source", OPTIONS, "UDP from this machine's IPv6 address", udp(six), SIX)
                    .from(six));
        });
        return own;
    }

    private List<EscapeAttempt> neighbours() {
        List<EscapeAttempt> near = new ArrayList<>();
        SocketOption broadcast = Targets.option(NetCalls.SOL_SOCKET, 6, 1);
        InetAddress everybody = Targets.address("255.255.255.255");
        near.add(to("broadcast4", NEIGHBOURS, "UDP to 255.255.255.255", udp(everybody), everybody)
                .with(broadcast));
        for (Targets.Device device : targets.devices()) {
            near.addAll(through(device, broadcast));
        }
        return near;
    }

    private static List<EscapeAttempt> through(Targets.Device device, SocketOption broadcast) {
        String name = device.name();
        SocketOption bound = new SocketOption(NetCalls.SOL_SOCKET, 25, device.nameBytes());
        List<EscapeAttempt> near = new ArrayList<>();
        near.add(to("tcp4-device-" + name, NEIGHBOURS, "TCP over IPv4, bound to " + name, tcp(FOUR), OTHER_FOUR)
                .with(bound));
        near.add(to("udp4-device-" + name, NEIGHBOURS, "UDP over IPv4, bound to " + name, udp(FOUR), OTHER_FOUR)
                .with(bound));
        near.add(to("udp6-device-" + name, NEIGHBOURS, "UDP over IPv6, bound to " + name, udp(SIX), SIX)
                .with(bound));
        InetAddress group4 = Targets.address("233.252.0.77");
        near.add(to("multicast4-" + name, NEIGHBOURS, "multicast over IPv4, through " + name, udp(group4), group4)
                .with(Targets.multicastFour(device.index())));
        InetAddress group6 = Targets.scoped("ff02::db8:0:77", device.index());
        near.add(to("multicast6-" + name, NEIGHBOURS, "multicast over IPv6, through " + name, udp(group6), group6)
                .with(Targets.option(41, 17, device.index())));
        device.linkLocal()
                .ifPresent(own -> near.add(to(
                                "link-local6-" + name,
                                NEIGHBOURS,
                                "multicast from the link-local address of " + name,
                                udp(group6),
                                group6)
                        .from(own)));
        device.broadcast()
                .ifPresent(all ->
                        near.add(to("broadcast4-" + name, NEIGHBOURS, "UDP to the subnet of " + name, udp(all), all)
                                .with(broadcast)));
        return near;
    }

    /** The kernel refuses these to everybody without a capability; an agent must not have one. */
    private static List<EscapeAttempt> privileged() {
        return List.of(
                to("raw4", RAW, "a raw IPv4 socket", raw(NetCalls.AF_INET), FOUR),
                to("raw6", RAW, "a raw IPv6 socket", raw(NetCalls.AF_INET6), SIX),
                to("packet", RAW, "a packet socket", new Socket(NetCalls.AF_PACKET, NetCalls.SOCK_DGRAM, 0), FOUR),
                to("transparent4", RAW, "a transparent socket", udp(FOUR), FOUR).with(Targets.option(0, 19, 1)),
                to("mark4", RAW, "a socket with a firewall mark", udp(FOUR), FOUR)
                        .with(Targets.option(NetCalls.SOL_SOCKET, 36, 1)));
    }

    private static List<EscapeAttempt> names() {
        List<EscapeAttempt> names = new ArrayList<>();
        LoopbackAccess.NAME_RESOLUTION.stream().sorted().forEach(port -> {
            names.add(name(port, "udp4", "UDP", udp(ODD_LOOPBACK), ODD_LOOPBACK));
            names.add(name(port, "tcp4", "TCP", tcp(ODD_LOOPBACK), ODD_LOOPBACK));
            names.add(name(port, "udp6", "UDP", udp(LOOPBACK_6), LOOPBACK_6));
            names.add(name(port, "tcp6", "TCP", tcp(LOOPBACK_6), LOOPBACK_6));
            names.add(name(port, "udplite4", "UDP-Lite", udplite(ODD_LOOPBACK), ODD_LOOPBACK));
            names.add(name(port, "udplite6", "UDP-Lite", udplite(LOOPBACK_6), LOOPBACK_6));
        });
        return names;
    }

    private static EscapeAttempt name(int port, String id, String protocol, Socket socket, InetAddress target) {
        String family = id.endsWith("4") ? "IPv4" : "IPv6";
        return on("dns" + port + "-" + id, NAMES, protocol + " to port " + port + ", " + family, socket, target, port);
    }

    private List<EscapeAttempt> restOfLoopback(LoopbackAccess loopback, int gatewayPort) {
        InetAddress second = Targets.address("127.0.0.2");
        List<EscapeAttempt> rest = new ArrayList<>(List.of(
                to("lo-tcp4", OWN, "another port of 127.0.0.1, TCP", tcp(LOOPBACK_4), LOOPBACK_4),
                to("lo-tcp6", OWN, "another port of ::1, TCP", tcp(LOOPBACK_6), LOOPBACK_6),
                to("lo-udp4", OWN, "a port of 127.0.0.1, UDP", udp(LOOPBACK_4), LOOPBACK_4),
                to("lo-udp6", OWN, "a port of ::1, UDP", udp(LOOPBACK_6), LOOPBACK_6),
                on("lo-other4", OWN, "the gateway's port of 127.0.0.2", tcp(second), second, gatewayPort)));
        targets.ownFour().ifPresent(own -> {
            rest.add(to("lo-own-tcp4", OWN, "this machine's IPv4 address, TCP", tcp(own), own));
            rest.add(to("lo-own-udp4", OWN, "this machine's IPv4 address, UDP", udp(own), own));
        });
        targets.ownSix().ifPresent(own -> {
            rest.add(to("lo-own-tcp6", OWN, "this machine's IPv6 address, TCP", tcp(own), own));
            rest.add(to("lo-own-udp6", OWN, "this machine's IPv6 address, UDP", udp(own), own));
        });
        Expectation expected = loopback instanceof LoopbackAccess.Strict ? Expectation.BLOCKED : Expectation.OPEN;
        return rest.stream().map(attempt -> attempt.expecting(expected)).toList();
    }

    private static EscapeAttempt to(String id, String group, String sentence, Socket socket, InetAddress target) {
        return on(id, group, sentence, socket, target, 0);
    }

    private static EscapeAttempt on(
            String id, String group, String sentence, Socket socket, InetAddress target, int port) {
        boolean stream = socket.type() == NetCalls.SOCK_STREAM || socket.type() == SOCK_DCCP;
        return new EscapeAttempt(
                id,
                group,
                sentence,
                Expectation.BLOCKED,
                stream ? Way.CONNECT : Way.SEND,
                socket,
                target,
                port,
                Optional.empty(),
                List.of(),
                EscapeAttempt.SHORT);
    }

    private static Socket tcp(InetAddress target) {
        return stream(target, 0);
    }

    private static Socket stream(InetAddress target, int protocol) {
        return new Socket(Targets.family(target), NetCalls.SOCK_STREAM, protocol);
    }

    private static Socket udp(InetAddress target) {
        return new Socket(Targets.family(target), NetCalls.SOCK_DGRAM, 0);
    }

    private static Socket udplite(InetAddress target) {
        return new Socket(Targets.family(target), NetCalls.SOCK_DGRAM, UDPLITE);
    }

    private static Socket raw(int family) {
        return new Socket(family, NetCalls.SOCK_RAW, EXPERIMENTAL);
    }
}
