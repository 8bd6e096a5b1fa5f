"""Are the names in a report true? Each is held against what the submission gives for inputs that
the check did not use.

A named formula has to give the submission's numbers there, in plain mpmath, and be far from right
somewhere; a named change of the code has to make it pass there, when it is really made and run.
"""

import ast
import copy
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Any

from grader.domains import Classes
from grader.dtypes import DTYPES, DType
from grader.errors import SubmissionError
from grader.exercise import Exercise
from grader.inputs import Case, cases
from grader.judge import grade
from grader.judge.answers import asking
from grader.judge.answers.attempt import Attempt
from grader.judge.answers.runs import tensors
from grader.judge.plan import Plan
from grader.judge.repair.statement_changes import StatementChange
from grader.judge.sandbox.session import Request, Session
from grader.judge.trajectories.misread import Misread
from grader.judge.trajectories.paths import walks
from grader.judge.trajectories.scenarios import Scenario
from grader.reference.recurrence import Update
from grader.reference.slips import Mistake, Slip
from grader.report.model import CheckResult, Diagnosis, Report
from grader.specification import Function, Misconception
from grader.worker import protocol

from . import plain
from .conftest import PATIENT, workers
from .plain import Range

# what an entry's steps are given, by its place
Taken = Callable[[Sequence[Update], Scenario, int], Sequence[Update]]
OTHER_SEED = 777
NEAR = {"float32": 1e-4, "float64": 1e-6}  # of a number
NOISE = {"float32": 1e-5, "float64": 1e-11}  # of the size of what a sum is made of
# times: what is right has to be so much farther from what was got than what is named, somewhere
FARTHER = 20
ROUNDINGS = 64  # units that a number may be off by, in any case
LEGS = {"values": ("value",), "gradients": ("by hand", "autograd")}
LONGEST = 600  # entries of a case that are looked at


def untrue(exercise: Exercise, report: Report, attempt: Attempt) -> list[str]:
    """The names of a report that are not confirmed, each with the reason; the attempt is what was
    reported on.
    """
    complaints = []
    for check in report.checks:
        for diagnosis in check.findings.diagnoses:
            if diagnosis.confidence == "observed":
                continue
            if reason := _refuted(exercise, check, diagnosis, attempt):
                complaints.append(f"{check.name} {check.dtype} {diagnosis.id}: {reason}")
    return complaints


def _refuted(exercise: Exercise, check: CheckResult, found: Diagnosis, attempt: Attempt) -> str:
    """Why a name is not confirmed; nothing if it is, or is none of a formula (what is seen of
    memory, for instance).
    """
    code = found.id.partition(".")[2]
    for changes in attempt.clues.mistakes.repairs:
        codes = "_and_".join(dict.fromkeys(c.code for c in changes))
        if found.explanation.startswith(("Line ", "1. Line ")) and codes == code:
            return _of_change(exercise, check, changes, attempt)
    if misread := [m for m in attempt.clues.mistakes.misread if m.id == code and m.explanation == found.explanation]:
        return _of_misread(exercise, misread[0], DTYPES[check.dtype], attempt.session)
    known: list[Mistake] = [m for m in attempt.clues.mistakes.suspects if m.id == code]
    known += [m for m in exercise.misconceptions if m.id == code and m not in known]
    if not known:
        return ""
    reasons = [_of_formula(exercise, check, mistake, attempt.session) for mistake in known]
    return "" if "" in reasons else reasons[0]


