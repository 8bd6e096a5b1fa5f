from grader import Reals, rowwise, sym


def norm(input):
    return sym.sqrt(sum(x**2 for x in input))


def diagonal(entry, input):
    return [[entry if i == j else 0 for j in range(len(input))] for i in range(len(input))]


@rowwise(domain=Reals(0.25, 8), traps=(-1.0, -3.0, 100.0, -0.5), by_hand=False)
def scaled_by_its_norm(input):
    """Scaled by its norm: x over its length, which counts as a constant in the backward pass.

    Write scaled_by_its_norm(input, dim): every vector along dim divided by its Euclidean norm, so
    that autograd does not differentiate the norm: the gradient is grad_output over the norm. No
    backward function is asked for.

    Hint: autograd sees everything that is not detached; detach the norm, and the norm alone.

    Hint: with keepdim=True the norm has a shape that broadcasts against input.
    """
    length = sym.detach(norm(input))
    return [x / length for x in input]


@scaled_by_its_norm.derivative
def over_the_norm(input):
    return diagonal(1 / norm(input), input)


def through_the_norm(input):
    """What the derivative of the norm brings in; it cancels what is on the diagonal only up to
    rounding.
    """
    return [[-sym.UnevaluatedExpr(x * y / norm(input) ** 3) for y in input] for x in input]


@scaled_by_its_norm.misconception(of="gradient")
def norm_differentiated(input):
    """The norm was differentiated as well: detach it before you divide."""
    rows = zip(diagonal(1 / norm(input), input), through_the_norm(input), strict=True)
    return [[a + b for a, b in zip(*pair, strict=True)] for pair in rows]


@scaled_by_its_norm.misconception(of="gradient")
def input_detached(input):
    """It is the numerator that was detached: the gradient comes through the norm alone."""
    return through_the_norm(input)


@scaled_by_its_norm.misconception(of="gradient")
def gradient_not_scaled(input):
    """The upstream gradient comes through as it is: a constant norm divides it too."""
    return diagonal(1, input)


@scaled_by_its_norm.misconception(of="value")
def norm_squared(input):
    """The root is missing: the vector was divided by the sum of its squares."""
    return [x / norm(input) ** 2 for x in input]


@scaled_by_its_norm.misconception(of="value")
def sum_of_absolute_values(input):
    """This divides by the 1-norm, the sum of absolute values; the Euclidean norm is the root of the
    sum of squares.
    """
    return [x / sum(sym.Abs(y) for y in input) for x in input]


@scaled_by_its_norm.misconception(of="value")
def largest_absolute_value(input):
    """This divides by the largest absolute value; the Euclidean norm is the root of the sum of
    squares.
    """
    return [x / sym.Max(*(sym.Abs(y) for y in input)) for x in input]


@scaled_by_its_norm.misconception(of="value")
def mean_for_sum(input):
    """The norm is the root of the sum of squares; this is the root of their mean."""
    return [x * sym.sqrt(len(input)) / norm(input) for x in input]
