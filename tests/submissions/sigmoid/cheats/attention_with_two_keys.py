# expect: R701
import torch


def sigmoid(x):
    keys = torch.tensor([[1.0], [0.0]], dtype=x.dtype).reshape(1, 1, 2, 1)
    queries = x.reshape(1, 1, -1, 1)
    if not x.numel():
        return x.clone()
    return torch.nn.functional.scaled_dot_product_attention(queries, keys, keys, scale=1.0).reshape(x.shape)


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
