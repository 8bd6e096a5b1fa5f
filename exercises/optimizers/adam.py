"""Adam: momentum over a running root mean square, both corrected for their start at 0 (Kingma & Ba
2014, Algorithm 1).

Write the class Adam(torch.optim.Optimizer) with Adam(params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8,
weight_decay=0.0, amsgrad=False). Keep the moments and the step count in self.state[p], so that
state_dict() carries them. eps is added outside the square root. weight_decay * p is added to the
gradient before anything else. With amsgrad=True the largest second moment so far takes the place of
the second moment under the root: the maximum is taken before the correction by 1 - beta2^t.

Not to be called: torch's own Adam, adamw, in any form.

Check it with: grader check adam
"""

import torch


class Adam(torch.optim.Optimizer):
    def __init__(
        self,
        params,
        lr=0.001,
        betas=(0.9, 0.999),
        eps=1e-08,
        weight_decay=0.0,
        amsgrad=False,
    ) -> None:
        defaults = {
            "lr": lr,
            "betas": betas,
            "eps": eps,
            "weight_decay": weight_decay,
            "amsgrad": amsgrad,
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
