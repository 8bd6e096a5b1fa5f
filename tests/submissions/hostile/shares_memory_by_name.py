# expect: S116 | stopped by: seccomp | tries: shared memory with a name
from multiprocessing.shared_memory import SharedMemory

SharedMemory('grader-hostile', create=True, size=4096)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
