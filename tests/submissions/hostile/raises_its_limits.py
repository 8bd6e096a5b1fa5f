# expect: S116 | stopped by: seccomp | tries: to raise its limits
import resource

resource.prlimit(0, resource.RLIMIT_NOFILE, (9999, 9999))

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
