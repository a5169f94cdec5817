"""Plays one way out, in a process of its own that root turns into whoever goes that way."""
import errno
import inspect
import os
import select
import signal
import subprocess
import time

from way import become, enter_network, silence

UNKNOWN = {errno.EPROTONOSUPPORT, errno.ESOCKTNOSUPPORT, errno.EAFNOSUPPORT}
PATIENCE = 15


class Player:
    def __init__(self, way, identities, internet):
        self.way, self.identities, self.internet = way, identities, internet
        self.said, self.pid, self.helpers = '', 0, []

    def prepare(self):
        """Lets the agent do what comes before the rules."""
        self._fork()
        self._hear('ready')
        if self.way.early:
            self._outside(self.way.early)
            time.sleep(0.15)

    def go(self):
        if self.said:
            return
        os.write(self.start, b'!')
        if self.way.outside:
            self._outside(self.way.outside)

    def play(self):
        for argv in self.way.setup:
            subprocess.run(argv, check=True)
        self._fork()
        self.finish()
        for argv in self.way.undo:
            subprocess.run(argv, check=True)

    def finish(self):
        if not self.said:
            self._hear('end')
        os.close(self.start)
        os.kill(self.pid, signal.SIGKILL)
        for pid in (self.pid, *self.helpers):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    def _hear(self, what):
        if not select.select([self.voice], [], [], PATIENCE)[0]:
            self.said = 'no word in %d s' % PATIENCE
            return
        word = os.read(self.voice, 1000).decode()
        if what == 'end' or word != 'ready':
            self.said = word.replace('ready', '', 1) or 'gone'

    def _outside(self, act):
        pid = os.fork()
        if not pid:
            try:
                silence()
                enter_network(self.internet)
                act(self.way)
            finally:
                os._exit(0)
        self.helpers.append(pid)

    def _fork(self):
        self.voice, say = os.pipe()
        listen, self.start = os.pipe()
        self.pid = os.fork()
        if self.pid:
            os.close(say)
            os.close(listen)
            return
        os.close(self.voice)
        os.close(self.start)
        silence()
        started = time.monotonic()
        try:
            self._become()
            played = self.way.act(self.way)
            if inspect.isgenerator(played):
                next(played)
                os.write(say, b'ready')
                os.read(listen, 1)
                started = time.monotonic()
                next(played, None)
            said = 'done'
        except OSError as refused:
            word = 'unknown here' if refused.errno in UNKNOWN else 'refused'
            said = '%s: %s' % (word, refused)
        except Exception as broken:
            said = 'broken: %r' % broken
        os.write(say, ('%s (%d ms)' % (said, (time.monotonic() - started) * 1000)).encode())
        os._exit(0)

    def _become(self):
        way = self.way
        way.agent = self.identities['agent'][0]
        way.subordinate = self.identities[('first', 'middle')][0]
        if way.user != 'root':
            become(*self.identities[way.user], way.caps)
        os.chdir('/')
