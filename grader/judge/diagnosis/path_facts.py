"""Facts about wrong parameters: all or some of them never move, or stop at some step."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from ...reference.enclose import Band
from ...report.model import Diagnosis
from ..answers.clues import Clues
from ..trajectories.paths import Walk, WalkRun
from ..trajectories.scenarios import Scenario
from .lost_updates import lost_update
from .observe import fact

Runs = Sequence[WalkRun[Walk]]
FEW = 3  # runs that are needed to see a rule
LEFT = 3  # steps in which parameters should have moved after they have stopped


def stuck(runs: Runs) -> str:
    """Returns the code if all parameters do the same thing that many formulas would give: they stay
    unchanged, or are 0 or nan; "" if not.
    """
    numbers = [x for r in runs for got in r.got for x in got]
    if all(list(got) == [start] * len(got) for r in runs for start, got in zip(_starts(r), r.got, strict=True)):
        return "never_moves"
    if not any(map(math.isfinite, numbers)):
        return "not_a_number"
    if not any(numbers):
        return "zero"
    return "constant" if len(set(numbers)) == 1 else ""


def observe_paths(runs: Runs, clues: Clues) -> tuple[Diagnosis, ...]:
    """Returns the first fact that is true of all paths."""
    words = _stuck(runs, clues)
    code = stuck(runs)
    if not words:
        code, words = "some_never_move", _some(runs)
    if not words:
        code, words = "stops_moving", _stops(runs)
    if not words:
        code, words = "later_steps", _later(runs)
    scope = f"of all {len(runs)} {'scenarios' if isinstance(runs[0].walk, Scenario) else 'loops'}"
    return (fact(code, words, scope),) if words else ()


def _stuck(runs: Runs, clues: Clues) -> str:
    match stuck(runs):
        case "never_moves":
            return f"No parameter ever changes. {lost_update(clues.source)}"
        case "not_a_number":
            return "Every parameter is infinite or nan, from the first step on."
        case "zero":
            return "Every parameter is 0 after every step."
        case "constant":
            return f"Every parameter is {runs[0].got[0][0]:.4g} after every step, wherever it started."
    return ""


def _starts(run: WalkRun[Walk]) -> list[float]:
    return [x for start in run.walk.starts for x in start]


def _some(runs: Runs) -> str:
    """Returns which parameters change, if the others never do though they should."""
    walks = [(r, r.walk) for r in runs if isinstance(r.walk, Scenario)]
    if not walks:
        return ""
    rules: dict[str, Callable[[Scenario, int], bool]] = {
        "the first parameter ever changes": lambda s, p: p == 0,
        "the last parameter ever changes": lambda s, p: p == len(s.starts) - 1,
        "the first parameter of each group ever changes": lambda s, p: any(p == g[0] for g in s.param_groups.members),
        "the last parameter of each group ever changes": lambda s, p: any(p == g[-1] for g in s.param_groups.members),
        "the first parameter with a gradient ever changes": lambda s, p: _leads(s, range(len(s.starts)), p),
        "the first parameter with a gradient of each group ever changes": lambda s, p: any(
            _leads(s, g, p) for g in s.param_groups.members
        ),
        "the parameters of the first group ever change": lambda s, p: p in s.param_groups.members[0],
        "the parameters of the last group ever change": lambda s, p: p in s.param_groups.members[-1],
    }
    moves = [(s, p, _moves(r, p)) for r, s in walks for p in range(len(s.starts)) if _moves(r, p, right=True)]
    if all(moved for *_, moved in moves):
        return ""
    fits = (words for words, rule in rules.items() if all(rule(s, p) == moved for s, p, moved in moves))
    found = next(fits, "")
    return found and f"Only {found}: loop over all of group['params'], for every group in self.param_groups."


def _leads(scenario: Scenario, parameters: Sequence[int], parameter: int) -> bool:
    """Whether it is the first of the parameters with a gradient, in any step."""
    before = parameters[: parameters.index(parameter)] if parameter in parameters else None
    return before is not None and any(
        step not in scenario.parameters.absent.get(parameter, ())
        and all(step in scenario.parameters.absent.get(p, ()) for p in before)
        for step in range(len(scenario.param_groups.rates))
    )


def _moves(run: WalkRun[Walk], parameter: int, right: bool = False) -> bool:
    """Whether any entry of a parameter changes in any step, or should."""
    width = len(run.walk.starts[0])
    entries = range(parameter * width, (parameter + 1) * width)
    starts = _starts(run)
    if right:
        return any(band.error(starts[e]) > band.allowed for e in entries for band in run.right[e])
    return any(x != starts[e] for e in entries for x in run.got[e])


def _stops(runs: Runs) -> str:
    """Returns the step after which nothing changes, in runs that should go on."""
    last = max(_last_change(got, start) for r in runs for got, start in zip(r.got, _starts(r), strict=True))
    goes_on = (any(_should_move(bands, last) for bands in r.right) for r in runs if len(r.right[0]) > last)
    if not 0 < last <= len(runs[0].got[0]) - LEFT or not all(goes_on):
        return ""
    return f"No parameter changes any more after step {last}."


def _later(runs: Runs) -> str:
    """Returns the last step at which all parameters are right, if after every later step of every
    run some are wrong.
    """
    begins = min((r.first_wrong for r in runs if r.first_wrong is not None), default=0)
    long = [r for r in runs if len(r.right[0]) > begins]
    if not begins or len(long) < FEW or not all(_wrong_from(r, begins) for r in long):
        return ""
    kept = "step 1" if begins == 1 else f"steps 1 to {begins}"
    return (
        f"All parameters are right up to step {begins}. From step {begins + 1} on, some are wrong after every step of "
        f"every run: look at what is kept from {kept}, such as a count, and at conditions on it."
    )


def _wrong_from(run: WalkRun[Walk], begins: int) -> bool:
    """Whether some entry is wrong after each step from then on."""
    entries = list(zip(run.right, run.got, strict=True))
    steps = range(begins, len(run.right[0]))
    return all(any(bands[s].error(got[s]) > bands[s].allowed for bands, got in entries) for s in steps)


def _last_change(got: Sequence[float], start: float) -> int:
    """Returns the number of the last step that changed an entry; 0 if none did."""
    return max((n + 1 for n, (a, b) in enumerate(pairwise((start, *got))) if a != b), default=0)


def _should_move(bands: Sequence[Band], last: int) -> bool:
    """Whether an entry should still move after a step."""
    return any(band.error(bands[last - 1].nearest) > band.allowed for band in bands[last:])
