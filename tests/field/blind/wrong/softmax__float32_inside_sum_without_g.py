import torch


def softmax(input, dim):
    z = (input - input.amax(dim, keepdim=True)).to(torch.float32)
    e = z.exp()
    return (e / e.sum(dim, keepdim=True)).to(input.dtype)


def softmax_backward(grad_output, input, dim):
    y = softmax(input, dim)
    return y * (grad_output - y.sum(dim, keepdim=True))
