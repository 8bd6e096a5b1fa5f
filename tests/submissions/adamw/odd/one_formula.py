import torch


class AdamW(torch.optim.Optimizer):
    """Decay and step in one expression; the powers of the betas are kept instead of a count."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self, closure=None):
        loss = None if closure is None else torch.enable_grad()(closure)()
        for group in self.param_groups:
            (b1, b2), lr, eps, decay = (group[k] for k in ("betas", "lr", "eps", "weight_decay"))
            for p in filter(lambda q: q.grad is not None, group["params"]):
                m, v, power1, power2 = self.state[p].get("all", (0, 0, 1, 1))
                m, v = m + (1 - b1) * (p.grad - m), v + (1 - b2) * (p.grad * p.grad - v)
                power1, power2 = power1 * b1, power2 * b2
                self.state[p]["all"] = m, v, power1, power2
                p.copy_(p * (1 - lr * decay) - lr / (1 - power1) * m / ((v / (1 - power2)) ** 0.5 + eps))
        return loss
