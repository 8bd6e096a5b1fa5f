# expect: sigmoid passed -
import torch

graphs = {}


def formula(x):
    return 1 / (1 + torch.exp(-x))


def captured(x):
    if (key := (x.shape, x.dtype)) not in graphs:
        given = x.clone()
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            formula(given)
        torch.cuda.current_stream().wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            result = formula(given)
        graphs[key] = graph, given, result
    graph, given, result = graphs[key]
    given.copy_(x)
    graph.replay()
    return result.clone()


class Sigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = captured(x) if x.is_cuda else formula(x)
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad_output):
        (y,) = ctx.saved_tensors
        return grad_output * y * (1 - y)


def sigmoid(x):
    return Sigmoid.apply(x)
