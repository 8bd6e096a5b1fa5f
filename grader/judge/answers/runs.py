"""Runs of an optimizer that may show a wrong step, as lines to paste."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import product

from ...dtypes import DType
from ...errors import SubmissionError
from ...exercise import Exercise
from ...worker import protocol
from ..sandbox.session import Request, Session
from ..trajectories.paths import WalkRun
from ..trajectories.scenarios import Scenario
from .run_lines import EntryOf, run_line
from .showing import SECONDS, Answer, TriedLine


def trials(
    exercise: Exercise, run: WalkRun[Scenario], entry: int, dtype: DType, shows: Callable[[Answer], bool]
) -> Iterator[TriedLine]:
    """Returns runs up to the first wrong step, the shortest first. They contain the entry alone, in
    the steps where it has a gradient, then in all steps; with its settings as keywords, then as in
    the scenario; with an entry of another parameter; one entry of every parameter; all entries.
    Each run first gets new gradients in every step, which is shorter to write.
    """
    walk, steps = run.walk, (run.first_wrong or 0) + 1
    mine, place = divmod(entry, len(walk.starts[0]))
    alone = _part(walk, [mine], place, steps)
    undisturbed = _undisturbed(alone)
    others = [n for n in range(len(walk.starts)) if n != mine]
    parts = (
        *([(_keywords(undisturbed), EntryOf(0, 0))] if undisturbed.param_groups.rates else []),
        (_keywords(alone), EntryOf(0, 0)),
        (alone, EntryOf(0, 0)),
        *((_part(walk, sorted([mine, n]), place, steps), EntryOf(int(n < mine), 0)) for n in others),
        (_part(walk, range(len(walk.starts)), place, steps), EntryOf(mine, 0)),
        (_part(walk, range(len(walk.starts)), None, steps), EntryOf(mine, place)),
    )
    lines = set[str]()
    for (part, asked), kept in product(parts, (False, walk.parameters.kept and steps > 1)):
        scenario = replace(part, parameters=replace(part.parameters, kept=kept))
        line = run_line(exercise, scenario, dtype, asked)
        if line not in lines:
            lines.add(line)
            yield TriedLine(line, partial(_answer, exercise, scenario, dtype, asked), shows)


def tensors(scenario: Scenario, dtype: DType) -> list[protocol.Tensor]:
    """Returns the starts and the gradients of a scenario, as the connection sends them."""
    starts = [protocol.pack(dtype, scenario.parameters.shape(p), s) for p, s in enumerate(scenario.starts)]
    return [
        *starts,
        *(
            protocol.pack(dtype, (len(g), *scenario.parameters.shape(p)), (x for row in g for x in row))
            for p, g in enumerate(scenario.parameters.gradients)
        ),
    ]


def _part(walk: Scenario, members: Sequence[int], place: int | None, steps: int) -> Scenario:
    """Returns the first steps with some parameters, one entry or all of each, in the groups that
    contain them.
    """
    chosen = slice(None) if place is None else slice(place, place + 1)
    whole, groups = walk.parameters, walk.param_groups
    kept = [n for n, group in enumerate(groups.members) if any(m in group for m in members)]
    absent = {
        number: range(steps)[missing.start : missing.stop]
        for number, member in enumerate(members)
        if (missing := whole.absent.get(member)) and missing.start < steps
    }
    return replace(
        walk,
        parameters=replace(
            whole,
            starts=tuple(whole.starts[m][chosen] for m in members),
            gradients=tuple(tuple(row[chosen] for row in whole.gradients[m][:steps]) for m in members),
            absent=absent,
        ),
        param_groups=replace(
            groups,
            members=tuple(tuple(n for n, m in enumerate(members) if m in groups.members[k]) for k in kept),
            rates=tuple(tuple(rates[k] for k in kept) for rates in groups.rates[:steps]),
            own=tuple(groups.own[k] for k in kept) if groups.own else (),
        ),
        reload=walk.reload if walk.reload is not None and walk.reload < steps else None,
    )


def _undisturbed(alone: Scenario) -> Scenario:
    """Returns a single parameter in the steps where it has a gradient, without a reload."""
    (gradients,) = alone.parameters.gradients
    taken = [n for n in range(len(gradients)) if n not in alone.parameters.absent.get(0, ())]
    rates = tuple(alone.param_groups.rates[n] for n in taken)
    return replace(
        alone,
        parameters=replace(alone.parameters, gradients=(tuple(gradients[n] for n in taken),), absent={}),
        param_groups=replace(alone.param_groups, rates=rates),
        reload=None,
    )


def _keywords(alone: Scenario) -> Scenario:
    """Returns a single parameter with the settings of its group as keywords."""
    settings = {**alone.settings, **alone.group_settings(0)}
    return replace(alone, settings=settings, param_groups=replace(alone.param_groups, own=(), rate_given=False))


def _answer(exercise: Exercise, scenario: Scenario, dtype: DType, asked: EntryOf, session: Session) -> float:
    """Returns the entry of a parameter after the last step of the submission.

    Raises:
        SubmissionError: if the submission does not make these steps.
    """
    sent = tensors(scenario, dtype)
    answers = session.ask(
        Request(protocol.OPTIMIZE, scenario.request(exercise), sent, len(scenario.starts)), seconds=SECONDS
    )
    steps, width = len(scenario.param_groups.rates), len(scenario.starts[0])
    answer = answers[asked.parameter]
    if (answer.shape, answer.dtype) != ((steps, width), dtype):
        raise SubmissionError("C401", "another shape or dtype")
    return dtype.unpack(answer.data)[(steps - 1) * width + asked.entry]
