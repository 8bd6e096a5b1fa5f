from grader import optimizer, sym


@optimizer(variants=({"lr": 0.1, "weight_decay": 0.1},), torch="torch.optim.SGD")
def sgd(g, p, *, lr=1e-3, weight_decay=0.0):
    """SGD: a step against the gradient, with weight decay as L2 regularisation (Robbins & Monro
    1951).

    Write the class SGD(torch.optim.Optimizer) with SGD(params, lr=1e-3, weight_decay=0.0): p = p -
    lr * (g + weight_decay * p). It has to follow a learning rate that is changed between steps.

    Hint: the decay uses the parameter as it is before the step.
    """
    return (-lr * (g + weight_decay * p),)


@sgd.misconception(of="trajectory")
def decay_ignored(g, p, *, lr):
    """The term weight_decay * p is missing from the gradient."""
    return (-lr * g,)


@sgd.misconception(of="trajectory", convention=True)
def decay_not_scaled_by_lr(g, p, *, lr, weight_decay):
    """You subtracted weight_decay * p as it is; this exercise, like PyTorch, makes it part of the
    gradient, so that lr multiplies it too. Your decay stays the same when the learning rate drops;
    here it drops with it.
    """
    return (-lr * g - weight_decay * p,)


@sgd.misconception(of="trajectory")
def decay_with_wrong_sign(g, p, *, lr, weight_decay):
    """The decay has the wrong sign: it drives parameters away from 0."""
    return (-lr * (g - weight_decay * p),)


@sgd.misconception(of="trajectory", convention=True)
def decay_halved(g, p, *, lr, weight_decay):
    """You took the penalty as weight_decay / 4 * p^2, whose gradient is half of what this exercise
    asks for: like PyTorch, it adds weight_decay * p to the gradient. The same weight_decay decays
    half as fast with you.
    """
    return (-lr * (g + weight_decay * p / 2),)


@sgd.misconception(of="trajectory", convention=True)
def decay_doubled(g, p, *, lr, weight_decay):
    """You took the penalty as weight_decay * p^2, whose gradient is twice what this exercise asks
    for: like PyTorch, it adds weight_decay * p to the gradient. The same weight_decay decays twice
    as fast with you.
    """
    return (-lr * (g + 2 * weight_decay * p),)


@sgd.misconception(of="trajectory")
def decay_by_the_sign(g, p, *, lr, weight_decay):
    """This is L1 regularisation, which adds weight_decay * sign(p); L2 adds weight_decay * p."""
    return (-lr * (g + weight_decay * sym.sign(p)),)


@sgd.misconception(of="trajectory")
def decay_of_the_gradient(g, p, *, lr, weight_decay):
    """weight_decay multiplies the gradient; it belongs to the parameter: g + weight_decay * p."""
    return (-lr * (g + weight_decay * g),)


@sgd.misconception(of="trajectory")
def decay_after_the_step(g, p, *, lr, weight_decay):
    """The parameter is decayed after the step has moved it; it has to be decayed as it was before
    the step.
    """
    return (-lr * (g + weight_decay * (p - lr * g)),)


@sgd.misconception(of="trajectory")
def ascends(g, p, *, lr, weight_decay):
    """The step has the wrong sign: the parameter climbs along the gradient instead of
    descending.
    """
    return (lr * (g + weight_decay * p),)