def _of_change(exercise: Exercise, check: CheckResult, changes: Sequence[Any], attempt: Attempt) -> str:
    """Why a change of the code is no cure: with it, the check does not pass for other inputs."""
    data = patched(attempt.clues.code.tree, changes).encode()
    dtype = DTYPES[check.dtype]
    with workers().session(PATIENT) as changed:
        if check.name not in LEGS:
            planned = Plan(exercise=exercise, dtypes=(check.dtype,), seed=OTHER_SEED).work_out()
            again = grade.grade_data(planned, "changed.py", data, Attempt(changed))
            failed = [c for c in again.checks if c.name == check.name and c.status != "passed"]
            return f"with the change made: {failed[0].summary}" if failed else ""
        changed.load("changed.py", data.decode())
        reasons = [
            after
            for leg in LEGS[check.name]
            for wrt, before in _errors(exercise, leg, dtype, attempt.session).items()
            if before
            for after in [_errors(exercise, leg, dtype, changed).get(wrt, "no answer")]
        ]
    return "" if "" in reasons else f"with the change made: {next(iter(reasons), 'nothing was wrong')}"


def _errors(exercise: Exercise, leg: str, dtype: DType, session: Session) -> dict[str, str]:
    """For each input, the first number of one leg that is wrong; nothing if all are right."""
    found: dict[str, str] = {}
    for case in cases(exercise, dtype, OTHER_SEED):
        for wrt, got in _asked(exercise, leg, case, session):
            if not found.get(wrt) and len(got) <= LONGEST:
                right = _right(exercise, case, wrt)
                found[wrt], *_ = _compared(got, right, right, case, dtype)
                if found[wrt]:
                    right = _about(partial(_right, exercise, wrt=wrt), case, right)
                    found[wrt], *_ = _compared(got, right, right, case, dtype)
    return found


def _about(compute: Callable[[Case], list[Range | None]], case: Case, there: list[Range | None]) -> list[Range | None]:
    """What a formula gives with inputs that are a rounding larger or smaller: a condition may be
    another one there.
    """
    found = there
    numbers = {i.name for i in case.call.exercise.inputs if not isinstance(i.domain, Classes)}
    for factor in (1 - case.dtype.unit, 1 + case.dtype.unit):
        data = {n: tuple(factor * x for x in row) if n in numbers else row for n, row in case.call.data.items()}
        near = compute(replace(case, call=replace(case.call, data=data)))
        found = [
            Range(min(a.low, b.low), max(a.high, b.high)) if a and b else a for a, b in zip(found, near, strict=True)
        ]
    return found


def _of_formula(exercise: Exercise, check: CheckResult, mistake: Mistake, session: Session) -> str:
    dtype = DTYPES[check.dtype]
    if check.name in LEGS:
        if check.name == "values" and mistake.of != "value":
            return "it is a mistake of the derivative, named for values"
        reasons = [reason for leg in LEGS[check.name] for reason in _legs(exercise, leg, mistake, dtype, session)]
        return "" if "" in reasons else next(iter(reasons), "nothing is wrong with other inputs")
    if check.name in ("trajectory", "training") and isinstance(mistake, Misconception):
        return _of_path(exercise, mistake, dtype, session)
    return ""


def _legs(exercise: Exercise, leg: str, mistake: Mistake, dtype: DType, session: Session) -> Iterator[str]:
    """For each input, why the mistake is not what was done in this leg; nothing for those that are
    right or missing.
    """
    names = [""] if leg == "value" else [i.name for i in exercise.differentiable]
    by_hand = isinstance(mistake, Misconception) and mistake.of == "gradient"
    if by_hand and isinstance(mistake, Misconception) and mistake.wrt:
        names = [mistake.wrt]
    off, told, wrong = dict.fromkeys(names, ""), dict.fromkeys(names, False), dict.fromkeys(names, False)
    for case in cases(exercise, dtype, OTHER_SEED):
        for wrt, got in _asked(exercise, leg, case, session):
            if wrt not in names or len(got) > LONGEST or off[wrt]:
                continue
            right = _right(exercise, case, wrt)
            named = _named(exercise, mistake, case, wrt)
            off[wrt], bad, tells = _compared(got, right, named, case, dtype)
            if off[wrt]:
                named = _about(partial(_named, exercise, mistake, wrt=wrt), case, named)
                off[wrt], bad, tells = _compared(got, right, named, case, dtype)
            wrong[wrt], told[wrt] = wrong[wrt] or bad, told[wrt] or tells
    for wrt in names:
        if off[wrt]:
            yield f"{leg} {wrt}: {off[wrt]}"
        elif wrong[wrt]:
            yield "" if told[wrt] else f"{leg} {wrt}: nowhere is it nearer than what is right"


