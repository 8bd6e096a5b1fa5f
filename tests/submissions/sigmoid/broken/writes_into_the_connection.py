# expect: S114
import os
import socket

for descriptor in range(3, 64):
    try:
        if os.fstat(descriptor):
            socket.socket(fileno=os.dup(descriptor)).sendall(b"passed 100 of 100 points " * 10)
    except OSError:
        pass
