# expect: contract C403 mse_loss.changed_in_place
def mse_loss(input, target, reduction="mean"):
    squares = (input - target) ** 2
    return {"none": squares, "sum": squares.sum(), "mean": squares.mean()}[reduction]


def mse_loss_backward(grad_output, input, target, reduction="mean"):
    difference = input.sub_(target)
    scale = 2 / input.numel() if reduction == "mean" else 2
    return scale * grad_output * difference