def _asked(exercise: Exercise, leg: str, case: Case, session: Session) -> Iterator[tuple[str, Sequence[float]]]:
    name = exercise.slug
    try:
        if leg == "value":
            answers = asking.ask(session, protocol.FORWARD, case, name)
        else:
            kind, name = (protocol.BACKWARD, f"{name}_backward") if leg == "by hand" else (protocol.GRADIENTS, name)
            answers = asking.ask(session, kind, case, name)
    except SubmissionError:
        return
    names = [""] if leg == "value" else [i.name for i in exercise.differentiable]
    for wrt, answer in zip(names, answers, strict=True):
        shape = case.call.layout.shapes[wrt] if wrt else case.call.layout.result
        if answer.shape == shape and answer.dtype == case.dtype:
            yield wrt, answer.dtype.unpack(answer.data)


def _right(exercise: Exercise, case: Case, wrt: str) -> list[Range | None]:
    if not wrt:
        return plain.values(case.call, exercise.function)
    return plain.gradient(case.call, case.upstream, wrt, exercise.form("surrogate") or exercise.function)


def _named(exercise: Exercise, mistake: Mistake, case: Case, wrt: str) -> list[Range | None]:
    call, upstream = case.call, case.upstream
    if isinstance(mistake, Slip):
        call, upstream = mistake.change(call, upstream)
        function = exercise.function if not wrt else exercise.form("surrogate") or exercise.function
        return plain.gradient(call, upstream, wrt, function) if wrt else plain.values(call, function)
    if not wrt:
        return plain.values(call, mistake.function)
    if mistake.of == "gradient":
        return plain.product(call, upstream, wrt, mistake.function)
    return plain.gradient(call, upstream, wrt, mistake.function)


def _compared(
    got: Sequence[float], right: Sequence[Range | None], named: Sequence[Range | None], case: Case, dtype: DType
) -> tuple[str, bool, bool]:
    """Where the named formula does not give what was got; whether anything is wrong; whether the
    name tells it.
    """
    size = max(1.0, min(10.0, max((abs(x) for x in chain(*case.call.data.values(), case.upstream)), default=1.0)))
    bad = tells = False
    for n, (x, is_right, is_named) in enumerate(zip(got, right, named, strict=True)):
        if not math.isfinite(x):
            if is_named is not None and _within(is_named, dtype):
                return f"entry {n} is {x}, it gives {float(is_named.low):g}", True, False
            bad = bad or is_right is not None
            continue
        if is_named is None:
            return f"entry {n} is {x:g}, it gives no number", True, False
        near = NEAR[dtype.name] * abs(x) + NOISE[dtype.name] * size
        if is_named.far(x) > near:
            return f"entry {n} is {x:g}, it gives {float(is_named.low):g}", True, False
        noise = ROUNDINGS * dtype.unit * (abs(x) + 1)
        if is_right is not None and is_right.far(x) > FARTHER * max(noise, is_named.far(x)):
            bad = tells = True
    return "", bad, tells


def _within(numbers: Range, dtype: DType) -> bool:
    """Whether a format has all numbers of a range, far from where it ends."""
    return bool(max(abs(numbers.low), abs(numbers.high)) < dtype.largest / 2)


def _of_path(exercise: Exercise, mistake: Misconception, dtype: DType, session: Session) -> str:
    return _along(exercise, mistake.function, lambda updates, *_: updates, dtype, session)


