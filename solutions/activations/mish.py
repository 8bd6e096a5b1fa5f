import torch


def parts(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    # With e = exp(-|x|) neither can overflow: tanh(softplus(x)) = (n^2 - 1) / (n^2 + 1) for n = 1 +
    # e^x.
    e = torch.exp(torch.where(x < 0, x, -x))
    tanh = torch.where(x < 0, e * (e + 2) / (e * (e + 2) + 2), (1 + 2 * e) / (1 + 2 * e + 2 * e * e))
    sigmoid = torch.where(x < 0, e / (1 + e), 1 / (1 + e))
    return tanh, sigmoid


def mish(input: torch.Tensor) -> torch.Tensor:
    return input * parts(input)[0]


def mish_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    tanh, sigmoid = parts(input)
    return grad_output * (tanh + input * (1 - tanh**2) * sigmoid)
