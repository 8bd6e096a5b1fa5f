# expect: S102 S116 | stopped by: seccomp | tries: to look up a name
import socket

socket.getaddrinfo('localhost', 80, type=socket.SOCK_STREAM)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
