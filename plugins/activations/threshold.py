from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-4, 4),
    traps=(0.0, 0.5, -1e4, 1e4),
    variants=({"threshold": 0.5, "value": -1.5}, {"threshold": -1.0, "value": 2.0}),
    forbids=("threshold",),
)
def threshold(input, *, threshold=0.0, value=0.0):
    """Threshold: x above a threshold, a constant below it.

    Write threshold(input, threshold=0.0, value=0.0), as torch.nn.functional.threshold but with
    defaults, and threshold_backward(grad_output, input, threshold=0.0, value=0.0). At the threshold
    itself it is the constant.

    Hint: what does not depend on x has the derivative 0.
    """
    return sym.Piecewise((input, input > threshold), (value, True))


@threshold.derivative
def slope(input, *, threshold=0.0, value=0.0):
    return sym.Piecewise((1, input > threshold), (0, True))


@threshold.misconception(of="value")
def larger_of_input_and_value(input, *, threshold=0.0, value=0.0):
    """max(x, value) compares with the value; the input is compared with the threshold."""
    return sym.Max(input, value)


@threshold.misconception(of="value")
def threshold_for_value(input, *, threshold=0.0, value=0.0):
    """Below the threshold stands value, not the threshold itself."""
    return sym.Piecewise((input, input > threshold), (threshold, True))


@threshold.misconception(of="gradient")
def step_at_zero(input, *, threshold=0.0, value=0.0):
    """The slope changes at the threshold, not at 0."""
    return sym.Piecewise((1, input > 0), (0, True))


@threshold.misconception(of="gradient")
def value_for_derivative(input, *, threshold=0.0, value=0.0):
    """The derivative of the constant value is 0, not value."""
    return sym.Piecewise((1, input > threshold), (value, True))


threshold.fact("range", "[0, oo)")
threshold.fact("slope", "{0, 1}")
threshold.fact("limits", "0 and oo")
threshold.fact("kinks", "0")
threshold.fact("jumps", "none")
threshold.fact("monotonicity", "non-decreasing")
threshold.fact("lipschitz", "1")
threshold.fact("homogeneity", "positively homogeneous")
