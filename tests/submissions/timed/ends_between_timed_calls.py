# expect: softsign S112 ended its process
import os
import threading
import time

import torch


def later():
    time.sleep(0.02)
    os._exit(0)


def softsign(x):
    if x.numel() < 1024:
        return x / (1 + x.abs())
    threading.Thread(target=later, daemon=True).start()
    return torch.tensor([v / (1 + abs(v)) for v in x.flatten().tolist()]).reshape(x.shape)


def softsign_backward(grad_output, x):
    return grad_output / (1 + x.abs()) ** 2
