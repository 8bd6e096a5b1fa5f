"""Checks the derivative on three legs: by hand against the exact one, autograd against the exact
one, and by hand against autograd.
"""

import math
from collections.abc import Iterable, Sequence

from ...dtypes import DType
from ...errors import SubmissionError
from ...report.model import CheckResult, Diagnosis, Failure, Findings, Score
from ...worker import protocol
from ..answers import asking
from ..answers.asked import Asked
from ..answers.attempt import Attempt
from ..answers.evidence import Answer, failures, through_autograd
from ..answers.legs import AUTOGRAD, BY_HAND, LegResult, Route
from ..answers.small_call import Leg, Question
from ..answers.solved import SolvedCase, SolvedCases
from ..answers.trials import erring
from ..diagnosis.diagnose import recognise
from ..sandbox.session import Session
from . import base, repeats

MOST_SHOWN = 3


class Gradients:
    """The gradients on all cases, with random upstream gradients. If there are two ways to them,
    each is worth half the points.

    `by_hand` says that the derivative has to be written by hand, as a backward function or an
    autograd.Function. `formats` are the cases in all dtypes. The first of their checks asks for all
    derivatives by hand.
    """

    name = "gradients"

    def __init__(self, cases: SolvedCases, points: float, by_hand: bool, formats: Sequence[SolvedCases]) -> None:
        self.dtype, self.points, self._formats = cases.dtype, points, formats
        self._exercise, self._cases, self._others, self._by_hand = cases.exercise, cases.cases, cases.others, by_hand
        self._seed = cases.seed

    def run(self, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult:
        session, clues = attempt.session, attempt.clues
        backward = self._first(attempt)
        autograd = self._autograd(attempt, self._cases)
        legs = [backward, autograd]
        if backward.error and backward.error.code == "S104":
            if autograd.error:
                raise autograd.error
            if self._by_hand and (missing := self._not_by_hand(session, autograd)):
                score = self.points / 2 if autograd.right else 0.0
                return self._failed("G304", missing, score)
            clues.in_functions = autograd.function
            legs = [autograd]
        elif backward.error and autograd.error:
            raise backward.error
        bad = [leg for leg in legs if not leg.right]
        if (bad or not repeats.passed(self.name, before)) and (unsteady := self._unsteady(session, legs)):
            words = [f"{leg.way}: {leg.asked[0].name} gives another gradient" for leg in unsteady]
            return self._failed("G305", f"{'; '.join(words)} {repeats.WHEN}", self._worth(legs, unsteady))
        clues.gave.answers += [a for leg in legs for a in leg.answers]
        if not bad:
            summary = "; ".join(leg.words for leg in legs)
            return CheckResult(
                name=self.name,
                dtype=self.dtype.name,
                status="passed",
                summary=summary,
                score=Score(self.points, self.points),
            )
        values = next((r for r in before if r.name == "values" and r.dtype == self.dtype.name), None)
        unstable = _only_unstable(before)
        formula_right = unstable or (values is not None and values.status == "passed")
        shown = next((leg for leg in bad if leg.wrong), bad[0])
        code = bad[0].error.code if bad[0].error else bad[0].code
        apart = [autograd] if _disagree(legs, self.dtype) else []
        if not repeats.known(before):
            clues.mistakes.open[self.name, self.dtype.name] = lambda: _by_name(
                d for leg in (shown, *apart) for d in self._recognised(attempt, leg, formula_right)
            )
        summary = _verdict(legs, self.dtype, values, unstable)
        summary += base.defaults_to_blame(self._exercise, clues.source, shown.answers)
        examples = failures(shown.answers, clues) + tuple(through_autograd(leg.answers, clues) for leg in apart)
        return self._failed(code, summary, self._worth(legs), examples)

    def _not_by_hand(self, session: Session, autograd: LegResult) -> str:
        """Returns which part is missing if there is no backward function; "" if autograd.Functions
        contain all of it.
        """
        if not autograd.function:
            name = f"{self._exercise.slug}_backward(grad_output, ...)"
            return f"no derivative by hand: define {name} or an autograd.Function"
        beside = [n.removeprefix(protocol.BESIDE) for n in session.called if n.startswith(protocol.BESIDE)]
        if not beside:
            return ""
        nodes = ", ".join(beside[:MOST_SHOWN])
        return f"not all of the derivative is by hand: autograd derives {nodes} around the autograd.Function"

    def _worth(self, legs: Sequence[LegResult], unsteady: Sequence[LegResult] = ()) -> float:
        """Returns the share of the points: each right way earns its own."""
        right = [leg for leg in legs if leg.right and not any(leg is other for other in unsteady)]
        return self.points * len(right) / len(legs)

    def _recognised(self, attempt: Attempt, shown: LegResult, formula_right: bool) -> tuple[Diagnosis, ...]:
        again = self._autograd if shown.leg == "autograd" else self._backward
        clues = attempt.clues
        clues.ask = lambda case: again(attempt, [SolvedCase.of(case)]).answers if attempt.session.alive else []
        return recognise(self._exercise, shown.answers, formula_right, clues, self._others)

    def _failed(self, code: str, summary: str, score: float, told: tuple[Failure, ...] = ()) -> CheckResult:
        return CheckResult(
            name=self.name,
            dtype=self.dtype.name,
            status="failed",
            summary=summary,
            score=Score(score, self.points),
            findings=Findings(code=code, failures=told),
        )

    def _unsteady(self, session: Session, legs: Sequence[LegResult]) -> list[LegResult]:
        """Returns the legs that give other gradients when asked again; none if the code fails in
        one of them.
        """
        if any(leg.error for leg in legs):
            return []
        asked = [leg for leg in legs if leg.asked]
        often = repeats.SELDOM if all(leg.right for leg in legs) else repeats.OFTEN
        return [asked[n] for n in repeats.unsteady(session, [leg.asked for leg in asked], self._seed, often)]

    def _first(self, attempt: Attempt) -> LegResult:
        """Returns the derivative by hand. All dtypes are asked before autograd is. Otherwise a
        submission could keep autograd's gradients and give them as the derivative by hand.
        """
        legs = attempt.clues.gave.by_hand
        if not legs:
            formats = [p for p in self._formats if attempt.session.has(p.dtype)]
            legs |= {p.dtype.name: self._backward(attempt, p.cases) for p in formats}
        return legs[self.dtype.name]

    def _autograd(self, attempt: Attempt, cases: Sequence[SolvedCase]) -> LegResult:
        return self._leg(attempt, AUTOGRAD, cases)

    def _backward(self, attempt: Attempt, cases: Sequence[SolvedCase]) -> LegResult:
        return self._leg(attempt, BY_HAND, cases)

    def _leg(self, attempt: Attempt, route: Route, cases: Sequence[SolvedCase]) -> LegResult:
        leg, name = route.leg, f"{self._exercise.slug}{route.suffix}"
        answers: list[Answer] = []
        asked: list[Asked] = []
        function = False
        for solved in cases:
            case, wrt = solved.case, self._exercise.differentiable[0].name
            try:
                results = asking.ask(attempt.session, route.kind, case, name)
                function = function or any(r.flags & protocol.BY_HAND for r in results)
                for wrt, result in zip(solved.gradients, results, strict=True):
                    answers.append(self._answer(solved, leg, wrt, result))
                bands = list(solved.gradients.values())
                asked.append(Asked(route.kind, self._exercise.slug, name, case, results, bands))
            except SubmissionError as error:
                if not attempt.session.alive:
                    raise
                erring(self.name, Question(case, leg, wrt), error, attempt.clues)
                return LegResult(leg, route.code, (), error)
        return LegResult(leg, route.code, answers, None, function, asked)

    def _answer(self, solved: SolvedCase, leg: Leg, wrt: str, result: protocol.Tensor) -> Answer:
        shape, bands = solved.case.call.layout.shapes[wrt], solved.gradients[wrt]
        got = asking.numbers(result, shape, solved.case.dtype, f"the gradient by {wrt}")
        if result.flags & protocol.UNREACHED and any(b.error(0.0) > b.allowed for b in bands):
            message = f"the result of {self._exercise.slug} does not depend on {wrt}, as far as autograd can see"
            raise SubmissionError("S110", message)
        return Answer(solved.case, leg, bands, got, wrt)


def _verdict(legs: Sequence[LegResult], dtype: DType, values: CheckResult | None, unstable: bool) -> str:
    """Returns how the legs went, and what they show together with the `values`: a wrong function
    or a wrong derivative.

    It does not compare them if the function is only `unstable`: then each leg rounds in its own
    way.
    """
    words = "; ".join(leg.words for leg in legs)
    if len(legs) == 1 or any(leg.error for leg in legs):
        return words
    backward, autograd = legs
    values_right = values is not None and values.status == "passed"
    function_wrong = values is not None and values.findings.code == "V201" and not unstable
    if not autograd.wrong:
        return f"{words}: {'the function is right, its' if values_right else 'the'} derivative by hand is wrong"
    if not backward.wrong:
        return (
            f"{words}: the derivative by hand is right, it is the function that is wrong" if function_wrong else words
        )
    if _disagree(legs, dtype):
        return words
    if function_wrong and not autograd.function:
        return f"{words}; the two agree: the derivative fits the function, which is wrong"
    if values_right:
        where = ", by hand and in the autograd.Function" if autograd.function else ""
        return f"{words}; the two agree, though the values are right: the derivative is wrong in both{where}"
    return words


def _only_unstable(before: Sequence[CheckResult]) -> bool:
    """Whether the formula of the values is right, and some dtype only shows an unstable
    computation of it.
    """
    found = [d for r in before if r.name == "values" for d in r.findings.diagnoses if d.confidence != "observed"]
    if not found:
        return False
    # this imports numpy, which a right submission does not need
    from ..diagnosis.repairs import UNSTABLE

    return all(d.id.endswith(f".{UNSTABLE}") for d in found)


def _disagree(legs: Sequence[LegResult], dtype: DType) -> bool:
    """Whether both ways are wrong, each in its own way."""
    both = len(legs) == 2 and all(leg.wrong for leg in legs)
    return both and not _agree(legs[0].answers, legs[1].answers, dtype)


def _by_name(found: Iterable[Diagnosis]) -> tuple[Diagnosis, ...]:
    """Returns the first diagnosis of each name."""
    named: dict[str, Diagnosis] = {}
    for diagnosis in found:
        named.setdefault(diagnosis.id, diagnosis)
    return tuple(named.values())


def _agree(left: Sequence[Answer], right: Sequence[Answer], dtype: DType) -> bool:
    """Whether two legs give the same numbers, within a thousand units, because the bound belongs to
    another function.

    A wrong result that is infinite or nan agrees with nothing: each leg may reach it in its own
    way.
    """
    for a, b in zip(left, right, strict=True):
        for band, x, y in zip(a.bands, a.got, b.got, strict=True):
            if not (math.isfinite(x) and math.isfinite(y)):
                if max(band.error(x), band.error(y)) > band.allowed:
                    return False
                continue
            if abs(x - y) > max(2 * band.allowed, 1000 * dtype.unit * max(abs(x), abs(y))):
                return False
    return True
