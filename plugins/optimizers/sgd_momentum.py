from grader import optimizer, sym


@optimizer(
    variants=(
        {"lr": 0.1, "momentum": 0.5, "dampening": 0.3},
        {"lr": 0.05, "momentum": 0.8, "nesterov": True},
    ),
    apart=(("dampening", "nesterov"),),
    torch="torch.optim.SGD",
    deviation="its momentum is 0 by default",
)
def sgd_momentum(g, v, t, *, lr=1e-3, momentum=0.9, dampening=0.0, nesterov=False):
    """SGD with momentum: steps along a velocity that remembers past gradients (Polyak 1964, in
    PyTorch's form).

    Write the class SGD(torch.optim.Optimizer) with SGD(params, lr=1e-3, momentum=0.9,
    dampening=0.0, nesterov=False). The velocity is v = g in the first step and v = momentum * v +
    (1 - dampening) * g in all others, and then p = p - lr * v. With nesterov=True, which needs
    dampening=0, the step goes along g + momentum * v instead: p = p - lr * (g + momentum * v), with
    the new v. The class has to keep its velocity in self.state, so that state_dict() carries it,
    and to follow a learning rate that is changed between steps.

    Hint: the velocity holds gradients, not steps: the learning rate multiplies it when the
    parameter moves, not before.

    Hint: dampening does not touch the first gradient: the velocity starts as g itself.
    """
    v = sym.Piecewise((g, t <= 1), (momentum * v + (1 - dampening) * g, True))
    return -lr * (g + momentum * v if nesterov else v), v


def velocity(g, v, t, momentum, dampening):
    return sym.Piecewise((g, t <= 1), (momentum * v + (1 - dampening) * g, True))


@sgd_momentum.misconception(of="trajectory", note="001:327", convention=True)
def learning_rate_inside_the_velocity(g, v, t, *, lr, momentum, dampening, nesterov):
    """You put the learning rate inside the velocity: v = momentum * v + lr * g, then p = p - v.
    This exercise, like PyTorch, keeps it outside: v = momentum * v + g, then p = p - lr * v.

    As long as lr is constant both take the same steps. When it changes, your v still holds steps of
    the old rate, which die out slowly; here the new rate holds for the whole velocity at once.
    """
    v = velocity(lr * g, v, t, momentum, dampening)
    return -(lr * g + momentum * v if nesterov else v), v


@sgd_momentum.misconception(of="trajectory", convention=True)
def gradient_damped(g, v, t, *, lr, momentum, nesterov):
    """You averaged the gradients: v = momentum * v + (1 - momentum) * g. This exercise, like
    PyTorch, adds them up: v = momentum * v + (1 - dampening) * g, where dampening is 0 unless it is
    given.

    Without nesterov your steps are shorter by the factor 1 - momentum: with momentum 0.9 you need
    ten times the learning rate.
    """
    v = momentum * v + (1 - momentum) * g
    return -lr * (g + momentum * v if nesterov else v), v


@sgd_momentum.misconception(of="trajectory", convention=True)
def nesterov(g, v, t, *, lr, momentum, dampening):
    """You always step along g + momentum * v, which is Nesterov's momentum; this exercise asks for
    it only if nesterov is True, and steps along v otherwise. Yours weights the newest gradient by 1
    + momentum where plain momentum has 1.
    """
    v = velocity(g, v, t, momentum, dampening)
    return -lr * (g + momentum * v), v


@sgd_momentum.misconception(of="trajectory")
def nesterov_changes_nothing(g, v, t, *, lr, momentum, dampening):
    """nesterov=True has no effect: either it is not used, or the velocity that is added to g is the
    one from before this step, and g + momentum * v with the old v is plain momentum. Update v
    first, then step along g + momentum * v.
    """
    v = velocity(g, v, t, momentum, dampening)
    return -lr * v, v


@sgd_momentum.misconception(of="trajectory")
def nesterov_adds_the_velocity_twice(g, v, t, *, lr, momentum, dampening, nesterov):
    """With nesterov=True the step goes along v + momentum * v: it is the gradient g that momentum *
    v is added to.
    """
    v = velocity(g, v, t, momentum, dampening)
    return -lr * (v + momentum * v if nesterov else v), v


@sgd_momentum.misconception(of="trajectory")
def nesterov_kept_in_the_velocity(g, v, t, *, lr, momentum, dampening, nesterov):
    """With nesterov=True the sum g + momentum * v is kept as the velocity: step along it, but keep
    v as it is.
    """
    v = velocity(g, v, t, momentum, dampening)
    v = g + momentum * v if nesterov else v
    return -lr * v, v


@sgd_momentum.misconception(of="trajectory", convention=True)
def first_gradient_damped(g, v, t, *, lr, momentum, dampening, nesterov):
    """You damped the first gradient as well: v = (1 - dampening) * g. This exercise, like PyTorch,
    starts with v = g and damps from the second step on. Your path lags behind by the damped part of
    the first gradient.
    """
    v = momentum * v + (1 - dampening) * g
    return -lr * (g + momentum * v if nesterov else v), v


@sgd_momentum.misconception(of="trajectory")
def dampening_ignored(g, v, t, *, lr, momentum, nesterov):
    """dampening has no effect: from the second step on the new gradient is multiplied by 1 -
    dampening.
    """
    v = momentum * v + g
    return -lr * (g + momentum * v if nesterov else v), v


@sgd_momentum.misconception(of="trajectory")
def dampening_for_its_rest(g, v, t, *, lr, momentum, dampening, nesterov):
    """The new gradient is multiplied by dampening instead of 1 - dampening: without dampening
    nothing new comes in.
    """
    v = velocity(g, v, t, momentum, 1 - dampening)
    return -lr * (g + momentum * v if nesterov else v), v


@sgd_momentum.misconception(of="trajectory")
def velocity_not_kept(g, v, t, *, lr, momentum, nesterov):
    """The velocity starts anew in every step, so this is plain gradient descent: keep it in
    self.state[p].
    """
    return -lr * (g + momentum * g if nesterov else g), g


@sgd_momentum.misconception(of="trajectory")
def ascends(g, v, t, *, lr, momentum, dampening, nesterov):
    """The step has the wrong sign: the parameter climbs along the gradient instead of
    descending.
    """
    v = velocity(g, v, t, momentum, dampening)
    return lr * (g + momentum * v if nesterov else v), v


@sgd_momentum.misconception(of="trajectory")
def step_before_velocity(g, v, t, *, lr, momentum, dampening, nesterov):
    """The parameter moves along the old velocity: update v first, then step."""
    return -lr * (g + momentum * v if nesterov else v), velocity(g, v, t, momentum, dampening)
