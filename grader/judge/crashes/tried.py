"""Tries changes of a submission's text: a worker runs the changed text and the same checks judge
it.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from ...errors import SubmissionError
from ...report.model import CheckResult
from ..answers.attempt import Attempt
from ..answers.clues import Clues
from ..checks.base import Check
from ..sandbox.session import Session
from .fix import Fix, Replacement, applied
from .scene import Scene

MOST = 40  # changes to try
FEW = 8  # the same, if only numbers were wrong
# seconds after which no other is begun: MOST is the usual limit, so a busy machine gives the same
SECONDS = 30.0
LEFT_OUT = ("rules", "speed")
NUMBERS = ("V201", "G301", "G302", "T501", "T502")  # codes of wrong numbers


# Codes of changes that only let the code continue, or stop it from changing foreign data, whatever
# its numbers are.
RUNS_ON = (
    "no_grad_missing",
    "missing_gradient_not_skipped",
    "gradient_none_at_first",
    "number_function_on_tensor",
    "view_of_strided",
    "graph_not_recorded",
    "parameter_rebound",
    "changed_in_place",
)
OF_MEMORY = ("changed_in_place", "alias_changed", "shared_tensor", "input_returned")


@dataclass(frozen=True)
class Cure:
    """A change that helps, and the failed checks that pass with it; none, if they then fail with
    wrong numbers.
    """

    fix: Fix
    passed: Sequence[CheckResult]

    @property
    def alone(self) -> bool:
        """Whether another mistake may cause wrong numbers."""
        return _alone(self.fix)


class TextTrial:
    """A worker that judges one changed text after the other, by all checks of a submission.

    The failed checks of the scene have to pass, and those that passed have to pass again. A change
    of the formula has to repair all failures. A change that only lets code continue need not.
    """

    def __init__(self, session: Session, scene: Scene, checks: Sequence[Check], results: Sequence[CheckResult]) -> None:
        self._session, self.scene = session, scene
        self._results = {(r.name, r.dtype): r for r in results}
        self._checks = [c for c in checks if c.name not in LEFT_OUT and _key(c) in self._results]
        self._must = {(r.name, r.dtype) for r in scene.failed}
        self._most = MOST if scene.codes - {*NUMBERS} else FEW
        self._until = time.monotonic() + SECONDS

    def cure(self, fixes: Iterable[Fix]) -> Cure | None:
        """Returns the first change with which all required checks pass, without its needless edits;
        or else the first change with which the code continues.
        """
        tried: set[str] = set()
        partly: Fix | None = None
        for fix in islice(fixes, self._most):
            if time.monotonic() > self._until or not self._session.alive:
                break
            source = applied(self.scene.tree, fix.edits)
            if source in tried:
                continue
            tried.add(source)
            if (passed := self._passed(fix, source)) is not None:
                return self._least(Cure(fix, passed))
            wrong_numbers = self.scene.codes.intersection(NUMBERS)
            if (
                not partly
                and not wrong_numbers
                and fix.code in RUNS_ON
                and self._session.alive
                and self._runs_on(source)
            ):
                partly = fix
        return Cure(partly, ()) if partly else None

    def _runs_on(self, source: str) -> bool:
        """Whether the failed checks pass or reach a verdict on numbers."""
        for check in self._checks:
            if _key(check) in self._must:
                try:
                    result = check.run(self._attempt(source), self._before)
                except SubmissionError:
                    return False
                if result.status != "passed" and result.findings.code not in NUMBERS:
                    return False
        return True

    def _attempt(self, source: str) -> Attempt:
        return Attempt(self._session, Clues(source=source, in_functions=self.scene.in_functions))

    @property
    def _first(self) -> int:
        return next(n for n, c in enumerate(self._checks) if _key(c) in self._must)

    @property
    def _before(self) -> list[CheckResult]:
        return [self._results[_key(c)] for c in self._checks[: self._first]]

    def _least(self, cure: Cure) -> Cure | None:
        """Returns the change without its needless edits; None if there is no time to find them."""
        edits: tuple[Replacement, ...] = cure.fix.edits
        passed = cure.passed
        for edit in edits if len(edits) > 1 else ():
            if time.monotonic() > self._until + SECONDS:
                return None
            fix = Fix(cure.fix.code, tuple(e for e in edits if e is not edit))
            again = self._passed(fix, applied(self.scene.tree, fix.edits)) if fix.edits else None
            if again is not None:
                edits, passed = fix.edits, again
        return Cure(Fix(cure.fix.code, edits), passed)

    def _passed(self, fix: Fix, source: str) -> list[CheckResult] | None:
        """Returns the failed checks that pass with a changed text; None if a required check
        fails.
        """
        try:
            Attempt(self._session).load("changed.py", source)
        except SubmissionError:
            return None
        if not _runs(self._checks[self._first], self._attempt(source), self._before):
            return None
        alone = _alone(fix)
        done: list[CheckResult] = []
        attempt = Attempt(self._session, Clues(source=source))
        for check in self._checks:
            before = self._results[_key(check)].status
            needed = _key(check) in self._must or before == "passed"
            needed = needed or (not alone and (before == "failed" or check.name == "values"))
            if result := _runs(check, attempt, done):
                done.append(result)
            elif needed or not self._session.alive:
                return None
        return [r for r in (self._results[r.name, r.dtype] for r in done) if r.status == "failed"]


def _runs(check: Check, attempt: Attempt, before: Sequence[CheckResult]) -> CheckResult | None:
    """Returns the result of a check, if it passes."""
    try:
        result = check.run(attempt, before)
    except SubmissionError:
        return None
    return result if result.status == "passed" else None


def _key(check: Check) -> tuple[str, str]:
    return check.name, check.dtype.name


def _alone(fix: Fix) -> bool:
    """Whether a change does not concern numbers."""
    return fix.code in RUNS_ON or fix.code in OF_MEMORY or fix.code.startswith("closure")
