# expect: gradients G301 softplus.piece_other
import torch


def softplus(input, beta=1.0, threshold=20.0):
    scaled = beta * input
    smooth = torch.log1p(torch.exp(scaled.clamp(max=threshold))) / beta
    return torch.where(scaled > threshold, input, smooth)


def softplus_backward(grad_output, input, beta=1.0, threshold=20.0):
    above = beta * softplus(input, beta, threshold) > threshold
    slope = 1 / (1 + torch.exp(-beta * input))
    return grad_output * torch.where(above, 1.0, slope)
