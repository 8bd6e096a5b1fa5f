# expect: S114 V201 | stopped by: judge | tries: numbers of its own, sent past the worker
import sys
from grader.dtypes import FLOAT32
from grader.worker import protocol


def server():
    frame = sys._getframe()
    while "nonce" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["connection"], frame.f_locals["nonce"]


def sigmoid(x):
    connection, nonce = server()
    answer = protocol.Tensor(FLOAT32, tuple(x.shape), bytes(4 * x.numel()))
    protocol.send(connection, protocol.Message(protocol.OK, "", (answer, answer)), nonce)
    return x
