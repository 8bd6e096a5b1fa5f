"""Adadelta: steps whose size is that of past steps over that of past gradients (Zeiler 2012,
Algorithm 1).

Write the class Adadelta(torch.optim.Optimizer) with Adadelta(params, lr=1.0, rho=0.9, eps=1e-6).
Keep the mean squares of gradients and of steps in self.state[p]; eps is added to both under the
root.

Not to be called: torch's own Adadelta, in any form.

Check it with: grader check adadelta
"""

import torch


class Adadelta(torch.optim.Optimizer):
    def __init__(self, params, lr=1.0, rho=0.9, eps=1e-06) -> None:
        defaults = {"lr": lr, "rho": rho, "eps": eps}
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
