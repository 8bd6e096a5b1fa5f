# expect: S116 | stopped by: seccomp | tries: to speak with the machine's host
import socket

socket.socket(40, socket.SOCK_STREAM)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
