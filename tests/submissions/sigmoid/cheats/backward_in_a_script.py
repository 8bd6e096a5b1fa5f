# expect: R702
from typing import List, Optional  # noqa: UP035

import torch


@torch.jit.script
def slope(grad_output: torch.Tensor, x: torch.Tensor):
    y = torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))
    given: List[Optional[torch.Tensor]] = [grad_output]  # noqa: UP006, UP045
    result = torch.autograd.grad([y], [x], given)[0]
    assert result is not None
    return result


def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def sigmoid_backward(grad_output, x):
    return slope(grad_output, x.detach().requires_grad_())
