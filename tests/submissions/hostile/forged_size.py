# expect: S114 | stopped by: judge | tries: a tensor of 2**63 numbers
import struct
import sys


def server():
    frame = sys._getframe()
    while "nonce" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["connection"], frame.f_locals["nonce"]


def sigmoid(x):
    connection, nonce = server()
    header = struct.pack("<4sBBHIQ", b"GRDR", 1, 0, 1, 0, nonce)
    connection.sendall(header + struct.pack("<BBH8Q", 3, 1, 0, 2**63, *[0] * 7))
    return x
