# expect: S116 | stopped by: seccomp | without: passed | tries: a program in the kernel that filters the judge's connection
import ctypes
import os
import socket
import stat
import struct


def is_socket(number):
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False


connection = next(number for number in range(3, 64) if is_socket(number))
code = ctypes.create_string_buffer(struct.pack("=HBBI", 0x06, 0, 0, 0xFFFFFFFF))  # let everything pass
option = struct.pack("@HP", 1, ctypes.addressof(code))
socket.socket(fileno=os.dup(connection)).setsockopt(socket.SOL_SOCKET, 26, option)  # SO_ATTACH_FILTER

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
