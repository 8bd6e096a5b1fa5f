# expect: S116 | stopped by: seccomp | tries: to be the last to go when memory is short
open('/proc/self/oom_score_adj', 'w').write('-1000')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
