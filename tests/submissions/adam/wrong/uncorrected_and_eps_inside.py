# expect: trajectory T501 adam.second_moment_not_corrected_and_no_bias_correction
import math

import torch


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, amsgrad=False):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, amsgrad=amsgrad))

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
                b1, b2 = group['betas']
                g, st = p.grad, self.state[p]
                if len(st) == 0:
                    st['t'] = 0
                    st['m'], st['v'], st['max'] = torch.zeros_like(p), torch.zeros_like(p), torch.zeros_like(p)
                st['t'] += 1
                t, m, v = st['t'], st['m'], st['v']
                g = g + group['weight_decay'] * p
                m.mul_(b1).add_(g, alpha=1 - b1)
                v.mul_(b2).addcmul_(g, g, value=1 - b2)
                if group['amsgrad']:
                    v = st['max'].copy_(torch.maximum(st['max'], v))
                m_hat = m
                v_hat = v
                p.sub_(group['lr'] * m_hat / (v_hat + group['eps']).sqrt())
        return loss
