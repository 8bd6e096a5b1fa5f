"""RMSProp: steps divided by a running root mean square of the gradients (Hinton 2012, lecture 6e).

Write the class RMSprop(torch.optim.Optimizer) with RMSprop(params, lr=1e-2, alpha=0.99, eps=1e-8,
weight_decay=0.0, momentum=0.0, centered=False). Keep the mean square v in self.state[p]. eps is
added outside the square root. weight_decay * p is added to the gradient before anything else. With
momentum the divided gradients make a velocity u = momentum * u + g / (sqrt(v) + eps), and the step
is lr * u. With centered=True the variance v - mean^2 stands under the root, where mean is a running
mean of g with the same alpha.

Not to be called: torch's own RMSprop, in any form.

Check it with: grader check rmsprop
"""

import torch


class RMSprop(torch.optim.Optimizer):
    def __init__(
        self,
        params,
        lr=0.01,
        alpha=0.99,
        eps=1e-08,
        weight_decay=0.0,
        momentum=0.0,
        centered=False,
    ) -> None:
        defaults = {
            "lr": lr,
            "alpha": alpha,
            "eps": eps,
            "weight_decay": weight_decay,
            "momentum": momentum,
            "centered": centered,
        }
        super().__init__(params, defaults)
        raise NotImplementedError("TODO: remove this line and write step")

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        # TODO: for every group in self.param_groups and every p in group["params"] with a p.grad:
        # update the state in self.state[p], then change p in place.
        return loss
