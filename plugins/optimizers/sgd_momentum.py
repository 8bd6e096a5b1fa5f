from grader import optimizer


@optimizer(variants=({"lr": 0.1, "momentum": 0.5},), torch="torch.optim.SGD", deviation="its momentum is 0 by default")
def sgd_momentum(g, v, *, lr=1e-3, momentum=0.9):
    """SGD with momentum: steps along a velocity that remembers past gradients (Polyak 1964, in PyTorch's form).

    Write the class SGD(torch.optim.Optimizer) with SGD(params, lr=1e-3, momentum=0.9): v = momentum * v + g, then p = p
    - lr * v, with v = 0 before the first step. It has to keep its velocity in self.state, so that state_dict() carries
    it, and to follow a learning rate that is changed between steps.

    Hint: the velocity holds gradients, not steps: the learning rate multiplies it when the parameter moves, not before.
    """
    v = momentum * v + g
    return -lr * v, v


@sgd_momentum.misconception(of="trajectory", note="001:327", convention=True)
def learning_rate_inside_the_velocity(g, v, *, lr=1e-3, momentum=0.9):
    """v = momentum * v + lr * g, then p = p - v: the same while lr is constant, but after a change of lr the old rate
    lives on in v.

    This exercise asks for v = momentum * v + g, then p = p - lr * v.
    """
    v = momentum * v + lr * g
    return -v, v


@sgd_momentum.misconception(of="trajectory", convention=True)
def gradient_damped(g, v, *, lr=1e-3, momentum=0.9):
    """v = momentum * v + (1 - momentum) * g averages the gradients; its steps are shorter by the factor 1 - momentum.

    This exercise asks for v = momentum * v + g.
    """
    v = momentum * v + (1 - momentum) * g
    return -lr * v, v


@sgd_momentum.misconception(of="trajectory", convention=True)
def nesterov(g, v, *, lr=1e-3, momentum=0.9):
    """This is Nesterov's variant, which steps along g + momentum * v; this exercise asks for plain momentum, which
    steps along v.
    """
    v = momentum * v + g
    return -lr * (g + momentum * v), v


@sgd_momentum.misconception(of="trajectory")
def velocity_not_kept(g, v, *, lr=1e-3, momentum=0.9):
    """The velocity starts from 0 again in every step, so this is plain gradient descent: keep it in self.state[p]."""
    return -lr * g, v


@sgd_momentum.misconception(of="trajectory")
def ascends(g, v, *, lr=1e-3, momentum=0.9):
    """The step has the wrong sign: the parameter climbs along the gradient instead of descending."""
    v = momentum * v + g
    return lr * v, v


@sgd_momentum.misconception(of="trajectory")
def step_before_velocity(g, v, *, lr=1e-3, momentum=0.9):
    """The parameter moves along the old velocity: update v first, then step."""
    return -lr * v, momentum * v + g
