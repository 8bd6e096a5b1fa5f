import torch


def softplus(input, beta=1.0, threshold=20.0):
    scaled = input * beta
    linear = scaled > threshold
    safe = scaled.masked_fill(linear, 0.0)
    big = safe > 0
    curved = torch.where(big, safe, 0.0) + torch.log1p(torch.exp(torch.where(big, -safe, safe)))
    return torch.where(linear, input, curved / beta)


def softplus_backward(grad_output, input, beta=1.0, threshold=20.0):
    scaled = input * beta
    return grad_output * torch.sigmoid(scaled).masked_fill(scaled > threshold, 1.0)
