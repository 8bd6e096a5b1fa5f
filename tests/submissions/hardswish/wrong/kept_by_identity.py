# expect: values V202 -
from functools import lru_cache


@lru_cache
def hardswish(input):
    return input * (input + 3).clamp(0, 6) / 6


def hardswish_backward(grad_output, input):
    slope = (2 * input + 3) / 6
    slope = slope * (input > -3) * (input <= 3) + (input > 3).to(slope.dtype)
    return grad_output * slope
