"""This machine's own servers: open by design, unless the lockdown is strict."""
import os
import socket
import struct
import subprocess
import time

from way import Way, MACHINE4, MACHINE6, tcp, udp, way
from ways_users import slirp

GROUP = 'loopback, when strict'
OPENS = ('standard',)
ALLOWED = 8000
GATEWAY = 3777


def loopback(name, **facts):
    return way(GROUP, name, on='lo', opens=OPENS, **facts)


def to(address, port=None, proto=None):
    def reached(w, packet):
        fits = (packet.dst, packet.dport) == (address, port or w.port) and proto in (None, packet.proto)
        return fits and not packet.is_refusal()
    return reached


def answered(w, packet):
    """The agent's server, at the way's own port, says something that is not a reset."""
    return packet.sport == w.port and not packet.is_refusal()


for place in ('127.0.0.1', '::1', '127.0.0.2', MACHINE4, MACHINE6):
    for protocol, send in (('tcp', tcp), ('udp', udp)):
        loopback('a server of another user, %s at %s' % (protocol, place), evidence=to(place))(
            lambda w, s=send, a=place: s(a, w.port, w.token))
    loopback('udplite at %s' % place, evidence=to(place))(
        lambda w, a=place: udp(a, w.port, w.token, proto=136))
    loopback('ping of %s' % place, evidence=lambda w, packet, a=place: packet.dst == a and packet.is_echo_request())(
        lambda w, a=place: subprocess.run(['ping', '-n', '-c1', '-W1', a], capture_output=True))
    loopback('the gateway\'s port, but udp at %s' % place, evidence=to(place, GATEWAY, 17))(
        lambda w, a=place: udp(a, GATEWAY, w.token))
for place in ('127.0.0.2', MACHINE4, MACHINE6):
    for door in (GATEWAY, ALLOWED):
        loopback('port %d, but at %s' % (door, place), evidence=to(place, door))(
            lambda w, a=place, p=door: tcp(a, p, w.token))
for place in ('127.0.0.1', '::1'):
    loopback('from an allowed port to another one, at %s' % place, evidence=to(place))(
        lambda w, a=place: tcp(a, w.port, w.token, prepare=lambda s: (
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1), s.bind((a, ALLOWED)))))
    loopback('from the gateway\'s port to another one, raw, at %s' % place, caps=(13,), evidence=to(place))(
        lambda w, a=place: udp(a, 0, struct.pack('!HHIIBBHHH', GATEWAY, w.port, 1, 1, 0x50, 0x10, 100, 0, 0),
                               kind=socket.SOCK_RAW, proto=6))
    loopback('a bare SYN with congestion flags from an allowed port, raw, at %s' % place, caps=(13,),
             evidence=to(place))(
        lambda w, a=place: udp(a, 0, struct.pack('!HHIIBBHHH', ALLOWED, w.port, 1, 0, 0x50, 0xC2, 100, 0, 0),
                               kind=socket.SOCK_RAW, proto=6))
    loopback('gre at %s' % place, caps=(13,), evidence=lambda w, packet: packet.proto == 47)(
        lambda w, a=place: udp(a, 0, w.token, kind=socket.SOCK_RAW, proto=47))

    @loopback('a connection opened before, at %s' % place, evidence=Way.carries)
    def live(w, a=place):
        s = tcp(a, w.port, b'before')
        yield
        s.send(w.token)

    @loopback('data behind a closed window, closed before, at %s' % place, server='hold',
              evidence=Way.carries)
    def orphan(w, a=place):
        s = tcp(a, w.port, b'', connect=False)
        s.connect((a, w.port))
        s.setblocking(False)
        try:
            while True:
                s.send(w.token * 100)
        except BlockingIOError:
            s.close()
        yield

    @loopback('a connected udp socket from before, at %s' % place, evidence=Way.carries)
    def live_udp(w, a=place):
        s = udp(a, w.port, b'before', connect=True)
        yield
        s.send(w.token)

    @loopback('the agent\'s own server on another port, at %s' % place, user='root', server='none',
              evidence=answered)
    def own_server(w, a=place):
        if not os.fork():
            os.setresuid(w.agent, w.agent, w.agent)
            listener = socket.create_server((a, w.port), family=socket.AF_INET6 if ':' in a else socket.AF_INET)
            listener.settimeout(0.6)
            listener.accept()
            os._exit(0)
        time.sleep(0.2)
        tcp(a, w.port, b'hello', patience=0.3)


@loopback('broadcast on loopback', evidence=Way.carries)
def broadcast(w):
    udp('127.255.255.255', w.port, w.token,
        prepare=lambda s: s.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1))


@loopback('multicast on loopback', evidence=Way.carries)
def multicast(w):
    udp('239.1.2.3', w.port, w.token,
        prepare=lambda s: s.setsockopt(0, socket.IP_MULTICAST_IF, socket.inet_aton('127.0.0.1')))


@loopback('IPv4 through an IPv6 socket', evidence=to('127.0.0.1'))
def mapped(w):
    tcp('::ffff:127.0.0.1', w.port, w.token)


@loopback('the host\'s loopback through slirp4netns', user='root', evidence=to('127.0.0.1'))
def through_slirp(w):
    slirp(w, w.agent, '10.0.2.2')
