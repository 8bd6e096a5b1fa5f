from grader import Reals, sampler, sym


@sampler(
    domain=Reals(-0.2, 1.2),
    variants=({"lower": 0.25, "upper": 0.75},),
    forbids=("distributions", "rrelu", "rrelu_with_noise"),
)
def rrelu_slopes(x, *, lower=0.125, upper=0.3333333333333333):
    """RReLU's slopes: numbers drawn evenly from lower to upper, one for every element (Xu et al.
    2015).

    Write rrelu_slopes(size, lower=0.125, upper=0.3333333333333333), a float32 tensor of that size.
    rrelu is what it is for.

    Hint: torch.rand(size) lies between 0 and 1: stretch it to the length of the interval, then move
    it.
    """
    return uniform(x, lower, upper)


def uniform(x, lower, upper):
    return sym.Piecewise((0, x < lower), ((x - lower) / (upper - lower), x < upper), (1, True))


@rrelu_slopes.misconception(of="distribution")
def upper_for_the_length(x, *, lower=0.125, upper=0.3333333333333333):
    """The interval was stretched to upper, not to upper - lower: the numbers reach up to lower +
    upper.
    """
    return uniform(x, lower, lower + upper)


@rrelu_slopes.misconception(of="distribution")
def lower_not_added(x, *, lower=0.125, upper=0.3333333333333333):
    """The numbers begin at 0: lower has to be added after stretching."""
    return uniform(x, 0, upper - lower)


@rrelu_slopes.misconception(of="distribution")
def from_zero_to_one(x, *, lower=0.125, upper=0.3333333333333333):
    """These are uniform numbers from 0 to 1: lower and upper are not used."""
    return uniform(x, 0, 1)


@rrelu_slopes.misconception(of="distribution")
def inverse_drawn_uniformly(x, *, lower=0.125, upper=0.3333333333333333):
    """The divisor was drawn evenly, from 1/upper to 1/lower, as the paper does it; torch draws the
    slope evenly.
    """
    return sym.Piecewise((0, x < lower), ((1 / lower - 1 / x) / (1 / lower - 1 / upper), x < upper), (1, True))
