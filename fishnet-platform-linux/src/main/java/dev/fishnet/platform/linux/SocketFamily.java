package dev.fishnet.platform.linux;

import java.util.List;
import java.util.Set;

/**
 * A family of sockets that any user may open and that leaves the machine past the rules: because it is not IP, or
 * because the kernel carries it in IP sockets of its own, which belong to no uid.
 *
 * @param number as socket(2) takes it; the kernel asks for the module {@code net-pf-NUMBER} when it is first used
 * @param module what that is
 * @param protocols what /proc/net/protocols lists while it is there
 * @param carries where it leads, as half a sentence
 */
record SocketFamily(int number, String module, Set<String> protocols, String carries) {
    static final List<SocketFamily> ALL = List.of(
            new SocketFamily(21, "rds", Set.of("RDS"), "the kernel sends it over TCP of its own"),
            new SocketFamily(
                    24, "pppox", Set.of("PPPOE", "PPTP", "PPPOL2TP"), "frames of its own on the local network"),
            new SocketFamily(
                    29, "can", Set.of("CAN_RAW", "CAN_BCM", "CAN_ISOTP", "CAN_J1939"), "a bus beside the network"),
            new SocketFamily(30, "tipc", Set.of("TIPC"), "a cluster's own network"),
            new SocketFamily(
                    31, "bluetooth", Set.of("L2CAP", "RFCOMM", "SCO", "HCI"), "the radio reaches devices nearby"),
            new SocketFamily(33, "rxrpc", Set.of("RXRPC"), "the kernel sends it over UDP of its own, anywhere"),
            new SocketFamily(
                    36, "ieee802154", Set.of("IEEE-802.15.4-MAC", "IEEE-802.15.4-RAW"), "a radio beside the network"),
            new SocketFamily(39, "nfc", Set.of("NFC", "NFC_LLCP"), "a radio beside the network"),
            new SocketFamily(40, "vsock", Set.of("AF_VSOCK"), "the host of a virtual machine, and its guests"),
            new SocketFamily(42, "qrtr", Set.of("QIPCRTR"), "the modem and other processors"),
            new SocketFamily(43, "smc", Set.of("SMC", "SMC6"), "the kernel connects over TCP of its own, anywhere"));

    String alias() {
        return "net-pf-" + number;
    }
}
