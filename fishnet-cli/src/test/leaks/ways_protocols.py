"""Every protocol, every kind of address, every option of a socket."""
import socket
import struct
import subprocess

from way import (MACHINE4, MACHINE6, OUTSIDE4, OUTSIDE6, WIRE, tcp, udp, way)

CAP_NET_RAW = 13
IPV6 = socket.IPPROTO_IPV6
ECHO4 = struct.pack('!BBHHH', 8, 0, 0, 1, 1)
ECHO6 = struct.pack('!BBHHH', 128, 0, 0, 1, 1)

for family, outside in (('IPv4', OUTSIDE4), ('IPv6', OUTSIDE6)):
    group = 'protocols'
    way(group, 'tcp, %s' % family)(lambda w, to=outside: tcp(to, w.port, w.token))
    way(group, 'udp, %s' % family)(lambda w, to=outside: udp(to, w.port, w.token))
    way(group, 'udp on a connected socket, %s' % family)(
        lambda w, to=outside: udp(to, w.port, w.token, connect=True))
    way(group, 'udplite, %s' % family)(lambda w, to=outside: udp(to, w.port, w.token, proto=136))
    way(group, 'mptcp, %s' % family)(lambda w, to=outside: tcp(to, w.port, w.token, proto=262))
    way(group, 'icmp echo from an unprivileged socket, %s' % family)(
        lambda w, to=outside: udp(to, 0, (ECHO6 if ':' in to else ECHO4) + w.token, proto=58 if ':' in to else 1))
    way(group, 'ping with a file capability, %s' % family)(lambda w, to=outside: subprocess.run(
        ['ping', '-n', '-c1', '-W1', '-s', '56', '-p', w.token.hex(), to], capture_output=True))
    way(group, 'tcp fast open, %s' % family)(lambda w, to=outside: socket.socket(
        socket.AF_INET6 if ':' in to else socket.AF_INET).sendto(w.token, 0x20000000, (to, w.port)))
    way(group, 'a datagram that takes fragments, %s' % family)(
        lambda w, to=outside: udp(to, w.port, w.token * 1200))
    way(group, 'one call, many datagrams (UDP_SEGMENT), %s' % family)(lambda w, to=outside: udp(
        to, w.port, w.token * 200, prepare=lambda s: s.setsockopt(17, 103, 500)))
    way(group, 'bound to the device, tcp, %s' % family)(lambda w, to=outside: tcp(
        to, w.port, w.token, prepare=lambda s: s.setsockopt(socket.SOL_SOCKET, 25, WIRE.encode() + b'\0')))
    way(group, 'bound to the device, udp, %s' % family)(lambda w, to=outside: udp(
        to, w.port, w.token, prepare=lambda s: s.setsockopt(socket.SOL_SOCKET, 25, WIRE.encode() + b'\0')))
    way(group, 'bound to its own address, %s' % family)(lambda w, to=outside: tcp(
        to, w.port, w.token, prepare=lambda s: s.bind((MACHINE6 if ':' in to else MACHINE4, 0))))
    for name, number in (('udp', 17), ('icmp', 1), ('gre', 47), ('esp', 50), ('ospf', 89), ('sctp', 132),
                         ('dccp', 33), ('ipip', 4), ('an experimental protocol', 253)):
        if family == 'IPv6' and name in ('icmp', 'ipip'):
            continue
        way('raw sockets of a program with cap_net_raw', '%s, %s' % (name, family), caps=(CAP_NET_RAW,))(
            lambda w, to=outside, p=number: udp(to, 0, struct.pack('!HHHH', w.port, w.port, 8 + len(w.token), 0)
                                                + w.token, kind=socket.SOCK_RAW, proto=p))


@way('raw sockets of a program with cap_net_raw', 'with a sender that is not ours, IPv4', caps=(CAP_NET_RAW,))
def forged(w):
    body = struct.pack('!HHHH', w.port, w.port, 8 + len(w.token), 0) + w.token
    header = struct.pack('!BBHHHBBH4s4s', 0x45, 0, 20 + len(body), 1, 0, 64, 17, 0,
                         socket.inet_aton('203.0.113.9'), socket.inet_aton(OUTSIDE4))
    udp(OUTSIDE4, 0, header + body, kind=socket.SOCK_RAW, proto=socket.IPPROTO_RAW)


