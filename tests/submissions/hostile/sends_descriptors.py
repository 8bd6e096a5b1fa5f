# expect: S114 | stopped by: judge | tries: descriptors for the judge to hold
import os
import stat


def is_socket(number):
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False


connection = next(number for number in range(3, 64) if is_socket(number))

import socket

socket.send_fds(socket.socket(fileno=os.dup(connection)), [b"x"], [0, 1, 2])

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
