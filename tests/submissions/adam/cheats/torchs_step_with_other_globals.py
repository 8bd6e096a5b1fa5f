# expect: R701
import types

import torch
from torch.optim import adam

mine = dict(vars(adam), __name__="mine", __file__="mine.py")
step = types.FunctionType(adam._single_tensor_adam.__code__, mine, "step", None, None)
step.__kwdefaults__ = adam._single_tensor_adam.__kwdefaults__


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, amsgrad=False):
        settings = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, "amsgrad": amsgrad}
        super().__init__(params, settings)

    @torch.no_grad()
    def step(self, closure=None):
        with torch.enable_grad():
            loss = closure() if closure else None
        for group in self.param_groups:
            params = [p for p in group["params"] if p.grad is not None]
            states = [self.state[p] for p in params]
            for p, state in zip(params, states):
                for name in () if state else ("m", "v", "largest"):
                    state[name] = torch.zeros_like(p)
                state.setdefault("t", torch.tensor(0.0))
            step(
                params,
                [p.grad for p in params],
                [s["m"] for s in states],
                [s["v"] for s in states],
                [s["largest"] for s in states],
                [s["t"] for s in states],
                None,
                None,
                amsgrad=group["amsgrad"],
                has_complex=False,
                beta1=group["betas"][0],
                beta2=group["betas"][1],
                lr=group["lr"],
                weight_decay=group["weight_decay"],
                eps=group["eps"],
                maximize=False,
                capturable=False,
                differentiable=False,
                decoupled_weight_decay=False,
            )
        return loss
