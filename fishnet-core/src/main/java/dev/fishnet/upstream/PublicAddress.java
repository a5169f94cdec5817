package dev.fishnet.upstream;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells addresses of the public internet from all others, after the registries of special-purpose addresses (RFC 6890
 * and what followed it). An IPv6 address that carries an IPv4 one is as public as both of them.
 */
public final class PublicAddress {
    private static final List<Block> SPECIAL_4 = List.of(
            Block.of4(8, 0), // this network
            Block.of4(8, 10), // private
            Block.of4(10, 100, 64), // shared by carriers (RFC 6598)
            Block.of4(8, 127), // loopback
            Block.of4(16, 169, 254), // link-local, and clouds' metadata
            Block.of4(12, 172, 16), // private
            Block.of4(24, 192, 0, 0), // protocol assignments
            Block.of4(24, 192, 0, 2), // documentation
            Block.of4(24, 192, 31, 196), // AS112
            Block.of4(24, 192, 52, 193), // automatic multicast tunnels
            Block.of4(24, 192, 88, 99), // relays of 6to4
            Block.of4(16, 192, 168), // private
            Block.of4(24, 192, 175, 48), // AS112
            Block.of4(15, 198, 18), // benchmarks
            Block.of4(24, 198, 51, 100), // documentation
            Block.of4(24, 203, 0, 113), // documentation
            Block.of4(4, 224), // multicast
            Block.of4(4, 240)); // reserved, and broadcast

    /** Of 2000::/3, outside of which nothing is public. */
    private static final List<Block> SPECIAL_6 = List.of(
            Block.of6(23, 0x2001, 0), // protocol assignments, and Teredo
            Block.of6(32, 0x2001, 0x0db8), // documentation
            Block.of6(16, 0x2002), // 6to4
            Block.of6(20, 0x3fff)); // documentation

    private static final Block GLOBAL_6 = Block.of6(3, 0x2000);

    private PublicAddress() {}

    /**
     * Whether anybody on the internet would reach the same host there. Addresses that translate to IPv4 are not public
     * here: who could answer behind them depends on this machine's network.
     */
    public static boolean isPublic(InetAddress address) {
        byte[] octets = address.getAddress();
        return address instanceof Inet4Address
                ? SPECIAL_4.stream().noneMatch(block -> block.holds(octets))
                : GLOBAL_6.holds(octets) && SPECIAL_6.stream().noneMatch(block -> block.holds(octets));
    }

    /** Addresses that share their first bits. */
    private record Block(int bits, List<Integer> octets) {
        static Block of4(int bits, Integer... octets) {
            return new Block(bits, List.of(octets));
        }

        static Block of6(int bits, Integer... groups) {
            return new Block(
                    bits,
                    Stream.of(groups)
                            .flatMap(group -> Stream.of(group >> 8, group & 0xff))
                            .toList());
        }

        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                int wanted = bit / 8 < octets.size() ? octets.get(bit / 8) : 0;
                if (((address[bit / 8] ^ wanted) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
