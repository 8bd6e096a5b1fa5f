# expect: trajectory T501 adabelief.eps_once_and_no_bias_correction
import torch

class Adabelief(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps))

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
                s = self.state[p]
                if not s:
                    s['t'] = 0; s['m'] = torch.zeros_like(p); s['s'] = torch.zeros_like(p)
                s['t'] += 1
                b1, b2 = group['betas']
                g = p.grad
                s['m'] = b1 * s['m'] + (1 - b1) * g

                s['s'] = b2 * s['s'] + (1 - b2) * (g - s['m']) ** 2
                p -= group['lr'] * s['m'] / (s['s'].sqrt() + group['eps'])
        return loss
