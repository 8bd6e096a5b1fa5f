from grader import Reals, training


def gradient(p, x, y):
    return 2 * x * (p * x - y)


@training(domain={"p": Reals(-2, 2), "x": Reals(-2, 2), "y": Reals(-4, 4), "g": Reals(-8, 8)}, variants=({"lr": 0.25},))
def training_step(p, x, y, g, *, lr=0.1):
    """Training step: gradient descent on a squared error, in a loop that must not accumulate
    gradients.

    Write training_step(weight, x, y, lr=0.1): one step for the loss ((weight * x - y) ** 2).sum().
    It is called again and again with the same leaf tensor weight, which requires a gradient, and
    with new data. Compute the loss, call backward, and change weight in place to weight - lr *
    weight.grad. Nothing that weight.grad holds when the step is called may count. weight stays the
    same leaf, and nothing has to be returned.

    Hint: backward adds to weight.grad. Clear it before you call backward: it may hold something at
    the first call.

    Hint: a leaf that requires a gradient can be changed in place only where autograd does not
    record: with torch.no_grad().
    """
    new = gradient(p, x, y)
    return -lr * new, new


@training_step.misconception(of="trajectory")
def gradients_accumulate(p, x, y, g, *, lr):
    """The gradients of all steps add up: backward adds to weight.grad, which has to be cleared
    before each backward.
    """
    total = g + gradient(p, x, y)
    return -lr * total, total


@training_step.misconception(of="trajectory")
def cleared_after_the_step_alone(p, x, y, g, *, lr):
    """weight.grad is cleared at the end of the step alone, so that what it holds at the first call
    counts. Clear it before backward.
    """
    return -lr * (g + gradient(p, x, y)), 0


@training_step.misconception(of="trajectory")
def weight_not_changed(p, x, y, g, *, lr):
    """weight has not changed. Either weight = weight - ... made a new tensor, which the caller
    never sees (weight -= ... changes the tensor itself), or the gradient was cleared before it was
    used.
    """
    return 0, gradient(p, x, y)


@training_step.misconception(of="trajectory")
def learning_rate_forgotten(p, x, y, g, *, lr):
    """The gradient was not multiplied by lr: the step is too long."""
    return -gradient(p, x, y), gradient(p, x, y)


@training_step.misconception(of="trajectory")
def learning_rate_fixed(p, x, y, g, *, lr):
    """The step is the default lr = 0.1 times the gradient, whatever lr it was called with."""
    return -gradient(p, x, y) / 10, gradient(p, x, y)


@training_step.misconception(of="trajectory")
def ascends(p, x, y, g, *, lr):
    """The step has the wrong sign: the loss grows. The gradient points uphill, so it is
    subtracted.
    """
    return lr * gradient(p, x, y), gradient(p, x, y)


@training_step.misconception(of="trajectory")
def error_not_squared(p, x, y, g, *, lr):
    """The error was not squared: this is the gradient of the sum of weight * x - y."""
    return -lr * x, x


@training_step.misconception(of="trajectory")
def steps_twice(p, x, y, g, *, lr):
    """The step was taken twice with the same gradient."""
    return -2 * lr * gradient(p, x, y), gradient(p, x, y)
