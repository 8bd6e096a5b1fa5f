# expect: R702
import torch


def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def sigmoid_backward(grad_output, x):
    x = x.clone().requires_grad_()
    engine = torch.autograd.Variable._execution_engine
    engine.run_backward((sigmoid(x),), (grad_output,), False, False, (), True, True)
    return x.grad
