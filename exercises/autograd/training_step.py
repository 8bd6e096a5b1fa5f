"""Training step: gradient descent on a squared error, in a loop that must not accumulate gradients.

Write training_step(weight, x, y, lr=0.1): one step for the loss ((weight * x - y) ** 2).sum(). It
is called again and again with the same leaf tensor weight, which requires a gradient, and with new
data. Compute the loss, call backward, and change weight in place to weight - lr * weight.grad.
Nothing that weight.grad holds when the step is called may count. weight stays the same leaf, and
nothing has to be returned.

Check it with: grader check training_step
"""

import torch


def training_step(weight: torch.Tensor, x: torch.Tensor, y: torch.Tensor, lr=0.1) -> None:
    raise NotImplementedError("TODO: one training step")
