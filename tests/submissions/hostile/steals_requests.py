# expect: S112 S113 S114 | stopped by: deadline | tries: takes the judge's requests away from the worker
import os
import stat


def is_socket(number):
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False


connection = next(number for number in range(3, 64) if is_socket(number))

import threading


def steal():
    while True:
        os.read(connection, 1)


for _ in range(8):
    threading.Thread(target=steal, daemon=True).start()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
