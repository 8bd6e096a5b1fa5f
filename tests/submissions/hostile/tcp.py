# expect: S116 | stopped by: seccomp | tries: to connect to a port of this machine
import socket

socket.create_connection(('127.0.0.1', PORT), 1).send(b'hello')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
