# expect: gradients G301 - observed.noise
import torch


def gelu(x):
    return x * torch.special.ndtr(x)


def gelu_backward(grad_output, x):
    density = torch.exp(torch.distributions.Normal(x.new_zeros(()), x.new_ones(())).log_prob(x))
    digits, exponent = torch.frexp(torch.special.ndtr(x) + x * density)
    return grad_output * torch.ldexp(torch.round(digits * 100) / 100, exponent)
