# expect: S116 | stopped by: seccomp | without: passed S114 | tries: a byte out of band, of which kernels have died
import os
import stat


def is_socket(number):
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False


connection = next(number for number in range(3, 64) if is_socket(number))

import socket

socket.socket(fileno=os.dup(connection)).send(b"x", socket.MSG_OOB)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
