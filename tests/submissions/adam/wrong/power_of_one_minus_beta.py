# expect: trajectory T501 adam.grouping_other
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
                s = self.state[p]
                if not s:
                    s['t'] = 0; s['m'] = torch.zeros_like(p); s['v'] = torch.zeros_like(p); s['max'] = torch.zeros_like(p)
                s['t'] += 1
                b1, b2 = group['betas']
                g = p.grad + group['weight_decay'] * p
                s['m'].mul_(b1).add_(g, alpha=1 - b1)
                s['v'].mul_(b2).addcmul_(g, g, value=1 - b2)
                if group['amsgrad']:
                    torch.maximum(s['max'], s['v'], out=s['max'])
                    v = s['max']
                else:
                    v = s['v']

                m_hat = s['m'] / (1 - b1) ** s['t']
                v_hat = v / (1 - b2) ** s['t']
                p -= group['lr'] * m_hat / (v_hat.sqrt() + group['eps'])
        return loss
