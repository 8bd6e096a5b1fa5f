"""Lion: steps of one size, along the sign of an interpolated momentum (Chen et al. 2023, Algorithm
2).

Write the class Lion(torch.optim.Optimizer) with Lion(params, lr=1e-4, betas=(0.9, 0.99),
weight_decay=0.0): p = p - lr * (sign(beta1 * m + (1 - beta1) * g) + weight_decay * p), then m =
beta2 * m + (1 - beta2) * g.

Check it with: grader check lion
"""

import torch


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr=0.0001, betas=(0.9, 0.99), weight_decay=0.0) -> None:
        defaults = {"lr": lr, "betas": betas, "weight_decay": weight_decay}
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
