# expect: S116 | stopped by: seccomp | without: passed | tries: to ask the kernel about the network
import socket

socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
