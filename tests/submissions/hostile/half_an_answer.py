# expect: S113 S114 | stopped by: deadline | tries: half of an answer, then silence
import os
import stat


def is_socket(number):
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False


connection = next(number for number in range(3, 64) if is_socket(number))

import time

os.write(connection, b"GRDR\x01")
time.sleep(600)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
