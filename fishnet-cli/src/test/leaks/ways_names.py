"""Name resolution on loopback: a resolver of another user would carry the names out."""
import socket

from way import Way, MACHINE4, MACHINE6, way

PORTS = (53, 853, 5353, 5355)
PROTOCOLS = {'tcp': (socket.SOCK_STREAM, 6), 'udp': (socket.SOCK_DGRAM, 17), 'udplite': (socket.SOCK_DGRAM, 136)}


def evidence(address, number, port):
    def reached(w, packet):
        return (packet.proto, packet.dst, packet.dport) == (number, address, port) and not packet.is_refusal()
    return reached


def ask(w, address, protocol, port):
    kind, number = PROTOCOLS[protocol]
    s = socket.socket(socket.AF_INET6 if ':' in address else socket.AF_INET, kind, number)
    s.settimeout(0.3)
    s.connect((address, port))
    s.send(w.token)


for place in ('127.0.0.1', '127.0.0.53', '::1', MACHINE4, MACHINE6):
    for transport in PROTOCOLS:
        for door in PORTS:
            way('name resolution on loopback', '%s port %d at %s' % (transport, door, place), on='lo',
                evidence=evidence(place, PROTOCOLS[transport][1], door))(
                lambda w, a=place, t=transport, p=door: ask(w, a, t, p))


@way('name resolution on loopback', 'a resolver asked before the rules, tcp', on='lo',
     evidence=Way.carries)
def asked_before(w):
    s = socket.create_connection(('127.0.0.53', 53), 0.5)
    yield
    s.send(w.token)


@way('name resolution on loopback', 'a resolver asked before the rules, udp', on='lo',
     evidence=Way.carries)
def asked_before_udp(w):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.connect(('127.0.0.53', 53))
    s.send(b'before')
    yield
    s.send(w.token)


@way('name resolution on loopback', 'IPv4 through an IPv6 socket', on='lo',
     evidence=Way.carries)
def mapped(w):
    s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    s.sendto(w.token, ('::ffff:127.0.0.53', 53))
