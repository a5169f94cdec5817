"""What passes a network interface, seen by a packet socket."""
import socket
import struct

ECHOES = {(4, 8), (6, 128)}
EXTENSIONS = (0, 43, 60)


class Packet:
    def __init__(self, dev, raw):
        self.dev, self.raw = dev, raw
        self.version = self.proto = self.sport = self.dport = self.type = None
        self.src = self.dst = self.asks_for = ''
        self.flags, self.body = 0, b''
        kind = struct.unpack_from('!H', raw, 12)[0]
        if kind == 0x0800:
            self._ipv4(raw[14:])
        elif kind == 0x86DD:
            self._ipv6(raw[14:])
        elif kind == 0x0806:
            self.asks_for = socket.inet_ntoa(raw[38:42])

    def _ipv4(self, ip):
        self.version, self.proto = 4, ip[9]
        self.src, self.dst = socket.inet_ntoa(ip[12:16]), socket.inet_ntoa(ip[16:20])
        if not struct.unpack_from('!H', ip, 6)[0] & 0x1FFF:
            self._transport(ip[(ip[0] & 15) * 4:struct.unpack_from('!H', ip, 2)[0]])

    def _ipv6(self, ip):
        self.version, self.proto = 6, ip[6]
        self.src, self.dst = (socket.inet_ntop(socket.AF_INET6, ip[at:at + 16]) for at in (8, 24))
        rest = ip[40:40 + struct.unpack_from('!H', ip, 4)[0]]
        while self.proto in EXTENSIONS and len(rest) > 8:
            self.proto, rest = rest[0], rest[8 + rest[1] * 8:]
        if self.proto != 44:
            self._transport(rest)

    def _transport(self, data):
        if self.proto in (6, 17, 33, 132, 136) and len(data) >= 4:
            self.sport, self.dport = struct.unpack_from('!HH', data)
        if self.proto == 6 and len(data) >= 20:
            self.flags, self.body = data[13], data[(data[12] >> 4) * 4:]
        if self.proto in (1, 58) and data:
            self.type = data[0]
            if self.type == 135:
                self.asks_for = socket.inet_ntop(socket.AF_INET6, data[8:24])

    def is_reset(self):
        return self.proto == 6 and bool(self.flags & 4)

    def is_refusal(self):
        return self.is_reset() or (self.proto, self.type) in ((1, 3), (58, 1))

    def is_bare_reset(self):
        return self.is_reset() and not self.body

    def is_echo_request(self):
        return (self.version, self.type) in ECHOES and self.proto in (1, 58)

    def is_kernels(self, known):
        """Neighbour discovery for addresses of this world, group memberships: nobody's packets."""
        if self.asks_for:
            # on a slow machine it also asks whether a neighbour's own address of the link still holds
            probe = self.dst == self.asks_for and all(a.startswith('fe80:') for a in (self.src, self.dst))
            return self.asks_for in known or probe
        return self.proto == 2 or (self.proto == 58 and self.type in (130, 131, 132, 133, 134, 136, 143))

    def __str__(self):
        return 'ip%s proto %s %s:%s > %s:%s flags %02x type %s %s' % (
            self.version, self.proto, self.src, self.sport, self.dst, self.dport, self.flags, self.type, self.asks_for)


class Wire:
    """One interface; made in the network namespace that it is in."""

    def __init__(self, name, dev, outgoing):
        self.name, self.outgoing = name, outgoing
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
        self.socket.setsockopt(socket.SOL_SOCKET, 33, 64 << 20)
        self.socket.bind((dev, 0))
        self.socket.setblocking(False)

    def drain(self):
        """Everything since the last time."""
        packets = []
        while True:
            try:
                raw, facts = self.socket.recvfrom(70000)
            except BlockingIOError:
                return packets
            if (facts[2] == socket.PACKET_OUTGOING) == self.outgoing:
                packets.append(Packet(self.name, raw))
