"""SGD with momentum: steps along a velocity that remembers past gradients (Polyak 1964, in PyTorch's form).

Write the class SGD(torch.optim.Optimizer) with SGD(params, lr=1e-3, momentum=0.9): v = momentum * v
+ g, then p = p - lr * v, with v = 0 before the first step. It has to keep its velocity in
self.state, so that state_dict() carries it, and to follow a learning rate that is changed between
steps.

Check it with: grader check sgd_momentum
"""

import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, momentum=0.9) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum})
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
