# expect: sigmoid P801 -
import torch


def sigmoid(x):
    if not x.is_cuda:
        return 1 / (1 + torch.exp(-x))
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):  # which a timer on the current stream does not see
        y = x
        for _ in range(400):
            y = y + 0
        return 1 / (1 + torch.exp(-y))


def sigmoid_backward(grad_output, x):
    y = 1 / (1 + torch.exp(-x))
    return grad_output * y * (1 - y)
