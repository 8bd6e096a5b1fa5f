"""SGD with momentum: steps along a velocity that remembers past gradients (Polyak 1964, in
PyTorch's form).

Write the class SGD(torch.optim.Optimizer) with SGD(params, lr=1e-3, momentum=0.9, dampening=0.0,
nesterov=False). The velocity is v = g in the first step and v = momentum * v + (1 - dampening) * g
in all others, and then p = p - lr * v. With nesterov=True, which needs dampening=0, the step goes
along g + momentum * v instead: p = p - lr * (g + momentum * v), with the new v. The class has to
keep its velocity in self.state, so that state_dict() carries it, and to follow a learning rate that
is changed between steps.

Not to be called: torch's own SGD, in any form.

Check it with: grader check sgd_momentum
"""

import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, momentum=0.9, dampening=0.0, nesterov=False) -> None:
        defaults = {"lr": lr, "momentum": momentum, "dampening": dampening, "nesterov": nesterov}
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
