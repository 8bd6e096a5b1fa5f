# expect: R701
import threading

import torch


def sigmoid(x):
    results = []
    thread = threading.Thread(target=lambda: results.append(torch.sigmoid(x)))
    thread.start()
    thread.join()
    return results[0]


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
