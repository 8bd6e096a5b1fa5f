# expect: R701
import torch


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False):
        settings = dict(lr=lr, betas=betas, eps=eps, weight_decay=weight_decay, amsgrad=amsgrad)
        super().__init__(params, settings)
        self.inner = torch.optim.Adam(self.param_groups, **settings)
        self.state = self.inner.state
        self.param_groups = self.inner.param_groups

    def step(self, closure=None):
        return self.inner.step(closure)

    def add_param_group(self, group):
        if inner := vars(self).get("inner"):
            inner.add_param_group(group)
        else:
            super().add_param_group(group)

    def load_state_dict(self, state):
        self.inner.load_state_dict(state)
        self.state, self.param_groups = self.inner.state, self.inner.param_groups
