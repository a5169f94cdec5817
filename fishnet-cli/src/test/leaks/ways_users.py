"""Who the agent can be besides itself, and whose sockets it can use."""
import array
import os
import socket
import subprocess
import time

from way import Way, NOBODY, OUTSIDE4, OUTSIDE6, become, own_mounts, tcp, udp, way

GROUP = 'subordinate uids, groups and namespaces'
SHARED = 'sockets in other hands'
SEND = 'import socket, sys; s = socket.create_connection((sys.argv[1], int(sys.argv[2])), 1); ' \
       's.sendall(sys.argv[3].encode()); s.recv(9)'


def python(w, host=OUTSIDE4):
    return ['/usr/bin/python3', '-c', SEND, host, str(w.port), w.token.decode()]


def run(*argv):
    ended = subprocess.run(argv, capture_output=True, text=True, timeout=10)
    if ended.returncode:
        raise OSError(ended.returncode, (ended.stderr.strip() or 'no reason given').splitlines()[-1])


def tries(w):
    """Both transports in both families; the last refusal is told."""
    refusal = None
    for outside in (OUTSIDE4, OUTSIDE6):
        for send in (udp, tcp):
            try:
                send(outside, w.port, w.token)
            except OSError as refused:
                refusal = refused
    if refusal:
        raise refusal


for nth in ('first', 'second'):
    for place in ('first', 'middle', 'last'):
        way(GROUP, 'the %s uid of the %s range' % (place, nth), user=(nth, place))(tries)


way(GROUP, 'another group', user='agent in another group')(tries)


@way(GROUP, 'a user namespace of newuidmap, as uid 5 in it')
def mapped(w):
    run('unshare', '--user', '--map-root-user', '--map-auto', '--setuid', '5', '--setgid', '5', *python(w))


@way(GROUP, 'a user namespace, as its root')
def namespace_root(w):
    run('unshare', '--user', '--map-root-user', *python(w))


@way(GROUP, 'a user namespace inside a user namespace')
def nested(w):
    run('unshare', '--user', '--map-root-user', 'unshare', '--user', '--map-root-user', *python(w))


@way(GROUP, 'a network namespace of its own', control='a new network namespace has no way out')
def own_network(w):
    run('unshare', '--user', '--map-root-user', '--net', *python(w))


@way(GROUP, 'a tunnel device', control='it takes root to make one')
def tunnel(w):
    run('ip', 'link', 'add', 'fnleak', 'type', 'ipip', 'remote', OUTSIDE4)


def with_tun(w, uid):
    """As udev makes it on a real machine: open to everybody."""
    own_mounts()
    path = '/tmp/fnleak-tun-%d' % os.getpid()
    os.mknod(path, 0o20666, os.makedev(10, 200))
    os.chmod(path, 0o666)
    subprocess.run(['mount', '--bind', path, '/dev/net/tun'], check=True)
    os.unlink(path)
    become(uid)


def slirp(w, uid, host=OUTSIDE4):
    with_tun(w, uid)
    inside = subprocess.Popen(['unshare', '--user', '--map-root-user', '--net', 'sleep', '8'])
    time.sleep(0.3)
    arguments = ['slirp4netns', '--configure', '--ready-fd=1', str(inside.pid), 'tap0']
    network = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    network.stdout.read(1)
    try:
        run('nsenter', '--preserve-credentials', '--user', '--net', '--target', str(inside.pid), *python(w, host))
    finally:
        network.kill()
        inside.kill()


@way(GROUP, 'slirp4netns', user='root')
def slirp_as_agent(w):
    slirp(w, w.agent)


@way(GROUP, 'slirp4netns started by a subordinate uid', user='root')
def slirp_as_subordinate(w):
    slirp(w, w.subordinate)


@way(GROUP, 'pasta', user='root', control='pasta gets nothing out of a machine that is a namespace, rules or not')
def pasta(w):
    with_tun(w, w.agent)
    run('pasta', '--config-net', '--', *python(w))


@way(SHARED, 'made by the agent, used by another user', user='root')
def used_by_another(w):
    os.seteuid(w.agent)
    s = tcp(OUTSIDE4, w.port, b'before')
    os.seteuid(0)
    become(NOBODY)
    yield
    s.send(w.token)


@way(SHARED, 'made by the agent, used by root', user='root')
def used_by_root(w):
    os.seteuid(w.agent)
    s = udp(OUTSIDE4, w.port, b'before', connect=True)
    os.seteuid(0)
    yield
    s.send(w.token)


@way(SHARED, 'made by the agent, used by its subordinate uid', user='root')
def used_by_subordinate(w):
    os.seteuid(w.agent)
    s = tcp(OUTSIDE6, w.port, b'before')
    os.seteuid(0)
    become(w.subordinate)
    yield
    s.send(w.token)


@way(SHARED, 'made by a subordinate uid, used by the agent', user='root')
def used_by_agent(w):
    os.seteuid(w.subordinate)
    s = udp(OUTSIDE6, w.port, b'before', connect=True)
    os.seteuid(0)
    become(w.agent)
    yield
    s.send(w.token)


@way(SHARED, 'made by the agent, handed over to another user (SCM_RIGHTS)', user='root')
def handed_over(w):
    ours, theirs = socket.socketpair()
    if not os.fork():
        become(NOBODY)
        descriptor = array.array('i')
        descriptor.frombytes(theirs.recvmsg(1, 64)[1][0][2][:4])
        s = socket.socket(fileno=descriptor[0])
        s.settimeout(0.5)
        try:
            s.connect((OUTSIDE4, w.port))
            s.sendall(w.token)
        finally:
            os._exit(0)
    become(w.agent)
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    ours.sendmsg([b'x'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [s.fileno()]))])
    os.wait()


@way(SHARED, 'listening for root, accepted by the agent', user='root', server='none', kernel_answers=True,
     evidence=Way.carries, outside=lambda w: tcp('192.0.2.1', w.port, b'hello'))
def accepted_by_agent(w):
    listener = socket.create_server(('', w.port))
    become(w.agent)
    yield
    connection, _ = listener.accept()
    connection.send(w.token)
    time.sleep(0.2)


@way(SHARED, 'a child that inherits the socket')
def inherited(w):
    s = tcp(OUTSIDE4, w.port, b'before')
    yield
    if not os.fork():
        s.send(w.token)
        os._exit(0)
    os.wait()
