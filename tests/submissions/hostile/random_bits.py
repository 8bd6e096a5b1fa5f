# expect: V202 | stopped by: judge | tries: any bits at all, for the judge to make sense of
import torch


def sigmoid(x):
    bits = torch.randint(-(2**31), 2**31 - 1, x.shape, dtype=torch.int64).to(torch.int32)
    return bits.view(torch.float32).to(x.dtype) + 0 * x


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
