from grader import Reals, loss


@loss(
    reductions=("mean",),
    domain=Reals(-6, 6),
    traps=(-2.0, 100.0, -100.0),
    forbids=("mse_loss", "huber_loss", "smooth_l1_loss"),
)
def mean_of_squares(x):
    """Mean of squares: the mean of 3 (x + 2)^2, and its derivative by the chain rule.

    Write mean_of_squares(x), the mean of 3 * (x + 2)**2 over all n elements of x, and
    mean_of_squares_backward(grad_output, x), the gradient with respect to x, which has the shape of
    x. grad_output is the upstream gradient of the mean, one number.

    Hint: take the mean apart, out = (z_1 + ... + z_n) / n with z = 3 y^2 and y = x + 2, and
    multiply the derivatives of the three steps.

    Hint: x = 1 everywhere and n = 4 give 6 * 3 / 4 = 4.5; try that by hand first.
    """
    return 3 * (x + 2) ** 2


@mean_of_squares.derivative
def chain_rule(x):
    return 6 * (x + 2)


@mean_of_squares.misconception(of="gradient")
def outer_derivative_lost(x):
    """The derivative of y^2 is 2 y; here the factor 2 is missing."""
    return 3 * (x + 2)


@mean_of_squares.misconception(of="gradient")
def factor_three_lost(x):
    """The factor 3 of 3 y^2 stays when it is differentiated: 6 y, not 2 y."""
    return 2 * (x + 2)


@mean_of_squares.misconception(of="gradient")
def inner_sum_lost(x):
    """The derivative of 3 y^2 is 6 y with y = x + 2; here it is taken at x."""
    return 6 * x


@mean_of_squares.misconception(of="gradient")
def exponent_not_reduced(x):
    """The power rule takes y^2 to 2 y; here the square is still there."""
    return 6 * (x + 2) ** 2


@mean_of_squares.misconception(of="gradient")
def square_not_differentiated(x):
    """Only the mean was differentiated: 1/n is the derivative by z = 3 y^2, and dz/dx = 6 y is
    missing.
    """
    return 1


@mean_of_squares.misconception(of="value")
def three_squared_too(x):
    """The square belongs to x + 2 alone: 3 (x + 2)^2, not (3 (x + 2))^2."""
    return 9 * (x + 2) ** 2


@mean_of_squares.misconception(of="value")
def two_added_after_squaring(x):
    """The 2 is added before squaring: 3 (x + 2)^2, not 3 x^2 + 2."""
    return 3 * x**2 + 2


@mean_of_squares.misconception(of="value")
def not_squared(x):
    """x + 2 is not squared: y * y * 3 multiplies y by itself."""
    return 3 * (x + 2)
