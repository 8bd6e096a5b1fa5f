"""NAdam: Adam with Nesterov's look-ahead, and a momentum that grows towards beta1 (Dozat 2016, in
PyTorch's form).

Write the class NAdam(torch.optim.Optimizer) with NAdam(params, lr=2e-3, betas=(0.9, 0.999),
eps=1e-8, momentum_decay=4e-3). The momentum of step t is mu_t = beta1 * (1 - 0.96^(t *
momentum_decay) / 2), and P_t is the product of mu_1 to mu_t. The moments m and v are Adam's, with
beta1 and beta2. Then p = p - lr * ((1 - mu_t) * g / (1 - P_t) + mu_(t+1) * m / (1 - P_(t+1))) /
(sqrt(v / (1 - beta2^t)) + eps). Keep P in self.state[p], as a Python number or in the dtype of the
parameter.

Not to be called: torch's own NAdam, in any form.

Check it with: grader check nadam
"""

import torch


class NAdam(torch.optim.Optimizer):
    def __init__(
        self,
        params,
        lr=0.002,
        betas=(0.9, 0.999),
        eps=1e-08,
        momentum_decay=0.004,
    ) -> None:
        defaults = {"lr": lr, "betas": betas, "eps": eps, "momentum_decay": momentum_decay}
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
