import math
import torch


def gelu_tanh(x: torch.Tensor) -> torch.Tensor:
    c = x.clamp(-30, 30)
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (c + 0.0447 * c**3)))


def gelu_tanh_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    c = x.clamp(-30, 30)
    t = torch.tanh(math.sqrt(2 / math.pi) * (c + 0.0447 * c**3))
    du = math.sqrt(2 / math.pi) * (1 + 3 * 0.0447 * c**2)
    return grad_output * (0.5 * (1 + t) + 0.5 * c * (1 - t**2) * du)
