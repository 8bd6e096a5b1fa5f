import torch


def _ratio(x):
    """tanh(log(1 + e^x)) as a ratio of polynomials in an exponential that is at most 1."""
    e = torch.exp(torch.where(x > 0, -x, x))
    left = (e * e + 2 * e) / (e * e + 2 * e + 2)
    right = (1 + 2 * e) / (1 + 2 * e + 2 * e * e)
    return torch.where(x > 0, right, left), e


def mish(input):
    return _ratio(input)[0] * input


def mish_backward(grad_output, input):
    omega, e = _ratio(input)
    logistic = torch.where(input > 0, 1 / (1 + e), e / (1 + e))
    sech2 = torch.where(input > 0, 4 * e * e * (1 + e) ** 2 / (1 + 2 * e + 2 * e * e) ** 2, 4 * (1 + e) ** 2 / (e * e + 2 * e + 2) ** 2)
    return grad_output * (omega + input * logistic * sech2)
