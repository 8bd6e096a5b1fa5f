from grader import Reals, elementwise, sym


@elementwise(
    domain={"input": Reals(-10, 10), "slope": Reals(0.125, 0.34)},
    traps={"input": (0.0, -1e4, 1e4), "slope": (1.5, -0.5)},
    wrt=("input",),
    variants=({"training": True}, {"lower": 0.5, "upper": 2.5}),
    forbids=("rrelu", "rrelu_with_noise", "leaky_relu", "prelu"),
)
def rrelu(input, slope, *, lower=0.125, upper=0.3333333333333333, training=False):
    """RReLU: leaky ReLU with a slope drawn anew for every element in training, and a fixed one in
    evaluation (Xu et al. 2015).

    Write rrelu(input, slope, lower=0.125, upper=0.3333333333333333, training=False) and
    rrelu_backward(grad_output, input, slope, lower=..., upper=..., training=False), the gradient
    with respect to input. In training the negative side has the slope given for that element, which
    has been drawn from [lower, upper] (that is the exercise rrelu_slopes); in evaluation it is
    (lower + upper) / 2 everywhere. At 0 the result is 0.

    Hint: the backward pass must use the slopes that the forward pass used: nothing is drawn in it.

    Hint: in a sum of a positive and a negative side autograd adds both slopes at 0 with clamp, and
    loses both with relu.
    """
    return sym.Piecewise((input, input > 0), (negative(slope, lower, upper, training) * input, True))


def negative(slope, lower, upper, training):
    return slope if training else (lower + upper) / 2


@rrelu.derivative
def slope_of_the_side(input, slope, *, lower=0.125, upper=0.3333333333333333, training=False):
    return sym.Piecewise((1, input > 0), (negative(slope, lower, upper, training), True))


@rrelu.misconception(of="value")
def slope_drawn_in_evaluation(input, slope, *, lower=0.125, upper=0.3333333333333333, training=False):
    """The drawn slopes are for training alone: in evaluation the slope is (lower + upper) / 2."""
    return sym.Piecewise((input, input > 0), (slope * input, True))


@rrelu.misconception(of="value")
def mean_slope_in_training(input, slope, *, lower=0.125, upper=0.3333333333333333, training=False):
    """In training every element has its own drawn slope: the mean is for evaluation."""
    return sym.Piecewise((input, input > 0), ((lower + upper) / 2 * input, True))


@rrelu.misconception(of="value")
def sum_of_bounds_not_halved(input, slope, *, lower=0.125, upper=0.3333333333333333, training=False):
    """In evaluation the slope is the mean of lower and upper: their sum was not halved."""
    return sym.Piecewise((input, input > 0), ((slope if training else lower + upper) * input, True))


@rrelu.misconception(of="value")
def divided_by_the_slope(input, slope, *, lower=0.125, upper=0.3333333333333333, training=False):
    """The negative side is multiplied by the slope; the paper's form divides by a number drawn from
    [3, 8].
    """
    return sym.Piecewise((input, input > 0), (input / negative(slope, lower, upper, training), True))


@rrelu.misconception(of="value")
def branches_swapped(input, slope, *, lower=0.125, upper=0.3333333333333333, training=False):
    """The slope belongs to the negative side; here the positive side has it."""
    return sym.Piecewise((negative(slope, lower, upper, training) * input, input > 0), (input, True))


@rrelu.misconception(of="gradient")
def mean_slope_in_the_backward_of_training(input, slope, *, lower=0.125, upper=0.3333333333333333, training=False):
    """The backward pass of training must use the drawn slopes, as the forward pass did; here it
    uses their mean.
    """
    return sym.Piecewise((1, input > 0), ((lower + upper) / 2, True))


@rrelu.misconception(of="gradient")
def negative_side_lost(input, slope, *, lower=0.125, upper=0.3333333333333333, training=False):
    """The negative side has a slope: its derivative is not 0 there, as ReLU's is."""
    return sym.Piecewise((1, input > 0), (0, True))


@rrelu.misconception(of="gradient")
def input_times_slope(input, slope, *, lower=0.125, upper=0.3333333333333333, training=False):
    """The derivative of slope * x by x is the slope; here x is still there."""
    return sym.Piecewise((input, input > 0), (negative(slope, lower, upper, training) * input, True))
