"""What must go on working, and what no packet filter closes: a battery that blocks everything proves nothing."""
import os
import socket
import struct
import time

from way import MACHINE4, NOBODY, OUTSIDE4, OUTSIDE6, WIRE, become, tcp, udp, way

ALWAYS = 'works'
LIMIT = 'limits of a packet filter'
EVERY_MODE = ('standard', 'strict')


def works(name, **facts):
    return way(ALWAYS, name, works=True, **facts)


for place in ('127.0.0.1', '::1'):
    works('the gateway at %s' % place, on='lo')(lambda w, a=place: tcp(a, 3777, w.token))
    works('an allowed port at %s' % place, on='lo')(lambda w, a=place: tcp(a, 8001, w.token))

    @works('the agent\'s own server on an allowed port, at %s' % place, on='lo', user='root')
    def own_server(w, a=place):
        if not os.fork():
            os.setresuid(w.agent, w.agent, w.agent)
            listener = socket.create_server((a, 8000), family=socket.AF_INET6 if ':' in a else socket.AF_INET)
            listener.settimeout(0.6)
            connection, _ = listener.accept()
            connection.send(connection.recv(64))
            connection.close()
            os._exit(0)
        time.sleep(0.2)
        tcp(a, 8000, b'hello')
for outside in (OUTSIDE4, OUTSIDE6):
    works('root reaches %s' % outside, user='root')(lambda w, to=outside: tcp(to, w.port, w.token))
    works('another user reaches %s' % outside, user='nobody')(lambda w, to=outside: tcp(to, w.port, w.token))
    works('another user sends to %s' % outside, user='nobody')(
        lambda w, to=outside: udp(to, w.port, w.token).recv(64))
works('another user reaches its own address', user='nobody', on='lo')(lambda w: tcp(MACHINE4, 8001, w.token))


@way(LIMIT, 'frames of a program with cap_net_raw (a packet socket)', caps=(13,), opens=EVERY_MODE)
def frames(w):
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
    s.bind((WIRE, 0))
    s.send(b'\xff' * 6 + b'\x02' + b'\0' * 5 + b'\x88\xb5' + w.token)


@way(LIMIT, 'a socket that another user made', user='root', opens=EVERY_MODE)
def made_by_another(w):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    become(w.agent)
    s.sendto(w.token, (OUTSIDE4, w.port))


@way(LIMIT, 'the group in a membership report (IGMP)', opens=EVERY_MODE,
     evidence=lambda w, packet: packet.proto == 2 and socket.inet_aton('239.70.78.1') in packet.raw)
def membership4(w):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.setsockopt(0, socket.IP_ADD_MEMBERSHIP, socket.inet_aton('239.70.78.1') + socket.inet_aton(MACHINE4))
    time.sleep(1)


@way(LIMIT, 'the group in a membership report (MLD)', opens=EVERY_MODE,
     evidence=lambda w, packet: socket.inet_pton(socket.AF_INET6, 'ff15::fe:ed') in packet.raw)
def membership6(w):
    s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    group = socket.inet_pton(socket.AF_INET6, 'ff15::fe:ed')
    s.setsockopt(41, 20, group + struct.pack('I', socket.if_nametoindex(WIRE)))
    time.sleep(1)


@way(LIMIT, 'another user\'s helper on an abstract socket', user='root', opens=EVERY_MODE)
def helper(w):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind('\0fnleak%d' % os.getpid())
    listener.listen(1)
    name = listener.getsockname()
    if not os.fork():
        become(NOBODY)
        udp(OUTSIDE4, w.port, listener.accept()[0].recv(64))
        os._exit(0)
    become(w.agent)
    s = socket.socket(socket.AF_UNIX)
    s.connect(name)
    s.send(w.token)
    os.wait()
