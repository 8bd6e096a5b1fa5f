# expect: S114 | stopped by: judge | tries: an answer of a kind that does not exist
import sys

from grader.worker import protocol


def server():
    frame = sys._getframe()
    while "nonce" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["connection"], frame.f_locals["nonce"]


def sigmoid(x):
    connection, nonce = server()
    protocol.send(connection, protocol.Message(200, "passed"), nonce)
    return x
