# expect: V201 | stopped by: judge | tries: the worker packs what it likes
from grader.worker import evaluate
from grader.worker.evaluate import pack
import torch

evaluate.pack = lambda result, *a, **k: pack(torch.full_like(result, 0.5), 'x')


def sigmoid(x):
    return torch.zeros_like(x) * x


def sigmoid_backward(grad_output, x):
    return torch.zeros_like(x)
