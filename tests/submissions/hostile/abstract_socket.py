# expect: S116 | stopped by: seccomp | tries: a socket with a name that is no file
import socket

socket.socket(socket.AF_UNIX).connect('\0' + NAME)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
