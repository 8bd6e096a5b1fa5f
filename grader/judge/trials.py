"""Calls that may show what a check has found, and how to ask a submission for them."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from ..errors import SubmissionError
from ..inputs import Case
from ..worker import protocol
from .calls import Leg, SmallCall, restrict, whole
from .clues import Clues
from .effects import Effects, Given
from .session import Session
from .showing import SECONDS, Answer, Showing, Trial, error

KINDS: Mapping[Leg, int] = {
    "value": protocol.FORWARD,
    "by hand": protocol.BACKWARD,
    "autograd": protocol.GRADIENTS,
}
# What a line ends with that shows an error of a code, where it has to end with more than the call.
ENDINGS = {"C401": ".shape", "C402": ".dtype", **dict.fromkeys(("S105", "S108", "S109", "S110"), "")}
# Makes a tensor strided, as the worker does.
ODD = "odd = lambda t: torch.stack([t.permute(*range(t.ndim)[::-1])] * 2, -1)[..., 0].permute(*range(t.ndim)[::-1])"


def erring(check: str, case: Case, leg: Leg, failed: SubmissionError, clues: Clues) -> None:
    """Give `clues` the calls that may show the error that a check of a case has ended with."""
    if failed.code not in ENDINGS:
        return
    wrt = case.call.exercise.differentiable[0].name if leg != "value" else ""
    tried = trials(case, leg, wrt, 0, error(failed.code), ENDINGS[failed.code])
    clues.showing.append(Showing((check, case.dtype.name, failed.code), tried))


def trials(
    case: Case, leg: Leg, wrt: str, entry: int, shows: Callable[[Answer], bool], ending: str | None = None
) -> tuple[Trial, ...]:
    """Calls that may show an entry, or how a call ends: the smallest one, and all of the case."""
    calls = [whole(case, entry)]
    if math.prod(calls[0].answered(wrt)):
        small = restrict(case, wrt, entry)
        calls = [small, *calls] if small != calls[0] else calls
    return tuple(Trial(c.line(case, leg, wrt, ending), partial(_asked, c, case, leg, wrt), shows) for c in calls)


def changing(check: str, cases: Sequence[Case], clues: Clues) -> None:
    """Give `clues` the calls that may show that a function changes what it is given."""
    tried = tuple(
        Trial(contract_line(case, "value", "", "C403", False), partial(_changes, case), error("C403")) for case in cases
    )
    clues.showing.append(Showing((check, cases[0].dtype.name, "C403"), tried))


def _changes(case: Case, session: Session) -> float:
    """Nothing.

    Raises:
        SubmissionError: C403, if the call changes its inputs.
    """
    before, session.effects = session.effects, Effects()
    call, slug = whole(case), case.call.exercise.slug
    request = {"name": slug, "keywords": dict(call.keywords)}
    try:
        given = Given(slug, "", list(call.data))
        session.ask(protocol.FORWARD, request, call.sent(case, "value"), 1, given, SECONDS)
        if session.effects.changes:
            raise SubmissionError("C403", "an input is changed")
    finally:
        session.effects = before
    return math.nan


def contract_line(case: Case, leg: Leg, wrt: str, code: str, strided: bool) -> str:
    """The call of a clause of the contract, as a line that shows how the clause is broken."""
    call, slug = whole(case), case.call.exercise.slug
    if strided:
        call = replace(call, wrapped="odd")
    prefix = f"{ODD}; " if strided else ""
    given = call.tensors(case)
    names, keywords = ", ".join(given), "".join(f", {k}={v!r}" for k, v in call.keywords.items())
    made = "; ".join(f"{name} = {tensor}" for name, tensor in given.items())
    if code == "C403":
        return f"{prefix}{made}; {slug}({names}{keywords}); print({names})"
    if code == "C404":
        place = "untyped_storage().data_ptr()"
        return f"{prefix}{made}; r = {slug}({names}{keywords}); print([r.{place} == t.{place} for t in ({names},)])"
    return prefix + call.line(case, leg, wrt, ENDINGS.get(code, ""))


def _asked(call: SmallCall, case: Case, leg: Leg, wrt: str, session: Session) -> float:
    """What the submission gives for the entry of a call.

    Raises:
        SubmissionError: if it gives no number there.
    """
    exercise = case.call.exercise
    given = [i for i in exercise.inputs if i.name in call.data]
    request = {
        "name": f"{exercise.slug}_backward" if leg == "by hand" else exercise.slug,
        "keywords": dict(call.keywords),
        "differentiable": [i.differentiable for i in given],
    }
    names = [i.name for i in exercise.differentiable]
    count = 1 if leg == "value" else len(names)
    answers = session.ask(KINDS[leg], request, call.sent(case, leg), count, seconds=SECONDS)
    answer = answers[names.index(wrt)] if wrt else answers[0]
    if answer.shape != call.answered(wrt):
        raise SubmissionError("C401", "another shape")
    if answer.dtype != case.dtype:
        raise SubmissionError("C402", "another dtype")
    numbers = case.dtype.unpack(answer.data)
    return numbers[call.entry] if numbers else math.nan
