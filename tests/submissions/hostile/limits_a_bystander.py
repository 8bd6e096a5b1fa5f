# expect: S116 | stopped by: seccomp | tries: to limit another process
import resource

resource.prlimit(PROCESS, resource.RLIMIT_NOFILE, (1, 1))

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
