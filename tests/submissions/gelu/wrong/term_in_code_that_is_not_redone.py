# expect: gradients G301 - observed.offset
import torch


def gelu(x):
    return x * torch.special.ndtr(x)


def gelu_backward(grad_output, x):
    density = torch.exp(torch.distributions.Normal(x.new_zeros(()), x.new_ones(())).log_prob(x))
    return grad_output * (torch.special.ndtr(x) + x * density + 0.3)
