import torch


def huber_loss(input, target, delta=1.0, reduction="mean"):
    error = input - target
    is_small = torch.abs(error) <= delta
    small = 0.5 * error**2
    large = delta * torch.abs(error)
    loss = torch.where(is_small, small, large)
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    return loss


def huber_loss_backward(grad_output, input, target, delta=1.0, reduction="mean"):
    error = input - target
    grad = torch.where(torch.abs(error) <= delta, error, delta * torch.sign(error)) * grad_output
    if reduction == "mean":
        grad = grad / error.numel()
    return grad
