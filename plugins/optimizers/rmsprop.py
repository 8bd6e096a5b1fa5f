from grader import optimizer, sym


@optimizer(
    variants=(
        {"lr": 0.05, "alpha": 0.8, "eps": 1e-3, "weight_decay": 0.2},
        {"lr": 0.02, "alpha": 0.9, "momentum": 0.7},
        {"lr": 0.02, "alpha": 0.9, "centered": True},
    ),
    torch="torch.optim.RMSprop",
)
def rmsprop(g, v, mean, u, t, p, *, lr=1e-2, alpha=0.99, eps=1e-8, weight_decay=0.0, momentum=0.0, centered=False):
    """RMSProp: steps divided by a running root mean square of the gradients (Hinton 2012, lecture
    6e).

    Write the class RMSprop(torch.optim.Optimizer) with RMSprop(params, lr=1e-2, alpha=0.99,
    eps=1e-8, weight_decay=0.0, momentum=0.0, centered=False). Keep the mean square v in
    self.state[p]. eps is added outside the square root. weight_decay * p is added to the gradient
    before anything else. With momentum the divided gradients make a velocity u = momentum * u + g /
    (sqrt(v) + eps), and the step is lr * u. With centered=True the variance v - mean^2 stands under
    the root, where mean is a running mean of g with the same alpha.

    Hint: the mean square forgets: alpha times the old one, 1 - alpha times the newest square.

    Hint: in the variance, the mean already contains the newest gradient.
    """
    g = g + weight_decay * p
    v = alpha * v + (1 - alpha) * g**2
    mean = alpha * mean + (1 - alpha) * g
    u = momentum * u + g / (sym.sqrt(v - mean**2 if centered else v) + eps)
    return -lr * u, v, mean, u


def means(g, v, mean, alpha, centered):
    v, mean = alpha * v + (1 - alpha) * g**2, alpha * mean + (1 - alpha) * g
    return v, mean, v - mean**2 if centered else v


@rmsprop.misconception(of="trajectory", note="001:442", convention=True)
def eps_inside_the_root(g, v, mean, u, t, p, *, lr, alpha, eps, weight_decay, momentum, centered):
    """You added eps under the root: sqrt(v + eps). This exercise, like PyTorch, adds it outside:
    sqrt(v) + eps.

    For gradients of usual size both agree. Under the root eps counts as its own square root, 1e-4
    for 1e-8: with you, gradients far below 1e-4 hardly move a parameter; here all those far above
    1e-8 take nearly full steps.
    """
    g = g + weight_decay * p
    v, mean, variance = means(g, v, mean, alpha, centered)
    u = momentum * u + g / sym.sqrt(variance + eps)
    return -lr * u, v, mean, u


@rmsprop.misconception(of="trajectory")
def eps_forgotten(g, v, mean, u, t, p, *, lr, alpha, weight_decay, momentum, centered):
    """eps is missing: a gradient that has always been 0 divides 0 by 0."""
    g = g + weight_decay * p
    v, mean, variance = means(g, v, mean, alpha, centered)
    u = momentum * u + g / sym.sqrt(variance)
    return -lr * u, v, mean, u


@rmsprop.misconception(of="trajectory")
def root_forgotten(g, v, mean, u, t, p, *, lr, alpha, eps, weight_decay, momentum, centered):
    """The square root of the mean square is missing."""
    g = g + weight_decay * p
    v, mean, variance = means(g, v, mean, alpha, centered)
    u = momentum * u + g / (variance + eps)
    return -lr * u, v, mean, u


@rmsprop.misconception(of="trajectory")
def alpha_exchanged(g, v, mean, u, t, p, *, lr, alpha, eps, weight_decay, momentum, centered):
    """alpha and 1 - alpha are exchanged: alpha is the share of the past."""
    g = g + weight_decay * p
    v, mean, variance = means(g, v, mean, 1 - alpha, centered)
    u = momentum * u + g / (sym.sqrt(variance) + eps)
    return -lr * u, v, mean, u


@rmsprop.misconception(of="trajectory")
def sum_for_mean(g, v, mean, u, t, p, *, lr, alpha, eps, weight_decay, momentum, centered):
    """The newest square is not weighted with 1 - alpha."""
    g = g + weight_decay * p
    v, mean = alpha * v + g**2, alpha * mean + (1 - alpha) * g
    u = momentum * u + g / (sym.sqrt(v - mean**2 if centered else v) + eps)
    return -lr * u, v, mean, u


@rmsprop.misconception(of="trajectory")
def adagrad_instead(g, v, mean, u, t, p, *, lr, alpha, eps, weight_decay, momentum, centered):
    """This is AdaGrad: RMSProp averages the squares, so that it forgets."""
    g = g + weight_decay * p
    v, mean = v + g**2, alpha * mean + (1 - alpha) * g
    u = momentum * u + g / (sym.sqrt(v - mean**2 if centered else v) + eps)
    return -lr * u, v, mean, u


