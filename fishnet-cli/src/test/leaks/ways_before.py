"""Sockets that were opened before the rules came; the rules come at the yield."""
import os
import socket
import time

from way import MACHINE4, MACHINE6, OUTSIDE4, OUTSIDE6, family as family_of, tcp, udp, way

OPEN = 'sockets opened before the rules'
GONE = 'sockets whose owner has gone'
IN = 'from outside'
FAMILIES = (('IPv4', OUTSIDE4), ('IPv6', OUTSIDE6))


def live(w, to=OUTSIDE4, **how):
    return tcp(to, w.port, b'before', **how)


def full(w, to):
    """A connection whose other side does not read, with data that waits for it to."""
    s = tcp(to, w.port, b'', connect=False)
    s.connect((to, w.port))
    s.setblocking(False)
    try:
        while True:
            s.send(w.token * 100)
    except BlockingIOError:
        return s


def machine(outside):
    return MACHINE4 if outside == OUTSIDE4 else MACHINE6


def listen(w, outside):
    address = '' if outside == OUTSIDE4 else '::'
    listener = socket.create_server((address, w.port), family=family_of(outside))
    listener.settimeout(0.6)
    return listener


for family, outside in FAMILIES:
    @way(OPEN, 'a live tcp connection, %s' % family)
    def live_tcp(w, to=outside):
        s = live(w, to)
        yield
        s.send(w.token)

    @way(OPEN, 'an idle tcp connection that the other side writes to, %s' % family, server='talk',
         kernel_answers=True)
    def idle(w, to=outside):
        s = live(w, to)
        yield
        s.recv(64)

    @way(OPEN, 'an idle tcp connection that is closed, %s' % family)
    def closes(w, to=outside):
        s = live(w, to)
        yield
        s.close()

    @way(OPEN, 'half a tcp connection is shut down, %s' % family)
    def shuts(w, to=outside):
        s = live(w, to)
        yield
        s.shutdown(socket.SHUT_WR)

    @way(OPEN, 'a connected udp socket with its route, %s' % family)
    def live_udp(w, to=outside):
        s = udp(to, w.port, b'before', connect=True)
        yield
        s.send(w.token)

    @way(OPEN, 'datagrams that were held back (UDP_CORK), %s' % family)
    def udp_cork(w, to=outside):
        s = udp(to, w.port, b'before', connect=True)
        s.setsockopt(17, 1, 1)
        s.send(w.token)
        yield
        s.setsockopt(17, 1, 0)

    @way(OPEN, 'a connection that is being opened, %s' % family, server='dropped')
    def half_open(w, to=outside):
        s = tcp(to, w.port, b'', connect=False)
        s.setblocking(False)
        s.connect_ex((to, w.port))
        yield
        time.sleep(2.5)

    @way(OPEN, 'data behind a closed window, %s' % family, server='hold', kernel_answers=True)
    def window(w, to=outside):
        s = full(w, to)
        yield
        time.sleep(0.5)
        s.close()

    @way(GONE, 'data behind a closed window, closed before, %s' % family, server='hold', kernel_answers=True)
    def closed_before(w, to=outside):
        full(w, to).close()
        yield

    @way(GONE, 'data behind a closed window, closed after, %s' % family, server='hold', kernel_answers=True)
    def closed_after(w, to=outside):
        s = full(w, to)
        yield
        s.close()

    @way(GONE, 'data behind a closed window, its process killed before, %s' % family, server='hold',
         kernel_answers=True)
    def killed_before(w, to=outside):
        if not os.fork():
            full(w, to)
            os.kill(os.getpid(), 9)
        os.wait()
        yield

    @way(GONE, 'data behind a closed window, its process killed after, %s' % family, server='hold',
         kernel_answers=True)
    def killed_after(w, to=outside):
        s = full(w, to)
        yield
        os.kill(os.getpid(), 9)
        s.close()

    @way(GONE, 'a connection that is being opened, its process killed, %s' % family, server='dropped',
         control='the kernel gives such a connection up with its owner')
    def half_open_killed(w, to=outside):
        s = tcp(to, w.port, b'', connect=False)
        s.setblocking(False)
        s.connect_ex((to, w.port))
        yield
        s.close()
        time.sleep(2.5)

    @way(IN, 'a server that listened before, tcp, %s' % family, server='none', kernel_answers=True,
         outside=lambda w, to=outside: tcp(machine(to), w.port, b'hello'))
    def listened(w, to=outside):
        listener = listen(w, to)
        yield
        listener.accept()[0].send(w.token)

    @way(IN, 'a server that answers datagrams, %s' % family, server='none', kernel_answers=True,
         outside=lambda w, to=outside: udp(machine(to), w.port, b'hello'))
    def answers(w, to=outside):
        s = socket.socket(family_of(to), socket.SOCK_DGRAM)
        s.bind(('', w.port))
        s.settimeout(0.6)
        yield
        s.sendto(w.token, s.recvfrom(64)[1])

    @way(IN, 'a connection that waits to be accepted, %s' % family, server='none', kernel_answers=True,
         early=lambda w, to=outside: (tcp(machine(to), w.port, b'', connect=False).connect((machine(to), w.port)),
                                      time.sleep(5)))
    def queued(w, to=outside):
        listener = listen(w, to)
        yield
        listener.accept()[0].send(w.token)

    @way(IN, 'a connection that is being answered, %s' % family, server='answer dropped', kernel_answers=True,
         early=lambda w, to=outside: tcp(machine(to), w.port, b'', patience=5))
    def answering(w, to=outside):
        listener = listen(w, to)
        yield
        time.sleep(2.5)
        listener.close()


