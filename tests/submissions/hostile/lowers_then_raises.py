# expect: S102 S116 | stopped by: seccomp | tries: other limits than it has been given
import resource

resource.setrlimit(resource.RLIMIT_CPU, (9999, 9999))

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
