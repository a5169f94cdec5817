"""Answers on many ports of one network namespace, in a process of its own."""
import os
import selectors
import socket

ECHO, HOLD, TALK, NONE = 'echo', 'hold', 'talk', 'none'


class Servers:
    """HOLD does not read, and TALK does not speak, before the rules have come."""

    def __init__(self, ports, addresses=('::',)):
        self.loop = selectors.DefaultSelector()
        self.held, self.talkers = [], []
        for port, kind in ports.items():
            for address in addresses:
                self._listen(address, port, kind)

    def _listen(self, address, port, kind):
        family = socket.AF_INET6 if ':' in address else socket.AF_INET
        for type_ in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            s = socket.socket(family, type_)
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if type_ == socket.SOCK_STREAM:
                if kind == HOLD:
                    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
                s.setsockopt(socket.IPPROTO_TCP, 23, 16)
            s.bind((address, port))
            if type_ == socket.SOCK_STREAM:
                s.listen(64)
            s.setblocking(False)
            self.loop.register(s, selectors.EVENT_READ, kind if type_ == socket.SOCK_STREAM else 'udp')

    def run(self, signal):
        self.loop.register(signal, selectors.EVENT_READ, 'signal')
        while True:
            for key, _ in self.loop.select():
                try:
                    self._serve(key.fileobj, key.data)
                except OSError:
                    pass

    def _serve(self, s, kind):
        if kind == 'signal':
            if not os.read(s, 1):
                os._exit(0)
            self._the_rules_have_come()
        elif kind == 'udp':
            data, sender = s.recvfrom(70000)
            s.sendto(data[:64], sender)
        elif kind == 'connection':
            self._echo(s)
        else:
            self._accept(s, kind)

    def _accept(self, listener, kind):
        connection, _ = listener.accept()
        if kind == HOLD:
            self.held.append(connection)
            return
        if kind == TALK:
            self.talkers.append(connection)
        self.loop.register(connection, selectors.EVENT_READ, 'connection')

    def _echo(self, s):
        try:
            data = s.recv(70000)
        except OSError:
            data = b''
        if data:
            s.send(data[:64])
        else:
            self.loop.unregister(s)
            s.close()

    def _the_rules_have_come(self):
        for connection in self.held:
            connection.setblocking(False)
            self.loop.register(connection, selectors.EVENT_READ, 'connection')
        for connection in self.talkers:
            try:
                connection.send(b'are you there?')
            except OSError:
                pass
        self.held, self.talkers = [], []
