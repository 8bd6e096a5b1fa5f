"""Runs of an optimizer that may show a wrong step, as lines to paste."""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from ..dtypes import DType
from ..errors import SubmissionError
from ..exercise import Exercise
from ..worker import protocol
from .calls import ITEM, literal
from .paths import Run
from .scenarios import Scenario
from .session import Session
from .showing import SECONDS, Answer, Trial

WHOLE = "no short run shows it, it takes the whole scenario: {}"


def trials(
    exercise: Exercise, run: Run[Scenario], entry: int, dtype: DType, shows: Callable[[Answer], bool]
) -> Iterator[Trial]:
    """Runs up to the first wrong step: of the entry alone, or beside another group if each has settings of its own;
    then of all parameters if they are treated alike.
    """
    width = len(run.walk.starts[0])
    steps = (run.first_wrong or 0) + 1
    alone = _alone(exercise, run.walk, entry, steps)
    yield Trial(_line_alone(exercise, alone, dtype), partial(_asked, exercise, alone, dtype, 0), shows)
    if run.walk.own:
        beside, own = _beside(alone, run.walk, entry // width)
        yield Trial(_line_alone(exercise, beside, dtype, own), partial(_asked, exercise, beside, dtype, own), shows)
    if together := _together(run.walk, steps):
        line = _line_together(exercise, together, dtype, *divmod(entry, width))
        yield Trial(line, partial(_asked, exercise, together, dtype, entry), shows)


def tensors(scenario: Scenario, dtype: DType) -> list[protocol.Tensor]:
    """The starts and the gradients of a scenario, for the wire."""
    starts = [protocol.pack(dtype, (len(s),), s) for s in scenario.starts]
    return [
        *starts,
        *(protocol.pack(dtype, (len(g), len(g[0])), (x for row in g for x in row)) for g in scenario.gradients),
    ]


def _alone(exercise: Exercise, walk: Scenario, entry: int, steps: int) -> Scenario:
    """One entry as a parameter of its own, in the steps in which it has a gradient."""
    parameter, place = divmod(entry, len(walk.starts[0]))
    taken = [u for u in walk.updates(exercise, parameter, place)[:steps] if u.given is not None]
    gradients = tuple((u.given["g"],) for u in taken if u.given is not None)
    rates = tuple((float(u.settings["lr"]),) for u in taken)
    group = next(n for n, members in enumerate(walk.groups) if parameter in members)
    settings = {**walk.settings, **(walk.own[group] if walk.own else {})}
    start = ((walk.starts[parameter][place],),)
    return Scenario(walk.name, settings, start, (gradients,), ((0,),), rates, kept=walk.kept)


def _beside(alone: Scenario, walk: Scenario, parameter: int) -> tuple[Scenario, int]:
    """The same entry in its group, beside a parameter without gradient in the first group or the one after; and its
    place.
    """
    group = next(n for n, members in enumerate(walk.groups) if parameter in members)
    other, own = (1, 0) if group == 0 else (0, 1)
    steps = len(alone.rates)

    def ordered(mine: Any, others: Any) -> tuple[Any, Any]:
        return (mine, others) if own == 0 else (others, mine)

    scenario = dataclasses.replace(
        alone,
        settings=walk.settings,
        starts=ordered(alone.starts[0], (0.0,)),
        gradients=ordered(alone.gradients[0], ((0.0,),) * steps),
        groups=((0,), (1,)),
        rates=tuple(ordered(rate, walk.rates[0][other]) for (rate,) in alone.rates),
        own=ordered(walk.own[group], walk.own[other]),
        absent={1 - own: range(steps)},
    )
    return scenario, own


def _together(walk: Scenario, steps: int) -> Scenario | None:
    """All parameters in one group, if nothing but their gradients happens to them until then."""
    rates = walk.rates[:steps]
    reloaded = walk.reload is not None and walk.reload < steps
    absent = any(step < steps for missing in walk.absent.values() for step in missing)
    if reloaded or absent or walk.own or any(len(set(r)) > 1 for r in rates):
        return None
    return dataclasses.replace(
        walk,
        gradients=tuple(g[:steps] for g in walk.gradients),
        groups=(tuple(range(len(walk.starts))),),
        rates=tuple(r[:1] for r in rates),
        reload=None,
        absent={},
    )


def _asked(exercise: Exercise, scenario: Scenario, dtype: DType, entry: int, session: Session) -> float:
    """Where the submission takes an entry in the last step.

    Raises:
        SubmissionError: if it takes no such steps.
    """
    sent = tensors(scenario, dtype)
    answers = session.ask(protocol.OPTIMIZE, scenario.request(exercise), sent, len(scenario.starts), seconds=SECONDS)
    steps, width = len(scenario.rates), len(scenario.starts[0])
    parameter, place = divmod(entry, width)
    if (answers[parameter].shape, answers[parameter].dtype) != ((steps, width), dtype):
        raise SubmissionError("C401", "another shape or dtype")
    return dtype.unpack(answers[parameter].data)[(steps - 1) * width + place]


def _line_alone(exercise: Exercise, scenario: Scenario, dtype: DType, place: int = 0) -> str:
    option, made = _made(exercise, scenario, dtype, _groups(scenario, place) if scenario.own else "[p]")
    start = literal(scenario.starts[place], (1,), dtype.text)
    gradients = [dtype.text(g) for (g,) in scenario.gradients[place]]
    before = f"p = torch.tensor({start}{option}, requires_grad=True); {made}"
    if len(gradients) == 1:
        return f"{before}; p.grad = torch.tensor([{gradients[0]}]{option}); o.step(); print(p{ITEM})"
    rates = [r[place] for r in scenario.rates]
    steady = len(set(rates)) == 1
    given = gradients if steady else [f"({g}, {r!r})" for g, r in zip(gradients, rates, strict=True)]
    rate = "" if steady else f", o.param_groups[{place}].update(lr=lr)"
    put = f"setattr(p, 'grad', torch.tensor([g]{option}))"
    if scenario.kept:
        before, put = f"{before}; p.grad = torch.zeros_like(p)", f"p.grad.copy_(torch.tensor([g]{option}))"
    step = f"({put}{rate}, o.step())"
    names = "g" if steady else "g, lr"
    return f"{before}; _ = [{step} for {names} in [{', '.join(given)}]]; print(p{ITEM})"


def _line_together(exercise: Exercise, scenario: Scenario, dtype: DType, parameter: int, place: int) -> str:
    option, made = _made(exercise, scenario, dtype, "ps")

    def written(rows: Sequence[float]) -> str:
        return literal(rows, (len(rows),), dtype.text)

    starts = ", ".join(f"torch.tensor({written(s)}{option}, requires_grad=True)" for s in scenario.starts)
    steps = ", ".join(
        f"({', '.join(written(g[n]) for g in scenario.gradients)}, {rate!r})"
        for n, (rate,) in enumerate(scenario.rates)
    )
    graded = f"[setattr(p, 'grad', torch.tensor(g{option})) for p, g in zip(ps, gs)]"
    if scenario.kept:
        made = f"{made}; _ = [setattr(p, 'grad', torch.zeros_like(p)) for p in ps]"
        graded = f"[p.grad.copy_(torch.tensor(g{option})) for p, g in zip(ps, gs)]"
    step = f"({graded}, o.param_groups[0].update(lr=lr), o.step())"
    return f"ps = [{starts}]; {made}; _ = [{step} for *gs, lr in [{steps}]]; print(ps[{parameter}][{place}]{ITEM})"


def _made(exercise: Exercise, scenario: Scenario, dtype: DType, parameters: str) -> tuple[str, str]:
    """How tensors get their dtype, and how the optimizer is made."""
    settings = {**scenario.settings, **({} if scenario.own else {"lr": scenario.rates[0][0]})}
    keywords = "".join(f", {name}={value!r}" for name, value in settings.items())
    option = "" if dtype.name == "float32" else f", dtype=torch.{dtype.name}"
    return option, f"o = {exercise.target}({parameters}{keywords})"


def _groups(scenario: Scenario, place: int) -> str:
    """Both groups, the parameter p in its own, as they are written in a call."""
    written = []
    for n in range(2):
        member = "p" if n == place else "torch.zeros(1, requires_grad=True)"
        settings = "".join(f", {k!r}: {v!r}" for k, v in scenario.group_settings(n).items())
        written.append(f"{{'params': [{member}]{settings}}}")
    return f"[{', '.join(written)}]"
