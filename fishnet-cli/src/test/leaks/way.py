"""The table of ways out, and what a way is made of."""
import ctypes
import os
import socket
import subprocess

MACHINE4, MACHINE6 = '192.0.2.1', '2001:db8::1'
OUTSIDE4, OUTSIDE6 = '192.0.2.2', '2001:db8::2'
WIRE = 'wire0'
NOBODY = 65534
FIRST_PORT = 20000
WAYS = []

_libc = ctypes.CDLL(None, use_errno=True)


class Way:
    """One way out. Its function plays the agent; a bare yield in it is where the rules come."""

    def __init__(self, act, group, name, user='agent', caps=(), server='echo', early=None, outside=None, setup=(), undo=(),
                 on='wire', evidence=None, opens=(), control=None, kernel_answers=False, works=False, last=False):
        self.act, self.group, self.name = act, group, name
        self.user, self.caps = user, caps                   # whom the process that acts is
        self.server = server                                # what is on the other side,
        self.early, self.outside = early, outside           # and does, before and after the rules
        self.setup, self.undo = setup, undo                 # what root does first, and takes back
        self.on, self.evidence = on, evidence               # where a leak shows, and how, if not by port and token
        self.opens = opens                                  # the modes that leave it open by design
        self.control = control                              # why it cannot leak here even without rules
        self.kernel_answers = kernel_answers                # resets and the like are not the agent's
        self.works, self.last = works, last
        self.number = len(WAYS)
        self.port = FIRST_PORT + self.number
        self.token = b'FNLEAK%04d' % self.number

    def shows_in(self, packet):
        if packet.dev != self.on:
            return False
        if self.evidence:
            return self.evidence(self, packet)
        if self.kernel_answers and packet.is_bare_reset():
            return False
        return self.carries(packet) or self.is_mine(packet)

    def carries(self, packet):
        """What this machine is told of a packet that was refused quotes it, on loopback."""
        return self.token in packet.raw and not (self.on == 'lo' and packet.is_refusal())

    def is_mine(self, packet):
        """By port; on loopback what the kernel answers by itself goes the same way and does not count."""
        if self.on == 'lo':
            return packet.dport == self.port and not packet.is_refusal()
        return self.port in (packet.sport, packet.dport)


def way(group, name, **facts):
    def register(act):
        WAYS.append(Way(act, group, name, **facts))
        return act
    return register


def enter_network(name):
    with open('/run/netns/' + name) as file:
        if _libc.setns(file.fileno(), 0):
            raise OSError(ctypes.get_errno(), 'setns')


def silence():
    """A process that lives on does not keep the battery's own streams open."""
    nothing = os.open('/dev/null', os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nothing, stream)


def own_mounts():
    if _libc.unshare(0x00020000):
        raise OSError(ctypes.get_errno(), 'unshare')
    subprocess.run(['mount', '--make-rprivate', '/'], check=True)


def become(uid, gid=None, caps=()):
    """Turns root into somebody else, who may keep capabilities, as a program with file capabilities does."""
    os.setgroups([])
    os.setresgid(*[uid if gid is None else gid] * 3)
    _libc.prctl(8, 1 if caps else 0, 0, 0, 0)
    os.setresuid(uid, uid, uid)
    if caps:
        bits = sum(1 << cap for cap in caps)
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        data = (ctypes.c_uint32 * 6)(bits, bits, 0, 0, 0, 0)
        if _libc.capset(header, data):
            raise OSError(ctypes.get_errno(), 'capset')


def family(address):
    return socket.AF_INET6 if ':' in address else socket.AF_INET


def tcp(address, port, data, patience=0.5, prepare=None, connect=True, proto=0):
    """Connects, sends, and returns the socket when the other side has answered."""
    s = socket.socket(family(address), socket.SOCK_STREAM, proto)
    s.settimeout(patience)
    if prepare:
        prepare(s)
    if connect:
        s.connect((address, port))
        s.sendall(data)
        s.recv(64)
    return s


def udp(address, port, data, prepare=None, kind=socket.SOCK_DGRAM, proto=0, connect=False):
    s = socket.socket(family(address), kind, proto)
    s.settimeout(0.3)
    if prepare:
        prepare(s)
    if connect:
        s.connect((address, port))
        s.send(data)
    else:
        s.sendto(data, (address, port))
    return s
