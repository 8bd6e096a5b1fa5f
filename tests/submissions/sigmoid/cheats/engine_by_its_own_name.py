# expect: R702
import torch


def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def sigmoid_backward(grad_output, x):
    leaf = x.detach().requires_grad_()
    with torch._C._ExcludeDispatchKeyGuard(torch._C.DispatchKeySet(torch._C.DispatchKey.Python)):
        y = sigmoid(leaf)
        run = torch.autograd.Variable._execution_engine.run_backward
        return run((y,), (grad_output,), False, False, (leaf,), allow_unreachable=True, accumulate_grad=False)[0]
