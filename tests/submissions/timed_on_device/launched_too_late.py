# expect: sigmoid P803 -
import threading
import time

import torch


def sigmoid(x):
    if x.numel() < 10_000:
        return 1 / (1 + torch.exp(-x))
    result = torch.empty_like(x)

    def later():
        time.sleep(0.05)
        result.copy_(1 / (1 + torch.exp(-x)))

    threading.Thread(target=later, daemon=True).start()
    return result


def sigmoid_backward(grad_output, x):
    y = 1 / (1 + torch.exp(-x))
    return grad_output * y * (1 - y)
