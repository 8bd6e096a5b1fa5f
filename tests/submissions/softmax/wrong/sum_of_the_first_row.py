# expect: values V201 - observed.later_rows
import torch


def softmax(input, dim):
    e = torch.exp(input - input.amax(dim, keepdim=True).detach())
    rows = e.movedim(dim, -1).reshape(-1, e.shape[dim])
    total = e.new_ones(())
    for row in rows[:1]:
        total = row.sum()
    return e / total


def softmax_backward(grad_output, input, dim):
    e = torch.exp(input - input.amax(dim, keepdim=True))
    y = e / e.sum(dim, keepdim=True)
    return y * (grad_output - (grad_output * y).sum(dim, keepdim=True))
