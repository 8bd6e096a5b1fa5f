"""Calls that may show what a check has found, and the questions to the submission for them."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ...errors import SubmissionError
from ...inputs import Case
from ...reference.enclose import Band
from ...worker import protocol
from ..sandbox.effects import Given
from ..sandbox.session import Request, Session
from .clues import Clues
from .showing import SECONDS, Answer, Showing, TriedLine, error, number, wrong
from .small_call import ITEM, Leg, Question, SmallCall, restrict, whole

MOST = 64  # entries that are asked one by one
KINDS: Mapping[Leg, int] = {
    "value": protocol.FORWARD,
    "by hand": protocol.BACKWARD,
    "autograd": protocol.GRADIENTS,
}
# The ending of a line that shows an error, by its code, if the call alone does not show it.
ENDINGS = {"C401": ".shape", "C402": ".dtype", **dict.fromkeys(("S105", "S108", "S109", "S110"), "")}
# Makes a tensor strided, as the worker does.
ODD = "odd = lambda t: torch.stack([t.permute(*range(t.ndim)[::-1])] * 2, -1)[..., 0].permute(*range(t.ndim)[::-1])"


def erring(check: str, question: Question, failed: SubmissionError, clues: Clues) -> None:
    """Gives `clues` the calls that may show the error with which a check ended at a question: one
    entry after the other, then the whole case.
    """
    if failed.code not in ENDINGS:
        return
    case, wrt = question.case, question.wrt
    everything = whole(case)
    count = min(math.prod(everything.answered(wrt)), MOST)
    calls = [*(restrict(case, wrt, n) for n in range(count)), everything]
    shows, ending = error(failed.code), ENDINGS[failed.code]
    tried = tuple(_trial(call, question, shows, ending) for call in calls)
    clues.showing.append(Showing((check, case.dtype.name, failed.code), tried))


def trials(question: Question, entry: int, got: float, band: Band, ending: str | None) -> list[TriedLine]:
    """Returns calls that may show the wrong number of an entry: the smallest one, some with two
    samples, and the whole case; then those with two samples that show another wrong number.
    """
    case, wrt = question.case, question.wrt
    everything, small = whole(case, entry), restrict(case, wrt, entry)
    if small == everything:
        return [_trial(everything, question, number(got, band), ending)]
    pairs = [restrict(case, wrt, entry, beside) for beside in _partners(case)]
    pairs = [pair for n, pair in enumerate(pairs) if pair != small and pair not in pairs[:n]]
    exact = [_trial(call, question, number(got, band), ending) for call in (small, *pairs, everything)]
    right = case.dtype.text(case.dtype.round(band.nearest))
    others = [replace(_trial(call, question, wrong(band), ITEM), right=right) for call in pairs]
    return [*exact, *others]


def _trial(call: SmallCall, question: Question, shows: Callable[[Answer], bool], ending: str | None) -> TriedLine:
    return TriedLine(call.line(question, ending), partial(_asked, call, question), shows)


def _partners(case: Case) -> list[int]:
    """Returns samples to pair with another one: the first, the last, and those with the smallest
    and the largest input.
    """
    samples, data = case.call.layout.samples, case.call.data[case.call.exercise.inputs[0].name]
    size = [data[s.inputs[0][1]] for s in samples]
    return list(dict.fromkeys([0, len(size) - 1, size.index(min(size)), size.index(max(size))]))


def breaking(question: Question, code: str, strided: bool, again: Callable[[Session], None]) -> TriedLine:
    """Returns the call of a broken clause of the contract. `again` makes the call again."""

    def ask(session: Session) -> float:
        again(session)
        return math.nan

    return TriedLine(contract_line(question, code, strided), ask, error(code))


def changing(check: str, cases: Sequence[Case], functions: Sequence[str], clues: Clues) -> None:
    """Gives `clues` the calls that may show that functions change their inputs."""
    slug = cases[0].call.exercise.slug
    legs: dict[str, Leg] = {slug: "value", f"{slug}_backward": "by hand"}
    tried = tuple(
        TriedLine(contract_line(question, "C403", False), partial(_changes, question), error("C403"))
        for leg in (legs[name] for name in functions if name in legs)
        for question in (Question(case, leg) for case in cases)
    )
    clues.showing.append(Showing((check, cases[0].dtype.name, "C403"), tried))


def _changes(question: Question, session: Session) -> float:
    """Makes the call. Its number means nothing.

    Raises:
        SubmissionError: C403, if the call changes its inputs.
    """
    case, leg = question.case, question.leg
    call, exercise = whole(case), case.call.exercise
    request, count = _request(call, question), 1 if leg == "value" else len(exercise.differentiable)
    names = [*(["grad_output"] if leg == "by hand" else []), *call.data]
    session.ask(
        Request(KINDS[leg], request, call.sent(case, leg), count), Given(request["name"], "", names), seconds=SECONDS
    )
    if session.effects.changes:
        raise SubmissionError("C403", "an input is changed")
    return math.nan


def contract_line(question: Question, code: str, strided: bool) -> str:
    """Returns a line with the call of a contract clause, which shows how the clause is broken."""
    case, leg = question.case, question.leg
    call, slug = whole(case), case.call.exercise.slug
    if strided:
        call = replace(call, wrapped="odd")
    prefix = f"{ODD}; " if strided else ""
    given = call.tensors(case)
    if code == "C403" and leg == "by hand":
        given = {"grad_output": call.gradient(case), **given}
    names, keywords = ", ".join(given), "".join(f", {k}={v!r}" for k, v in call.keywords.items())
    made = "; ".join(f"{name} = {tensor}" for name, tensor in given.items())
    if code == "C403":
        return f"{prefix}{made}; {_function(question)}({names}{keywords}); print({names})"
    if code == "C404":
        place = "untyped_storage().data_ptr()"
        return f"{prefix}{made}; r = {slug}({names}{keywords}); print([r.{place} == t.{place} for t in ({names},)])"
    return prefix + call.line(question, ENDINGS.get(code, ""))


def _function(question: Question) -> str:
    """Returns the name of the function that is called."""
    slug = question.case.call.exercise.slug
    return f"{slug}_backward" if question.leg == "by hand" else slug


def _request(call: SmallCall, question: Question) -> dict[str, Any]:
    given = [i for i in question.case.call.exercise.inputs if i.name in call.data]
    return {
        "name": _function(question),
        "keywords": dict(call.keywords),
        "differentiable": [i.differentiable for i in given],
    }


def _asked(call: SmallCall, question: Question, session: Session) -> float:
    """Returns the submission's number for the entry of a call.

    Raises:
        SubmissionError: if the submission gives no number there.
    """
    case, leg, wrt = question.case, question.leg, question.wrt
    names = [i.name for i in case.call.exercise.differentiable]
    count = 1 if leg == "value" else len(names)
    answers = session.ask(Request(KINDS[leg], _request(call, question), call.sent(case, leg), count), seconds=SECONDS)
    answer = answers[names.index(wrt)] if wrt else answers[0]
    if answer.shape != call.answered(wrt):
        raise SubmissionError("C401", "another shape")
    if answer.dtype != case.dtype:
        raise SubmissionError("C402", "another dtype")
    if answer.flags & protocol.UNREACHED:
        raise SubmissionError("S110", "autograd finds no way there")
    numbers = case.dtype.unpack(answer.data)
    return numbers[call.entry] if numbers else math.nan
