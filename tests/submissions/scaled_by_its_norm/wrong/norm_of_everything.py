# expect: values V201 - observed.some_calls
import torch


def scaled_by_its_norm(input, dim):
    return input / torch.linalg.vector_norm(input).detach()
