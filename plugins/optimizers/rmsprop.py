from grader import optimizer, sym


@optimizer(variants=({"lr": 0.05, "alpha": 0.8, "eps": 1e-3},), torch="torch.optim.RMSprop")
def rmsprop(g, v, t, *, lr=1e-2, alpha=0.99, eps=1e-8):
    """RMSProp: steps divided by a running root mean square of the gradients (Hinton 2012, lecture 6e).

    Write the class RMSprop(torch.optim.Optimizer) with RMSprop(params, lr=1e-2, alpha=0.99, eps=1e-8). Keep the mean
    square in self.state[p]. eps is added outside the square root.

    Hint: the mean square forgets: alpha times the old one, 1 - alpha times the newest square.
    """
    v = alpha * v + (1 - alpha) * g**2
    return -lr * g / (sym.sqrt(v) + eps), v


@rmsprop.misconception(of="trajectory", note="001:442", convention=True)
def eps_inside_the_root(g, v, t, *, lr=1e-2, alpha=0.99, eps=1e-8):
    """eps is added under the root; this exercise, like PyTorch, adds it outside. They differ for tiny gradients."""
    v = alpha * v + (1 - alpha) * g**2
    return -lr * g / sym.sqrt(v + eps), v


@rmsprop.misconception(of="trajectory")
def root_forgotten(g, v, t, *, lr=1e-2, alpha=0.99, eps=1e-8):
    """The square root of the mean square is missing."""
    v = alpha * v + (1 - alpha) * g**2
    return -lr * g / (v + eps), v


@rmsprop.misconception(of="trajectory")
def alpha_exchanged(g, v, t, *, lr=1e-2, alpha=0.99, eps=1e-8):
    """alpha and 1 - alpha are exchanged: alpha is the share of the past."""
    v = (1 - alpha) * v + alpha * g**2
    return -lr * g / (sym.sqrt(v) + eps), v


@rmsprop.misconception(of="trajectory")
def sum_for_mean(g, v, t, *, lr=1e-2, alpha=0.99, eps=1e-8):
    """The newest square is not weighted with 1 - alpha."""
    v = alpha * v + g**2
    return -lr * g / (sym.sqrt(v) + eps), v


@rmsprop.misconception(of="trajectory")
def adagrad_instead(g, v, t, *, lr=1e-2, alpha=0.99, eps=1e-8):
    """This is AdaGrad: RMSProp averages the squares, so that it forgets."""
    v = v + g**2
    return -lr * g / (sym.sqrt(v) + eps), v


@rmsprop.misconception(of="trajectory", convention=True)
def bias_corrected(g, v, t, *, lr=1e-2, alpha=0.99, eps=1e-8):
    """The mean square is corrected for its start at 0, as in Adam; RMSProp in this exercise and in PyTorch does not."""
    v = alpha * v + (1 - alpha) * g**2
    return -lr * g / (sym.sqrt(v / (1 - alpha**t)) + eps), v
