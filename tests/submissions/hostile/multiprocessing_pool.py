# expect: S116 | stopped by: seccomp | without: passed | tries: processes by way of the library
import multiprocessing

process = multiprocessing.get_context("fork").Process(target=int)
process.start()
process.join()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
