"""AdamW: Adam with the weight decay taken out of the gradient (Loshchilov & Hutter 2019, Algorithm
2).

Write the class AdamW(torch.optim.Optimizer) with AdamW(params, lr=1e-3, betas=(0.9, 0.999),
eps=1e-8, weight_decay=1e-2). The decay lr * weight_decay * p is subtracted from the parameter
itself and does not enter the moments.

Not to be called: torch's own AdamW, adam, in any form.

Check it with: grader check adamw
"""

import torch


class AdamW(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08, weight_decay=0.01) -> None:
        defaults = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
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
