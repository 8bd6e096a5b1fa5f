# expect: V201 | stopped by: judge | tries: to see every frame that is entered
import sys
import threading
import torch

sys.setprofile(lambda frame, event, argument: None)
threading.setprofile(lambda *a: None)


def sigmoid(x):
    return torch.zeros_like(x) * x


def sigmoid_backward(grad_output, x):
    return torch.zeros_like(x)
