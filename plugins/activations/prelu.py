from grader import Reals, elementwise, sym


@elementwise(
    domain={"input": Reals(-10, 10), "weight": Reals(-2, 2)},
    traps={"input": (0.0, -1.0, 1.0, -1e4, 1e4), "weight": (0.25, 0.0, 1.5)},
    per_channel=("weight",),
    torch="torch.nn.functional.prelu",
    forbids=("leaky_relu", "rrelu", "rrelu_with_noise"),
)
def prelu(input, weight):
    """PReLU: leaky ReLU whose slope on the negative side is learned, one per channel (He et al.
    2015).

    Write prelu(input, weight) and prelu_backward(grad_output, input, weight), which returns the
    gradients with respect to input and weight. The channels are dimension 1 of input; weight has
    one number for each.

    Hint: weight is used by every element of its channel, so its gradient is a sum over the other
    dimensions.

    Hint: in a sum of a positive and a negative side autograd adds both slopes at 0 with clamp, and
    loses both with relu.
    """
    return sym.Piecewise((input, input > 0), (weight * input, True))


@prelu.derivative(wrt="input")
def slope(input, weight):
    return sym.Piecewise((1, input > 0), (weight, True))


@prelu.derivative(wrt="weight")
def by_weight(input, weight):
    return sym.Piecewise((0, input > 0), (input, True))


@prelu.misconception(of="value", note="004:153")
def larger_of_both_branches(input, weight):
    """max(weight * x, x) is PReLU only while weight <= 1: a larger slope picks the other branch on
    both sides.
    """
    return sym.Max(weight * input, input)


@prelu.misconception(of="value")
def branches_swapped(input, weight):
    """The slope belongs to the negative side; here the positive side has it."""
    return sym.Piecewise((weight * input, input > 0), (input, True))


@prelu.misconception(of="gradient", wrt="input")
def slope_on_both_sides(input, weight):
    """For positive inputs the derivative is 1, not the slope."""
    return weight


@prelu.misconception(of="gradient", wrt="input")
def negative_side_lost(input, weight):
    """For negative inputs the derivative is the slope, not 0: that is ReLU's."""
    return sym.Piecewise((1, input > 0), (0, True))


@prelu.misconception(of="gradient", wrt="weight")
def one_for_input(input, weight):
    """The derivative of weight * x by weight is x, not 1."""
    return sym.Piecewise((0, input > 0), (1, True))


@prelu.misconception(of="gradient", wrt="weight")
def both_sides_counted(input, weight):
    """Positive inputs do not depend on the slope: they add nothing to its gradient."""
    return input
