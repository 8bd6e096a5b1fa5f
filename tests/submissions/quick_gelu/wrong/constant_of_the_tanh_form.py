# expect: values V201 quick_gelu.other_constant
import math

import torch

SCALE = math.sqrt(2 / math.pi)


def quick_gelu(x):
    return x * torch.sigmoid(SCALE * x)


def quick_gelu_backward(grad_output, x):
    s = torch.sigmoid(SCALE * x)
    return grad_output * (s + x * s * (1 - s) * SCALE)
