# expect: V201 | stopped by: judge | tries: the modules that others will import
import sys
import torch

for name in ('numpy', 'math', 'flint', 'grader.judge', 'grader.judge.grade'):
    sys.modules[name] = None


def sigmoid(x):
    return torch.zeros_like(x) * x


def sigmoid_backward(grad_output, x):
    return torch.zeros_like(x)