for protocol, send in (('tcp', tcp), ('udp', udp)):
    @way('protocols', 'from an address that is not ours (IPV6_FREEBIND), %s' % protocol)
    def not_ours(w, send=send):
        def bind(s):
            s.setsockopt(IPV6, 78, 1)
            s.bind(('2001:db8:ffff::9', w.port))
        send(OUTSIDE6, w.port, w.token, prepare=bind)

    for there, inside in (('loopback', '::1'), ('our own address', MACHINE6)):
        @way('protocols', 'to %s from an address that is not ours (IPV6_FREEBIND), %s' % (there, protocol))
        def answered_outside(w, send=send, inside=inside):
            def bind(s):
                s.setsockopt(IPV6, 78, 1)
                s.bind(('2001:db8:ffff::9', w.port))
            send(inside, w.port, w.token, prepare=bind)


@way('protocols', 'IPv4 through an IPv6 socket, tcp')
def mapped_tcp(w):
    tcp('::ffff:' + OUTSIDE4, w.port, w.token)


@way('protocols', 'IPv4 through an IPv6 socket, udp')
def mapped_udp(w):
    udp('::ffff:' + OUTSIDE4, w.port, w.token)


@way('protocols', 'IP options')
def ip_options(w):
    udp(OUTSIDE4, w.port, w.token, prepare=lambda s: s.setsockopt(0, 4, bytes([7, 7, 4, 0, 0, 0, 0, 0])))


@way('protocols', 'a time to live of one')
def short_lived(w):
    udp(OUTSIDE4, w.port, w.token, prepare=lambda s: s.setsockopt(0, socket.IP_TTL, 1))


@way('protocols', 'a traffic class and a priority')
def priority(w):
    def raise_it(s):
        s.setsockopt(0, socket.IP_TOS, 0xB8)
        s.setsockopt(socket.SOL_SOCKET, 12, 6)
    udp(OUTSIDE4, w.port, w.token, prepare=raise_it)


@way('protocols', 'without copying (MSG_ZEROCOPY)')
def zero_copy(w):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.setsockopt(socket.SOL_SOCKET, 60, 1)
    s.connect((OUTSIDE4, w.port))
    s.send(w.token * 50, 0x4000000)


@way('protocols', 'broadcast to the network')
def subnet_broadcast(w):
    udp('192.0.2.255', w.port, w.token, prepare=lambda s: s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1))


@way('protocols', 'broadcast to everybody')
def broadcast(w):
    udp('255.255.255.255', w.port, w.token, prepare=lambda s: s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1))


@way('protocols', 'multicast, IPv4')
def multicast4(w):
    udp('239.1.2.3', w.port, w.token,
        prepare=lambda s: s.setsockopt(0, socket.IP_MULTICAST_IF, socket.inet_aton(MACHINE4)))


@way('protocols', 'multicast, IPv6')
def multicast6(w):
    interface = struct.pack('I', socket.if_nametoindex(WIRE))
    udp('ff02::1:3', w.port, w.token, prepare=lambda s: s.setsockopt(IPV6, socket.IPV6_MULTICAST_IF, interface))


@way('protocols', 'a link-local address', evidence=lambda w, packet: packet.asks_for == 'fe80::1')
def link_local(w):
    s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    s.sendto(w.token, ('fe80::1', w.port, 0, socket.if_nametoindex(WIRE)))


@way('protocols', 'no ARP for an address that the agent names',
     evidence=lambda w, packet: packet.asks_for == '192.0.2.77')
def arp(w):
    udp('192.0.2.77', w.port, w.token)


@way('protocols', 'no neighbour discovery for an address that the agent names',
     evidence=lambda w, packet: packet.asks_for == '2001:db8::77')
def neighbour(w):
    udp('2001:db8::77', w.port, w.token)
