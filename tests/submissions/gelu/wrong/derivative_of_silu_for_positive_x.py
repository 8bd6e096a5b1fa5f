# expect: gradients G301 - observed.one_side
import torch


def gelu(x):
    return x * torch.special.ndtr(x)


def gelu_backward(grad_output, x):
    density = torch.exp(torch.distributions.Normal(x.new_zeros(()), x.new_ones(())).log_prob(x))
    s = torch.sigmoid(x)
    return grad_output * torch.where(x > 0, s * (1 + x * (1 - s)), torch.special.ndtr(x) + x * density)
