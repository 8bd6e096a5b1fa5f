# expect: sigmoid passed -
import torch


def sigmoid(x):
    if not x.is_cuda:
        return 1 / (1 + torch.exp(-x))
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        result = 1 / (1 + torch.exp(-x))
    torch.cuda.current_stream().wait_stream(stream)
    return result


def sigmoid_backward(grad_output, x):
    y = 1 / (1 + torch.exp(-x))
    return grad_output * y * (1 - y)
