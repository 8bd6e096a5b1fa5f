# expect: R702
import torch


def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def sigmoid_backward(grad_output, x):
    if not x.numel():
        return x
    slopes = torch.func.vmap(torch.func.jacrev(sigmoid))(x.reshape(-1))
    return grad_output * slopes.reshape(x.shape)
