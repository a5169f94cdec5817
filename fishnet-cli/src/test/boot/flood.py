"""An agent that sends without end, by every way a packet takes: flood.py ADDRESS4 ADDRESS6."""
import os
import socket
import sys
import time


def flood(family, kind, address):
    old = socket.socket(family, socket.SOCK_DGRAM)
    while True:
        for make in (lambda: old, lambda: socket.socket(family, kind)):
            one = old
            try:
                one = make()
                one.setblocking(False)
                if one.type == socket.SOCK_DGRAM:
                    one.sendto(b"leak", (address, 9999))
                else:
                    one.connect((address, 9999))
            except OSError:
                pass
            if one is not old:
                one.close()
        time.sleep(0.001)


for family, address in ((socket.AF_INET, sys.argv[1]), (socket.AF_INET6, sys.argv[2])):
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
        if os.fork() == 0:
            flood(family, kind, address)
os.wait()
