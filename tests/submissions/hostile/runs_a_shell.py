# expect: S116 | stopped by: seccomp | without: passed | tries: a command
import subprocess

subprocess.run(['/bin/sh', '-c', 'true'], check=True)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
