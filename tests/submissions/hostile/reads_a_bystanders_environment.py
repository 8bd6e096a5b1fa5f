# expect: S116 | stopped by: landlock | tries: the environment of another process
assert b'CANARY' in open(f'/proc/{PROCESS}/environ', 'rb').read()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
