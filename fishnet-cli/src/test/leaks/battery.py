"""
Tries every way out of a lockdown and says of each what came of it, a line each: VERDICT, group, name, what the agent saw.

    battery.py --list
    battery.py MODE INTERNET AGENT_UID AGENT_GID FIRST-LAST FIRST-LAST

Root runs it in the network namespace of the machine. It prepares what has to be open before the rules come, says
"ready", waits for a line, and tries. MODE is none, standard or strict: what the rules then are.
"""
import inspect
import os
import signal
import subprocess
import sys
import time
import traceback

import ways_before
import ways_names
import ways_protocols
import ways_rules
import ways_users
import ways_loopback
import ways_works
from player import Player
from servers import Servers
from way import MACHINE4, MACHINE6, NOBODY, OUTSIDE4, OUTSIDE6, WAYS, WIRE, become, enter_network, silence
from wire import Wire

KNOWN = (MACHINE4, MACHINE6, OUTSIDE4, OUTSIDE6)
NAMES = (53, 853, 5353, 5355)


class Battery:
    def __init__(self, mode, internet, agent, group, *ranges):
        self.mode, self.internet = mode, internet
        self.identities = identities(int(agent), int(group), [tuple(map(int, r.split('-'))) for r in ranges])
        self.packets, self.signals, self.servers = [], [], []

    def run(self):
        self._open()
        players = {w: Player(w, self.identities, self.internet) for w in WAYS}
        before = [w for w in WAYS if inspect.isgeneratorfunction(w.act)]
        for w in before:
            players[w].prepare()
        print('ready', flush=True)
        sys.stdin.readline()
        self._drain()
        self.packets.clear()
        for pipe in self.signals:
            os.write(pipe, b'!')
        for w in before:
            players[w].go()
        for w in sorted((w for w in WAYS if w not in before), key=lambda w: w.last):
            players[w].play()
            self._drain()
        for w in before:
            players[w].finish()
        time.sleep(0.3)
        self._drain()
        for server in self.servers:
            os.kill(server, signal.SIGKILL)
        self._report(players)

    def _open(self):
        """Both ends: who listens in which network, and as whom; and the eyes on the wires."""
        home = os.open('/proc/self/ns/net', os.O_RDONLY)
        outside = {w.port: w.server for w in WAYS if w.on == 'wire' and w.server in ('echo', 'hold', 'talk')}
        outside.update({7777: 'echo', 7778: 'echo'})
        here = {w.port: w.server for w in WAYS if w.on == 'lo' and w.server in ('echo', 'hold', 'talk')}
        here.update({port: 'echo' for port in (*NAMES, 7779, 8001)})
        self._serve(here, None, ('::',))
        self._serve({3777: 'echo'}, None, ('127.0.0.1', '::1'))
        self._serve(outside, self.internet, ('::',))
        lo = Wire('lo', 'lo', outgoing=False)
        enter_network(self.internet)
        self.wires = (lo, Wire('wire', 'wire1', outgoing=False))
        for w in WAYS:
            for tool in ('iptables', 'ip6tables'):
                if w.server == 'dropped':
                    command(tool, '-A', 'INPUT', '-p', 'tcp', '--dport', str(w.port), '-j', 'DROP')
                if w.server == 'answer dropped':
                    command(tool, '-A', 'INPUT', '-p', 'tcp', '--sport', str(w.port), '-j', 'DROP')
        import ctypes
        ctypes.CDLL(None).setns(home, 0)
        os.close(home)
        command('sysctl', '-qw', 'net.ipv4.ping_group_range=0 2147483647')
        command('sysctl', '-qw', 'net.ipv4.tcp_fastopen=3')

    def _serve(self, ports, network, addresses):
        reads, writes = os.pipe()
        server = os.fork()
        if not server:
            silence()
            if network:
                enter_network(network)
                command('sysctl', '-qw', 'net.ipv4.tcp_fastopen=3')
            servers = Servers(ports, addresses)
            become(NOBODY)
            servers.run(reads)
        os.close(reads)
        self.signals.append(writes)
        self.servers.append(server)
        time.sleep(0.2)

    def _drain(self):
        for wire in self.wires:
            self.packets.extend(wire.drain())

    def _report(self, players):
        shown = {w: [] for w in WAYS}
        for packet in self.packets:
            owners = [w for w in WAYS if w.shows_in(packet)]
            for w in owners:
                shown[w].append(packet)
            if not owners and packet.dev == 'wire' and not packet.is_kernels(KNOWN) and not self._is_noise(packet):
                print('LEAK', 'no way of ours', str(packet), '', sep='\t')
        for w in WAYS:
            said = players[w].said + ''.join('; ' + str(packet) for packet in shown[w][:3])
            print(self._verdict(w, shown[w], players[w].said), w.group, w.name, said, sep='\t')

    def _is_noise(self, packet):
        return any(w.kernel_answers and w.port in (packet.sport, packet.dport) for w in WAYS)

    @staticmethod
    def _verdict(w, packets, said):
        if w.works:
            return 'WORKS' if said.startswith('done') else 'BROKEN'
        if packets:
            return 'LEAK'
        return 'N/A' if said.startswith('unknown here') else 'BLOCKED'


def identities(agent, group, ranges):
    users = {'agent': (agent, group), 'agent in another group': (agent, NOBODY), 'nobody': (NOBODY, NOBODY)}
    for nth, (first, last) in zip(('first', 'second'), ranges):
        for place, uid in (('first', first), ('middle', (first + last) // 2), ('last', last)):
            users[(nth, place)] = (uid, uid)
    return users


def command(*argv):
    subprocess.run(argv, check=True)


def main(arguments):
    if arguments == ['--list']:
        for w in WAYS:
            print(w.group, w.name, 'works' if w.works else ','.join(w.opens), w.control or '', sep='\t')
        return
    try:
        Battery(*arguments).run()
    except Exception:
        traceback.print_exc()
        sys.exit(1)


if __name__ == '__main__':
    main(sys.argv[1:])
