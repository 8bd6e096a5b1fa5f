# expect: S114 | stopped by: judge | tries: a GiB of zeros in the judge's connection
import os
import stat


def is_socket(number):
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False


connection = next(number for number in range(3, 64) if is_socket(number))
for _ in range(1 << 10):
    os.write(connection, bytes(1 << 20))

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
