# expect: S113 | stopped by: deadline | tries: loops while an object is thrown away
import torch


def sigmoid(x):
    class Loop:
        def __del__(self):
            while True:
                pass

    Loop()
    return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
