# expect: gradients G302 scaled_by_its_norm.gradient_not_scaled
import torch


def scaled_by_its_norm(input, dim):
    return input + (input / torch.linalg.vector_norm(input, dim=dim, keepdim=True) - input).detach()
