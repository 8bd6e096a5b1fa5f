"""Facts about a function of one number as sentences, and other facts of the same kind that are not
so.
"""

from collections.abc import Mapping, Set
from random import Random

from ..exercise import Exercise
from ..fact_notation import Kind
from ..reference.facts import compute
from .near_facts import LONG, quartet

FAR_AND_WIDE: Set[Kind] = {"range", "limits", "parity", "homogeneity"}  # what jumps leave as it is
PARITIES = {
    "odd": "is odd: f(-x) = -f(x)",
    "even": "is even: f(-x) = f(x)",
    "neither": "is neither odd nor even",
}
COURSES = {
    "increasing": "is strictly increasing",
    "non-decreasing": "never falls, but is constant on some interval",
    "constant": "is constant",
    "non-increasing": "never rises, but is constant on some interval",
    "decreasing": "is strictly decreasing",
    "neither": "rises somewhere and falls somewhere else",
}
SCALINGS = {
    "positively homogeneous": "is positively homogeneous: f(c x) = c f(x) for every c > 0",
    "scale invariant": "is scale invariant: f(c x) = f(x) for every c > 0",
    "neither": "is neither positively homogeneous nor scale invariant",
}
HINTS: Mapping[Kind, str] = {
    "range": "Where does it go far out on both sides, and where does it turn?",
    "slope": "Differentiate it, and ask which values the derivative takes.",
    "limits": "Which term is the largest far out, on either side?",
    "kinks": "Where does another branch begin, and do both have the same slope there?",
    "jumps": "Where does another branch begin, and do both have the same value there?",
    "lipschitz": "How steep is it where it is steepest?",
    "parity": "Put -x in the place of x.",
    "monotonicity": "Which sign does its slope have?",
    "homogeneity": "Put 2 x in the place of x.",
}
DIGITS = 4  # of long decimals
NEARLY = 1e-7


def truths(exercise: Exercise) -> Mapping[Kind, str]:
    """What is computed of an exercise, of the kinds that its author states: of others it may be
    beside the point.

    Where a function jumps nothing is asked of its slopes: whether a jump is a kink is a matter of
    words, and one that comes of a threshold may be too small to be seen.
    """
    stated, computed = {fact.kind for fact in exercise.facts}, compute(exercise)
    told = FAR_AND_WIDE if computed.get("jumps", "none") != "none" else computed.keys()
    known = {kind: text for kind, text in computed.items() if kind in told and kind in stated}
    return {kind: text for kind, text in known.items() if not any(map(_is_nearly_short, LONG.findall(text)))}


def _is_nearly_short(number: str) -> bool:
    """Whether a long decimal is all but a short one, so that to round it says something else:
    0.9999999979.
    """
    return abs(float(number) - float(f"{float(number):.{DIGITS}g}")) < NEARLY


def untrue(kind: Kind, truth: str, random: Random) -> str | None:
    """Another fact of a kind, which is not so; None if none was found."""
    others = [text for text in quartet(kind, truth, random) if text != truth]
    return random.choice(others) if others else None


def sentence(kind: Kind, text: str) -> str:
    """What is said of a function f, without its name at the beginning: "is odd", "has no kink"."""
    said = shown(text)
    match kind:
        case "range":
            return f"has the range {said}"
        case "slope":
            return f"has a derivative that takes exactly the values in {said}"
        case "limits":
            left, right = map(shown, text.split(" and "))
            return f"tends to {left} for x \u2192 -\u221e and to {right} for x \u2192 \u221e"
        case "kinks":
            return "has no kink" if text == "none" else f"has {_kinks(said)} and nowhere else"
        case "jumps":
            return "is continuous" if text == "none" else f"jumps at {said} and nowhere else"
        case "parity":
            return PARITIES[text]
        case "monotonicity":
            return COURSES[text]
        case "homogeneity":
            return SCALINGS[text]
        case "lipschitz":
            return "has no Lipschitz constant" if text == "none" else f"has the smallest Lipschitz constant {said}"
    raise KeyError(kind)


def _kinks(places: str) -> str:
    return f"kinks at {places}" if "and" in places else f"a kink at {places}"


def shown(text: str) -> str:
    """A fact for people: with signs for infinity and unions, and long decimals rounded."""
    rounded = LONG.sub(lambda number: f"{float(number[0]):.{DIGITS}g}", text)
    signs = rounded.replace("oo", "\u221e").replace(" U ", " \u222a ")
    return f"{signs} (rounded)" if rounded != text else signs
