import torch

def huber_loss(input, target, delta=1.0, reduction="mean"):
    a = torch.abs(input - target)
    quadratic = torch.clamp(a, max=delta)
    linear = a - quadratic
    loss = 0.5 * quadratic ** 2 + delta * linear
    if reduction == "sum":
        return loss.sum()
    elif reduction == "mean":
        return loss.mean()
    return loss

def huber_loss_backward(grad_output, input, target, delta=1.0, reduction="mean"):
    a = input - target
    grad = torch.full_like(a, delta)
    inner = a < delta
    grad[inner] = a[inner]
    grad = grad * grad_output
    return grad / a.numel() if reduction == "mean" else grad
