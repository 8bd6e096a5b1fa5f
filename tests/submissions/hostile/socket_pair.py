# expect: S116 | stopped by: seccomp | without: passed | tries: a pair of sockets
import socket

socket.socketpair()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
