from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-4, 4), traps=(0.0, 0.5, -0.5, 1e4, -1e4), by_hand=False)
def straight_through_sign(x):
    """Straight-through sign: forward the sign of x, backward as if it were x itself (Bengio et al.
    2013).

    Write straight_through_sign(x): 1 where x > 0, -1 where x < 0 and 0 where x is 0, so that
    autograd gives every x the upstream gradient unchanged, as for the identity. No backward
    function is asked for: let detach do it.

    Hint: what is detached has a value, but no gradient; what is added outside of detach has both.

    Hint: x + (s - x).detach() has the value of s, up to rounding, and the gradient of x.
    """
    return sym.sign(x)


@straight_through_sign.surrogate
def identity(x):
    return x


@straight_through_sign.stable
def by_a_detached_difference(x):
    return x + sym.UnevaluatedExpr(sym.sign(x) - x)


@straight_through_sign.misconception(of="gradient")
def sign_differentiated(x):
    """This is the derivative of the sign itself, 0: autograd has to see x outside of detach."""
    return 0


@straight_through_sign.misconception(of="gradient")
def wrong_term_detached(x):
    """The gradient has the wrong sign: -x was left in the graph and x was detached. It is the other
    way round.
    """
    return -1


@straight_through_sign.misconception(of="gradient")
def x_seen_twice(x):
    """The gradient is twice what it should be: x reaches the result on two ways, and one of them
    must be detached.
    """
    return 2


@straight_through_sign.misconception(of="gradient")
def multiplied_by_the_sign(x):
    """The gradient was multiplied by the sign of x, as that of |x| is: it comes through
    unchanged.
    """
    return sym.sign(x)


@straight_through_sign.misconception(of="gradient", convention=True)
def clipped_beyond_one(x):
    """You let the gradient through only where |x| <= 1, as binarised networks do (Hubara et al.
    2016); this exercise lets all of it through, as Bengio et al. do.
    """
    return sym.Piecewise((1, sym.Abs(x) <= 1), (0, True))


@straight_through_sign.misconception(of="value", convention=True)
def sign_of_zero_is_one(x):
    """You gave 0 the sign 1, as binarised networks do, which know no third value; this exercise,
    like torch.sign, gives it 0.
    """
    return sym.Piecewise((1, x >= 0), (-1, True))


@straight_through_sign.misconception(of="value")
def identity_forward(x):
    """This is x itself: the sign belongs into the forward pass, the identity into the backward
    pass.
    """
    return x


@straight_through_sign.misconception(of="value")
def input_not_subtracted(x):
    """The result is x plus its sign: subtract x again, within detach."""
    return x + sym.sign(x)
