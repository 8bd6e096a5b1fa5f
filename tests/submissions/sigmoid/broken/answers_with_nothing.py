# expect: S114
import gc
import sys

from grader.worker import protocol


def sigmoid(x):
    frame = sys._getframe()
    while "nonce" not in frame.f_locals:
        frame = frame.f_back
    protocol.send(frame.f_locals["connection"], protocol.Message(protocol.OK), frame.f_locals["nonce"])
    gc.collect()
    return x
