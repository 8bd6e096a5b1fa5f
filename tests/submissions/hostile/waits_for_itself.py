# expect: S113 | stopped by: deadline | tries: a lock that nobody will release
import threading

lock = threading.Lock()
lock.acquire()
lock.acquire()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
