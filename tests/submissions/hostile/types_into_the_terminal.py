# expect: S116 | stopped by: seccomp | tries: to type into the judge's terminal
import fcntl
import termios

fcntl.ioctl(0, termios.TIOCSTI, b'x')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
