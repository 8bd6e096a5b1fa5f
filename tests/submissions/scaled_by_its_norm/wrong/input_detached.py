# expect: gradients G302 scaled_by_its_norm.input_detached
import torch


def scaled_by_its_norm(input, dim):
    return input.detach() / torch.linalg.vector_norm(input, dim=dim, keepdim=True)
