package dev.fishnet.platform.linux;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import dev.fishnet.platform.linux.EscapeAttempt.SocketOption;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The interfaces that are up, loopback left out; no more than a handful are tried. */
record Targets(List<Device> devices) {
    private static final int MOST_DEVICES = 4;

    /** One of them. */
    record Device(String name, int index, List<InetAddress> addresses, Optional<InetAddress> broadcast) {
        static Device of(NetworkInterface device) {
            return new Device(
                    device.getName(),
                    device.getIndex(),
                    device.inetAddresses().toList(),
                    device.getInterfaceAddresses().stream()
                            .filter(address -> address.getAddress() instanceof Inet4Address)
                            .map(address -> last(address.getAddress(), address.getNetworkPrefixLength()))
                            .findFirst());
        }

        /** The subnet's last address, whether the interface was told that it is the broadcast one or not. */
        private static InetAddress last(InetAddress address, int prefix) {
            int hosts = prefix == 0 ? -1 : (1 << (32 - prefix)) - 1;
            int last = ByteBuffer.wrap(address.getAddress()).getInt() | hosts;
            return Targets.of(ByteBuffer.allocate(Integer.BYTES).putInt(last).array());
        }

        byte[] nameBytes() {
            return (name + "\0").getBytes(StandardCharsets.US_ASCII);
        }

        Optional<InetAddress> linkLocal() {
            return first(address -> address instanceof Inet6Address && address.isLinkLocalAddress());
        }

        private Optional<InetAddress> first(Predicate<InetAddress> wanted) {
            return addresses.stream().filter(wanted).findFirst();
        }
    }

    static Targets ofThisMachine() throws FishnetException {
        try {
            return new Targets(NetworkInterface.networkInterfaces()
                    .filter(Targets::isUsed)
                    .limit(MOST_DEVICES)
                    .map(Device::of)
                    .toList());
        } catch (SocketException e) {
            throw new FishnetException(ErrorKind.UNAVAILABLE, "the network interfaces cannot be listed", null, e);
        }
    }

    private static boolean isUsed(NetworkInterface device) {
        try {
            return device.isUp()
                    && !device.isLoopback()
                    && device.inetAddresses().findAny().isPresent();
        } catch (SocketException gone) {
            return false;
        }
    }

    Optional<InetAddress> ownFour() {
        return own(address -> address instanceof Inet4Address);
    }

    Optional<InetAddress> ownSix() {
        return own(address -> address instanceof Inet6Address && !address.isLinkLocalAddress());
    }

    private Optional<InetAddress> own(Predicate<InetAddress> wanted) {
        return devices.stream().flatMap(device -> device.first(wanted).stream()).findFirst();
    }

    /** An address in figures; nothing is looked up. */
    static InetAddress address(String figures) {
        try {
            return InetAddress.getByName(figures);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(figures, e);
        }
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** As people write it: without the zeros of an IPv6 address, and with its interface where that matters. */
    static String figures(InetAddress address) {
        boolean scoped = address.isLinkLocalAddress() || address.isMCLinkLocal();
        String figures = address.getHostAddress().replaceFirst("(^|:)0(:0)+(:|$)", "::");
        return scoped ? figures : figures.replaceFirst("%.*", "");
    }

    /** An IPv6 address that means something on one interface only. */
    static InetAddress scoped(String figures, int device) {
        try {
            return Inet6Address.getByAddress(null, address(figures).getAddress(), device);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(figures, e);
        }
    }

    static int family(InetAddress address) {
        return address instanceof Inet4Address ? NetCalls.AF_INET : NetCalls.AF_INET6;
    }

    static SocketOption option(int level, int name, int value) {
        return new SocketOption(
                level,
                name,
                ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putInt(value)
                        .array());
    }

    /** IP_MULTICAST_IF with a struct ip_mreqn: two addresses, then the interface. */
    static SocketOption multicastFour(int device) {
        return new SocketOption(
                0,
                32,
                ByteBuffer.allocate(12)
                        .order(ByteOrder.nativeOrder())
                        .putInt(8, device)
                        .array());
    }
}
