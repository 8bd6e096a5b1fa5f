# expect: trajectory T501 rmsprop.weights_exchanged
import math

import torch


class RMSprop(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8, weight_decay=0.0, momentum=0.0, centered=False):
        super().__init__(params, dict(lr=lr, alpha=alpha, eps=eps, weight_decay=weight_decay, momentum=momentum, centered=centered))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group['params']:
                if p.grad is None:
                    continue
                g, st = p.grad + group['weight_decay'] * p, self.state[p]
                a = group['alpha']
                if not st:
                    st['v'], st['mean'], st['u'] = torch.zeros_like(p), torch.zeros_like(p), torch.zeros_like(p)
                st['v'] = (1 - a) * st['v'] + a * g * g
                v = st['v']
                if group['centered']:
                    st['mean'] = a * st['mean'] + (1 - a) * g
                    v = v - st['mean'] ** 2
                d = g / (v.sqrt() + group['eps'])
                if group['momentum'] > 0:
                    st['u'] = group['momentum'] * st['u'] + d
                    d = st['u']
                p.sub_(group['lr'] * d)
        return loss
