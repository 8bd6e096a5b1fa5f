from grader import optimizer


@optimizer(variants=({"lr": 0.1, "weight_decay": 0.1},), torch="torch.optim.SGD")
def sgd(g, p, *, lr=1e-3, weight_decay=0.0):
    """SGD: a step against the gradient, with weight decay as L2 regularisation (Robbins & Monro 1951).

    Write the class SGD(torch.optim.Optimizer) with SGD(params, lr=1e-3, weight_decay=0.0): p = p - lr * (g +
    weight_decay * p). It has to follow a learning rate that is changed between steps.

    Hint: the decay uses the parameter as it is before the step.
    """
    return (-lr * (g + weight_decay * p),)


@sgd.misconception(of="trajectory")
def weight_decay_ignored(g, p, *, lr=1e-3, weight_decay=0.0):
    """The term weight_decay * p is missing from the gradient."""
    return (-lr * g,)


@sgd.misconception(of="trajectory")
def decay_not_scaled_by_lr(g, p, *, lr=1e-3, weight_decay=0.0):
    """The decay is part of the gradient: lr multiplies it too."""
    return (-lr * g - weight_decay * p,)


@sgd.misconception(of="trajectory")
def decay_with_wrong_sign(g, p, *, lr=1e-3, weight_decay=0.0):
    """The decay has the wrong sign: it drives parameters away from 0."""
    return (-lr * (g - weight_decay * p),)


@sgd.misconception(of="trajectory", convention=True)
def decay_halved(g, p, *, lr=1e-3, weight_decay=0.0):
    """The decay is halved; this exercise, like PyTorch, adds weight_decay * p to the gradient."""
    return (-lr * (g + weight_decay * p / 2),)


@sgd.misconception(of="trajectory")
def ascends(g, p, *, lr=1e-3, weight_decay=0.0):
    """The step has the wrong sign: the parameter climbs along the gradient instead of descending."""
    return (lr * (g + weight_decay * p),)
