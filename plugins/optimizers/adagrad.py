from grader import optimizer, sym


@optimizer(variants=({"lr": 0.1, "eps": 1e-3},), torch="torch.optim.Adagrad")
def adagrad(g, total, *, lr=1e-2, eps=1e-10):
    """AdaGrad: the learning rate of each parameter shrinks with the sum of its squared gradients (Duchi et al. 2011).

    Write the class Adagrad(torch.optim.Optimizer) with Adagrad(params, lr=1e-2, eps=1e-10). Keep the sum of squares in
    self.state[p]. eps is added outside the square root.

    Hint: the sum never shrinks: nothing multiplies it from step to step.
    """
    total = total + g**2
    return -lr * g / (sym.sqrt(total) + eps), total


@adagrad.misconception(of="trajectory", note="001:406", convention=True)
def eps_inside_the_root(g, total, *, lr=1e-2, eps=1e-10):
    """eps is added under the root; this exercise, like PyTorch, adds it outside. They differ for tiny gradients."""
    total = total + g**2
    return -lr * g / sym.sqrt(total + eps), total


@adagrad.misconception(of="trajectory")
def root_forgotten(g, total, *, lr=1e-2, eps=1e-10):
    """The square root of the sum is missing."""
    total = total + g**2
    return -lr * g / (total + eps), total


@adagrad.misconception(of="trajectory")
def gradient_not_squared(g, total, *, lr=1e-2, eps=1e-10):
    """The sum is of squared gradients, not of their sizes."""
    total = total + sym.Abs(g)
    return -lr * g / (sym.sqrt(total) + eps), total


@adagrad.misconception(of="trajectory")
def sum_not_kept(g, total, *, lr=1e-2, eps=1e-10):
    """The sum starts from 0 again in every step: keep it in self.state[p]."""
    return -lr * g / (sym.sqrt(g**2) + eps), total


@adagrad.misconception(of="trajectory")
def divided_before_adding(g, total, *, lr=1e-2, eps=1e-10):
    """The step uses the sum without the newest gradient: add its square first."""
    return -lr * g / (sym.sqrt(total) + eps), total + g**2


@adagrad.misconception(of="trajectory")
def running_mean_for_sum(g, total, *, lr=1e-2, eps=1e-10):
    """This is RMSProp: AdaGrad adds up the squares instead of averaging them."""
    total = 0.99 * total + 0.01 * g**2
    return -lr * g / (sym.sqrt(total) + eps), total
