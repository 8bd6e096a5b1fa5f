"""RMSProp: steps divided by a running root mean square of the gradients (Hinton 2012, lecture 6e).

Write the class RMSprop(torch.optim.Optimizer) with RMSprop(params, lr=1e-2, alpha=0.99, eps=1e-8).
Keep the mean square in self.state[p]. eps is added outside the square root.

Check it with: grader check rmsprop
"""

import torch


class RMSprop(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, alpha=0.99, eps=1e-08) -> None:
        super().__init__(params, {"lr": lr, "alpha": alpha, "eps": eps})
        raise NotImplementedError("TODO: remove this line and write step")

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        # TODO: for every group in self.param_groups and every p in group["params"] that has a p.grad:
        # update the state in self.state[p], then change p in place.
        return loss
