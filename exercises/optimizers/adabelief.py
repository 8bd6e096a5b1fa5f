"""AdaBelief: Adam with the variance around the mean for the mean square (Zhuang et al. 2020,
Algorithm 2).

Write the class Adabelief(torch.optim.Optimizer) with Adabelief(params, lr=1e-3, betas=(0.9, 0.999),
eps=1e-8): s = beta2 * s + (1 - beta2) * (g - m)^2 + eps with the new m, both corrected as in Adam,
and p = p - lr * m_hat / (sqrt(s_hat) + eps).

Check it with: grader check adabelief
"""

import torch


class Adabelief(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-08) -> None:
        defaults = {"lr": lr, "betas": betas, "eps": eps}
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
