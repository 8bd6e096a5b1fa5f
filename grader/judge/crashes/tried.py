"""Changes of a submission's text are tried: the changed text is run by a worker and judged by the
same checks.
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

MOST = 40  # changes that are tried
FEW = 8  # likewise, where nothing failed but numbers
# after which no other is begun: their number is the limit, so that a busy machine gives the same
SECONDS = 30.0
LEFT_OUT = ("rules", "speed")
NUMBERS = ("V201", "G301", "G302", "T501", "T502")  # codes of wrong numbers


# Codes of changes that only let the code run on, or leave alone what is not its own, whatever
# numbers it gives.
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
    """A change that helps, and the checks that failed and pass with it; none, if they fail with
    numbers then.
    """

    fix: Fix
    passed: Sequence[CheckResult]

    @property
    def alone(self) -> bool:
        """Whether numbers may be wrong by another mistake."""
        return _alone(self.fix)


class TextTrial:
    """A worker that judges one changed text after the other, by all checks of a submission.

    What failed as the scene has it has to pass, and what passed as well. A change of the formula
    has to make all right that failed; one that only lets code run on does not.
    """

    def __init__(self, session: Session, scene: Scene, checks: Sequence[Check], results: Sequence[CheckResult]) -> None:
        self._session, self.scene = session, scene
        self._results = {(r.name, r.dtype): r for r in results}
        self._checks = [c for c in checks if c.name not in LEFT_OUT and _key(c) in self._results]
        self._must = {(r.name, r.dtype) for r in scene.failed}
        self._most = MOST if scene.codes - {*NUMBERS} else FEW
        self._until = time.monotonic() + SECONDS

    def cure(self, fixes: Iterable[Fix]) -> Cure | None:
        """The first change with which all passes that has to, without the edits that it can do
        without; if there is none, the first with which the code runs on.
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
        """Whether the checks that failed pass or come to a verdict on numbers."""
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
        """The same without the edits that it can do without; None if there is no time to find
        out.
        """
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
        """The checks that failed and pass with a changed text; None if one fails that has to
        pass.
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
    """The result of a check, if it passes."""
    try:
        result = check.run(attempt, before)
    except SubmissionError:
        return None
    return result if result.status == "passed" else None


def _key(check: Check) -> tuple[str, str]:
    return check.name, check.dtype.name


def _alone(fix: Fix) -> bool:
    """Whether a change is of something else than numbers."""
    return fix.code in RUNS_ON or fix.code in OF_MEMORY or fix.code.startswith("closure")
