# expect: S116 | stopped by: seccomp | tries: a file in /tmp
open('/tmp/grader-hostile', 'w').write('mine')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
