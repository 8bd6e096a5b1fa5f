# expect: S109
import torch


class Adagrad(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-2, eps=1e-10, weight_decay=0.0):
        self.params = list(params)
        self.lr, self.eps = lr, eps

    def step(self, closure=None):
        return None
