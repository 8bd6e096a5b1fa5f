# expect: S113 | stopped by: deadline | tries: an answer that comes byte by byte
import os
import stat


def is_socket(number):
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False


connection = next(number for number in range(3, 64) if is_socket(number))

import time

for byte in b"GRDR\x01" + bytes(95):
    os.write(connection, bytes([byte]))
    time.sleep(0.3)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
