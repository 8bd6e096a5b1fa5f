# expect: passed | stopped by: process | tries: a thread that goes on when the answer is given
import threading


def on():
    while not threading.Event().wait(0.05):
        pass


threading.Thread(target=on, daemon=True).start()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
