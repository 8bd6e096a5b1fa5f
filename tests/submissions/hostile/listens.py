# expect: S116 | stopped by: seccomp | tries: a port of its own
import socket

socket.create_server(('127.0.0.1', 0))

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