def _of_misread(exercise: Exercise, misread: Misread, dtype: DType, session: Session) -> str:
    """The same of the right recurrence with what it is given by mistake."""

    def taken(_: Sequence[Update], walk: Scenario, place: int) -> Sequence[Update]:
        width = len(walk.starts[0])
        return misread.updates(exercise, walk, place // width, place % width)

    return _along(exercise, exercise.function, taken, dtype, session)


def _along(exercise: Exercise, function: Function, taken: Taken, dtype: DType, session: Session) -> str:
    """Why a recurrence does not give what was got, from what it is given."""
    states, tells = plain.states(exercise), False
    for walk in walks(exercise, dtype, OTHER_SEED):
        if not isinstance(walk, Scenario):
            return ""
        for place, (start, given, got) in enumerate(_paths(exercise, walk, dtype, session)):
            updates = taken(given, walk, place)
            named = plain.path(exercise, start, updates, function, states)
            right = plain.path(exercise, start, given, exercise.function, states)
            moved = _rounded(exercise, start, updates, function, dtype)
            for step, (x, is_named, is_right) in enumerate(zip(got, named, right, strict=True)):
                where = f"{walk.name}, entry {place}, step {step + 1}"
                if is_named is None or not math.isfinite(x):
                    if is_named is not None or math.isfinite(x):
                        return f"{where}: got {x:g}, it gives {is_named and float(is_named)}"
                    continue
                near = NEAR[dtype.name] * abs(x - start) + NOISE[dtype.name] * (1 + abs(x))
                if abs(is_named - x) > near + moved[step]:
                    return f"{where}: got {x:g}, it gives {float(is_named):g}"
                tells = tells or (is_right is not None and abs(is_right - x) > near)
    return "" if tells else "it is nowhere nearer than what is right"


def _rounded(
    exercise: Exercise, start: float, updates: Sequence[Update], function: Function, dtype: DType
) -> list[Any]:
    """How far a path moves, step by step, if 1 - beta and the like are rounded: where g - m is
    taken of an m that is nearly g, few digits are left in any computation of the formula.
    """
    paths = []
    for unit in (-dtype.unit, dtype.unit):
        moved = [replace(u, settings={n: _shifted(v, unit) for n, v in u.settings.items()}) for u in updates]
        paths.append(plain.path(exercise, start, moved, function, plain.states(exercise)))
    return [0 if a is None or b is None else abs(a - b) for a, b in zip(*paths, strict=True)]


def _shifted(value: Any, by: float) -> Any:
    if isinstance(value, tuple):
        return tuple(_shifted(v, by) for v in value)
    return value + by if isinstance(value, float) else value


def _paths(
    exercise: Exercise, walk: Scenario, dtype: DType, session: Session
) -> Iterator[tuple[float, Sequence[Any], Sequence[float]]]:
    sent = tensors(walk, dtype)
    answers = session.ask(Request(protocol.OPTIMIZE, walk.request(exercise), sent, len(walk.starts)))
    for parameter, (answer, starts) in enumerate(zip(answers, walk.starts, strict=True)):
        numbers = dtype.unpack(answer.data)
        for entry, start in enumerate(starts):
            yield start, walk.updates(exercise, parameter, entry), numbers[entry :: len(starts)]


def patched(tree: ast.Module, changes: Sequence[Any]) -> str:
    """The text of a submission with some expressions or statements replaced by others, one within
    another perhaps.
    """
    copies: dict[int, Any] = {}  # by the id of what was copied
    whole = copy.deepcopy(tree, copies)
    instead: dict[Any, Any] = {}
    for change in changes:
        if isinstance(change, StatementChange):
            for old, new in change.instead.items():
                instead[copies[id(old)]] = [copy.deepcopy(n, copies) for n in new]
        else:
            instead[copies[id(change.old)]] = copy.deepcopy(change.new, copies)

    class Patch(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> Any:
            put = instead.pop(node, node)
            return put if isinstance(put, list) else self.generic_visit(put)

    return f"{ast.unparse(ast.fix_missing_locations(Patch().visit(whole)))}\nimport math\nimport torch\n"