@rmsprop.misconception(of="trajectory")
def mean_square_not_kept(g, v, mean, u, t, p, *, lr, alpha, eps, weight_decay, momentum, centered):
    """The running means start from 0 again in every step: keep them in self.state[p]."""
    g = g + weight_decay * p
    v, mean, variance = means(g, 0, 0, alpha, centered)
    u = momentum * u + g / (sym.sqrt(variance) + eps)
    return -lr * u, v, mean, u


@rmsprop.misconception(of="trajectory", convention=True)
def bias_corrected(g, v, mean, u, t, p, *, lr, alpha, eps, weight_decay, momentum, centered):
    """You corrected the mean square for its start at 0, as Adam does; RMSProp in this exercise and
    in PyTorch does not.

    Its first step is therefore longer, by the factor 1 / sqrt(1 - alpha), ten for the usual alpha;
    yours has no such start.
    """
    g = g + weight_decay * p
    v, mean, variance = means(g, v, mean, alpha, centered)
    u = momentum * u + g / (sym.sqrt(variance / (1 - alpha**t)) + eps)
    return -lr * u, v, mean, u


@rmsprop.misconception(of="trajectory")
def mean_not_subtracted(g, v, mean, u, t, p, *, lr, alpha, eps, weight_decay, momentum):
    """centered=True has no effect: the variance is v - mean^2, with a running mean of the
    gradients.
    """
    g = g + weight_decay * p
    v, mean, _ = means(g, v, mean, alpha, centered=False)
    u = momentum * u + g / (sym.sqrt(v) + eps)
    return -lr * u, v, mean, u


@rmsprop.misconception(of="trajectory")
def old_mean_subtracted(g, v, mean, u, t, p, *, lr, alpha, eps, weight_decay, momentum, centered):
    """With centered=True the variance is taken with the mean from before this step: update the mean
    first.
    """
    g = g + weight_decay * p
    v, new, _ = means(g, v, mean, alpha, centered)
    u = momentum * u + g / (sym.sqrt(v - mean**2 if centered else v) + eps)
    return -lr * u, v, new, u


@rmsprop.misconception(of="trajectory")
def gradient_centred_too(g, v, mean, u, t, p, *, lr, alpha, eps, weight_decay, momentum, centered):
    """With centered=True the mean is subtracted from the gradient as well: the step still follows
    g.
    """
    g = g + weight_decay * p
    v, mean, variance = means(g, v, mean, alpha, centered)
    u = momentum * u + (g - mean if centered else g) / (sym.sqrt(variance) + eps)
    return -lr * u, v, mean, u


@rmsprop.misconception(of="trajectory")
def momentum_not_kept(g, v, mean, u, t, p, *, lr, alpha, eps, weight_decay, centered):
    """momentum has no effect: the velocity has to be kept in self.state[p], and the step to be
    taken along it.
    """
    g = g + weight_decay * p
    v, mean, variance = means(g, v, mean, alpha, centered)
    return -lr * g / (sym.sqrt(variance) + eps), v, mean, u


@rmsprop.misconception(of="trajectory", convention=True)
def learning_rate_inside_the_velocity(g, v, mean, u, t, p, *, lr, alpha, eps, weight_decay, momentum, centered):
    """You put the learning rate inside the velocity, as TensorFlow does: u = momentum * u + lr * g
    / (sqrt(v) + eps), then p = p - u. This exercise, like PyTorch, keeps it outside: p = p - lr *
    u.

    As long as lr is constant both take the same steps. When it changes, your u still holds steps of
    the old rate.
    """
    g = g + weight_decay * p
    v, mean, variance = means(g, v, mean, alpha, centered)
    u = momentum * u + lr * g / (sym.sqrt(variance) + eps)
    return -u, v, mean, u


@rmsprop.misconception(of="trajectory")
def momentum_of_the_gradients(g, v, mean, u, t, p, *, lr, alpha, eps, weight_decay, momentum, centered):
    """The velocity collects gradients and is divided afterwards: it has to collect gradients that
    are already divided, each by the root of its own time.
    """
    g = g + weight_decay * p
    v, mean, variance = means(g, v, mean, alpha, centered)
    u = momentum * u + g
    return -lr * u / (sym.sqrt(variance) + eps), v, mean, u


@rmsprop.misconception(of="trajectory")
def decay_decoupled(g, v, mean, u, t, p, *, lr, alpha, eps, weight_decay, momentum, centered):
    """The decay is taken from the parameter itself, as in AdamW; here weight_decay * p is added to
    the gradient.
    """
    v, mean, variance = means(g, v, mean, alpha, centered)
    u = momentum * u + g / (sym.sqrt(variance) + eps)
    return -lr * (u + weight_decay * p), v, mean, u


@rmsprop.misconception(of="trajectory")
def decay_ignored(g, v, mean, u, t, p, *, lr, alpha, eps, momentum, centered):
    """weight_decay has no effect: weight_decay * p belongs to the gradient."""
    v, mean, variance = means(g, v, mean, alpha, centered)
    u = momentum * u + g / (sym.sqrt(variance) + eps)
    return -lr * u, v, mean, u
