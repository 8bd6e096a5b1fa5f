# expect: S111 | stopped by: limits | tries: 4 GiB of shared memory without a name
import mmap

mmap.mmap(-1, 1 << 32)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
