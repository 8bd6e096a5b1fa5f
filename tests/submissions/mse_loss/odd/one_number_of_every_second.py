import torch


def mse_loss(input, target, reduction="mean"):
    squares = torch.zeros((input.numel(), 2), dtype=input.dtype)
    squares[:, 0] = (input - target).reshape(-1) ** 2
    every_second = squares.reshape(-1)[::2]  # of one number it has a stride of 2
    if reduction == "none":
        return every_second.reshape(input.shape)
    return every_second.mean() if reduction == "mean" else every_second.sum()


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    slope = 2 * (input - target) * grad_output
    return torch.stack((slope, slope), -1)[..., 0] / (input.numel() if reduction == "mean" else 1)
