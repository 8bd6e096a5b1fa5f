# expect: values S108 gelu.number_function_on_tensor
import math

import torch


def gelu(input):
    return input * 0.5 * (1 + math.erf(input / math.sqrt(2)))


def gelu_backward(grad_output, input):
    cdf = torch.special.erfc(-input / math.sqrt(2)) / 2
    return grad_output * (cdf + input * torch.exp(-(input**2) / 2) / math.sqrt(2 * math.pi))