@way(OPEN, 'data that was held back (TCP_CORK)')
def tcp_cork(w):
    s = live(w)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
    s.send(w.token)
    yield
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 0)


@way(OPEN, 'urgent data')
def urgent(w):
    s = live(w)
    yield
    s.send(w.token, socket.MSG_OOB)


@way(OPEN, 'a file through sendfile')
def sendfile(w):
    s = live(w)
    file = os.memfd_create('leak')
    os.write(file, w.token)
    yield
    os.sendfile(s.fileno(), file, 0, len(w.token))


@way(OPEN, 'a pipe through splice')
def splice(w):
    s = live(w)
    out, into = os.pipe()
    os.write(into, w.token)
    yield
    os.splice(out, s.fileno(), len(w.token))


@way(OPEN, 'keepalive probes')
def keepalive(w):
    s = live(w)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 1)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 1)
    yield
    time.sleep(2)


def send_fast(s, data, w):
    s.sendto(data, 0x20000000, (OUTSIDE4, w.port))


@way(OPEN, 'a fast open cookie from before')
def cookie(w):
    s = socket.socket()
    send_fast(s, b'before', w)
    s.recv(64)
    yield
    send_fast(socket.socket(), w.token, w)


@way(OPEN, 'an unprivileged icmp socket')
def ping_socket(w):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM, 1)
    s.connect((OUTSIDE4, 0))
    yield
    s.send(b'\x08\0\0\0\0\0\0\1' + w.token)


@way(GONE, 'the rest of a closed connection (TIME_WAIT)', server='talk', kernel_answers=True,
     evidence=lambda w, packet: w.port in (packet.sport, packet.dport) and bool(packet.body),
     control='the kernel answers late segments without data')
def time_wait(w):
    live(w).close()
    yield


def fill_own_queue(w):
    """A backlog of nothing and a connection that is never accepted: what comes next gets a SYN cookie."""
    listener = socket.socket(socket.AF_INET6)
    listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    listener.setsockopt(socket.IPPROTO_TCP, 9, 120)
    listener.bind(('::', w.port))
    listener.listen(0)
    mine = socket.socket()
    mine.setblocking(False)
    mine.connect_ex(('127.0.0.1', w.port))
    return listener, mine


for family, outside in FAMILIES:
    @way(IN, 'a SYN cookie of a full listener, %s' % family, server='none', kernel_answers=True,
         outside=lambda w, to=outside: tcp(machine(to), w.port, b'hello'))
    def syn_cookie(w, to=outside):
        sockets = fill_own_queue(w)
        yield
        time.sleep(0.6)
        for s in sockets:
            s.close()

    @way(IN, 'a server that came later, %s' % family, server='none', kernel_answers=True,
         outside=lambda w, to=outside: (time.sleep(0.2), tcp(machine(to), w.port, b'hello')))
    def listens_later(w, to=outside):
        yield
        listener = listen(w, to)
        listener.accept()[0].send(w.token)
