from grader import Reals, sampler, sym


@sampler(domain=Reals(-5, 20))
def gumbel_noise(x):
    """Gumbel noise: numbers drawn from the standard Gumbel distribution, of which P(G < x) =
    exp(-exp(-x)).

    Write gumbel_noise(size), a float32 tensor of that size, every element drawn by itself. No
    number may be infinite: torch.rand draws from [0, 1), and 0 is among its numbers. gumbel_softmax
    is what it is for.

    Hint: solve u = exp(-exp(-x)) for x: one uniform number u gives one Gumbel number,
    -log(-log(u)).

    Hint: -log(u) is exponentially distributed; torch's exponential_ draws that at once, and never
    0.
    """
    return sym.exp(-sym.exp(-x))


@gumbel_noise.misconception(of="distribution")
def outer_minus_lost(x):
    """The outer minus is missing: log(-log(u)) is the negative of a Gumbel number, skewed to the
    other side.
    """
    return 1 - sym.exp(-sym.exp(x))


@gumbel_noise.misconception(of="distribution")
def exponential_instead(x):
    """These numbers are exponentially distributed: the second logarithm of -log(-log(u)) is
    missing.
    """
    return sym.Piecewise((1 - sym.exp(-x), x > 0), (0, True))


@gumbel_noise.misconception(of="distribution")
def normal_instead(x):
    """These numbers are normally distributed: only Gumbel noise makes the largest entry a sample of
    the categories.
    """
    return (1 + sym.erf(x / sym.sqrt(2))) / 2


@gumbel_noise.misconception(of="distribution", note="004:241")
def difference_of_two(x):
    """These numbers have the logistic distribution, which the difference of two independent Gumbel
    numbers has; one Gumbel number comes of one uniform number, by two logarithms, one within the
    other.
    """
    return 1 / (1 + sym.exp(-x))


@gumbel_noise.misconception(of="distribution")
def uniform_instead(x):
    """These are the uniform numbers themselves: both logarithms are missing."""
    return sym.Piecewise((0, x < 0), (x, x < 1), (1, True))


gumbel_noise.fact(
    "claim",
    "One uniform number U gives one Gumbel number, mu - beta log(-log(U)).",
    but={
        "A Gumbel number is made from two independent uniform numbers.": (
            "004:241",
            "The formula uses one; the difference of two Gumbel numbers has the logistic distribution instead.",
        )
    },
    source="Gumbel 1954",
)
gumbel_noise.fact(
    "claim",
    "Uniform numbers from [0, 1) have to be kept away from 0 and 1 before both logarithms, or exponential ones drawn.",
    but={
        "-torch.log(-torch.log(torch.rand_like(x))) always gives finite numbers.": (
            "004:311",
            "rand_like may draw 0, whose logarithm is infinite; a number that rounds to 1 gives log(0) as well.",
        )
    },
    source="torch.rand",
)
