# expect: gradients S110 scaled_by_its_norm.graph_not_recorded
import torch


def scaled_by_its_norm(input, dim):
    with torch.no_grad():
        return input / torch.linalg.vector_norm(input, dim=dim, keepdim=True)
