"""What two accounts can do with sockets: tricks.py TRICK UID_A UID_B TOKEN_A TOKEN_B GATEWAY_PID, as root beside the gateway.

Prints a line for each answer: a word, the status and, of a refusal, its code.
"""
import os
import re
import signal
import socket
import struct
import sys

PORT = 3777
BODY = b'{"model":"lab-1","messages":[{"role":"user","content":"fish"}],"max_completion_tokens":16}'
sockets = {}


def request(*fields):
    head = ["POST /proxy/openai/v1/chat/completions HTTP/1.1", f"Host: 127.0.0.1:{PORT}",
            "Content-Type: application/json", f"Content-Length: {len(BODY)}", *fields]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + BODY


def connect(name, target="127.0.0.1", source=None, port=0):
    family = socket.AF_INET6 if ":" in target else socket.AF_INET
    one = socket.socket(family)
    one.settimeout(10)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if source or port:
        one.bind((source or ("::" if family == socket.AF_INET6 else ""), port))
    one.connect((target, PORT))
    sockets[name] = one
    return one.getsockname()[1]


def send(name, *fields):
    sockets[name].sendall(request(*fields))


def answer(name):
    """The status, and the code when it is the gateway's refusal; "closed" when there is no answer."""
    text = b""
    try:
        while b"\r\n\r\n" not in text:
            piece = sockets[name].recv(65536)
            if not piece:
                return "closed"
            text += piece
        head, body = text.split(b"\r\n\r\n", 1)
        length = int(re.search(rb"(?i)\r\ncontent-length: *([0-9]+)", head).group(1))
        while len(body) < length:
            body += sockets[name].recv(65536)
    except OSError:
        return "closed"
    code = re.search(rb'"code":"([a-z_]+)"', body)
    return text[9:12].decode() + (" " + code.group(1).decode() if code else "")


def ask(name, *fields):
    send(name, *fields)
    return answer(name)


def reset(name):
    sockets[name].setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sockets.pop(name).close()


def half_close(name):
    sockets[name].shutdown(socket.SHUT_WR)


class Actor:
    """A process of an account, which evaluates what it is told; descriptors can be sent along."""

    def __init__(self, uid, first=None):
        self.ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        if os.fork() == 0:
            self.ours.close()
            os.setgroups([])
            os.setgid(uid)
            if first:
                first()
            os.setuid(uid)
            serve(theirs)
        theirs.close()

    def do(self, expression):
        return self.exchange(expression)[0]

    def exchange(self, expression, descriptors=()):
        socket.send_fds(self.ours, [expression.encode()], list(descriptors))
        text, descriptors, _, _ = socket.recv_fds(self.ours, 65536, 4)
        if text.startswith(b"!"):
            raise RuntimeError(f"{expression}: {text.decode()}")
        return text.decode(), descriptors


def serve(channel):
    while True:
        text, descriptors, _, _ = socket.recv_fds(channel, 65536, 4)
        if not text:
            os._exit(0)
        for descriptor in descriptors:
            sockets["given"] = socket.socket(fileno=descriptor)
            sockets["given"].settimeout(10)
        try:
            result = eval(text.decode())
            gifts = [result.fileno()] if isinstance(result, socket.socket) else []
            socket.send_fds(channel, [str(result).encode() or b" "], gifts)
        except Exception as error:
            channel.send(("!" + repr(error)).encode())


def families(a, b, *_):
    for target, source in (("127.0.0.1", None), ("::1", None), ("::ffff:127.0.0.1", None), ("127.0.0.1", "127.7.7.7")):
        a.do(f"connect('it', {target!r}, {source!r})")
        print("a", a.do("ask('it')"))


def neighbours(a, b, *_):
    """The same port number at the same time, from other addresses."""
    port = int(b.do("connect('four', source='127.0.0.1')"))
    b.do(f"connect('six', '::1', '::1', {port})")
    a.do(f"connect('four', source='127.0.0.2', port={port})")
    for name in ("four", "six"):
        b.do(f"send({name!r})")
    a.do("send('four')")
    print("a", a.do("answer('four')"))
    for name in ("four", "six"):
        print("b", b.do(f"answer({name!r})"))


def reuse(a, b, *_):
    """A port that changes hands as fast as it can."""
    port = int(b.do("connect('it')"))
    b.do("reset('it')")
    for turn in range(20):
        who, name = ((a, "a"), (b, "b"))[turn % 2]
        who.do(f"connect('it', source='127.0.0.1', port={port})")
        print(name, who.do("ask('it')"))
        who.do("reset('it')")


def orphan(a, b, token_a, token_b, gateway):
    """a leaves a request behind on a dead connection, and b gets its port before the gateway has looked."""
    for turn in range(20):
        os.kill(gateway, signal.SIGSTOP)
        try:
            port = int(a.do("connect('it', source='127.0.0.1')"))
            a.do("send('it')")
            a.do("reset('it')" if turn % 2 else "half_close('it')")
            if turn % 2 == 0:
                a.do("reset('it')")
            b.do(f"connect('it', source='127.0.0.1', port={port})")
        finally:
            os.kill(gateway, signal.SIGCONT)
        # Whatever the gateway makes of the dead connection, it does before it reads the next one.
        a.do("connect('next')")
        print("a", a.do("ask('next')"))
        b.do("reset('it')")
        a.do("reset('next')")


def handed(a, b, *_):
    """A connection that b has made, in a's hands."""
    b.do("connect('it')")
    _, descriptors = b.exchange("sockets['it']")
    a.exchange("None", descriptors)
    print("handed", a.do("ask('given')"))


def inherited(a, b, *_):
    """A connection that root has made, used after it has become somebody else."""
    heir = Actor(int(sys.argv[2]), lambda: connect("it"))
    print("inherited", heir.do("ask('it')"))


def half(a, b, *_):
    """A client that has said all it will say, and still listens."""
    a.do("connect('it')")
    a.do("send('it')")
    a.do("half_close('it')")
    print("a", a.do("answer('it')"))


def tokens(a, b, token_a, token_b, *_):
    """On one connection: a's own word, b's token, both, and a's own token."""
    for name, fields in (
            ("none", []),
            ("others", [f"Authorization: Bearer {token_b}"]),
            ("others-elsewhere", [f"X-Api-Key: {token_b}"]),
            ("both", [f"Authorization: Bearer {token_a}", f"X-Api-Key: {token_b}"]),
            ("twice", [f"Authorization: Bearer {token_a}", f"Authorization: Bearer {token_b}"]),
            ("own", [f"Authorization: Bearer {token_a}"])):
        a.do("connect('it')")
        print(name, a.do(f"ask('it', *{fields!r})"))


def kept_alive(a, b, token_a, token_b, *_):
    """b's token on a connection on which a has been served before."""
    a.do("connect('it')")
    print("first", a.do("ask('it')"))
    print("second", a.do(f"ask('it', 'Authorization: Bearer {token_b}')"))


if __name__ == "__main__":
    trick, uid_a, uid_b, token_a, token_b, gateway = sys.argv[1:7]
    globals()[trick](Actor(int(uid_a)), Actor(int(uid_b)), token_a, token_b, int(gateway))
