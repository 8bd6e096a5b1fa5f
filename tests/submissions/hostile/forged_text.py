# expect: S114 | stopped by: judge | tries: an answer that says it has 4 GiB of text
import struct
import sys


def server():
    frame = sys._getframe()
    while "nonce" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["connection"], frame.f_locals["nonce"]


def sigmoid(x):
    connection, nonce = server()
    header = struct.pack("<4sBBHIQ", b"GRDR", 1, 0, 1, 2**32 - 1, nonce)
    connection.sendall(header + bytes(1000))
    return x
