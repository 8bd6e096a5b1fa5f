# expect: R701
import torch


class SGD(torch.optim.SGD):
    def __init__(self, params, lr=1e-3, momentum=0.9, dampening=0.0, nesterov=False):
        super().__init__(params, lr=lr, momentum=momentum, dampening=dampening, nesterov=nesterov)
