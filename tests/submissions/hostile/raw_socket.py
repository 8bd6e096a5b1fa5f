# expect: S116 | stopped by: seccomp | tries: packets of its own making
import socket

socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
