"""The plan for judging submissions: the checks of an exercise, in each format, on inputs drawn from
a seed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..assignment import NOTHING_ASKED, OwnCodeAsked
from ..dtypes import DTYPES, FLOAT32, DType
from ..errors import GraderError
from ..exercise import Exercise
from ..family import Procedure, failure
from ..limit import WORKING_OUT, limited
from ..quiz.easy_calls import has_own_calls
from ..reference import distribution
from .answers.solved import SolvedCases
from .checks.base import Check, Unable
from .checks.behaviour import BehaviourCheck
from .checks.contract import Contract
from .checks.gradients import Gradients
from .checks.own_code_answers import OwnCodeAnswers
from .checks.rules import Rules
from .checks.samples import DistributionCheck, Draws
from .checks.speed import Speed, comparable
from .checks.step_contract import StepContract
from .checks.training import Training
from .checks.trajectory import Trajectory
from .checks.values import Values
from .trajectories.lessons import lessons
from .trajectories.scenarios import scenarios

DEFAULT_DTYPES = ("float32", "float64")
NO_SPEED = "its author gives no limit, or there is nothing to compare its time with"
COARSE = "too coarse for a recurrence: its roundings would hide what a step does"


@dataclass(frozen=True)
class Planned:
    """The checks of an exercise with their right results, ready for any number of submissions.
    Reports name the `seed` that the inputs were drawn from, unless it is secret.
    """

    exercise: Exercise
    checks: tuple[Check, ...]
    seed: int | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The settings for judging submissions of an exercise.

    `others` are all exercises of the catalogue: a submission may solve one of them by mistake.
    `own` says that the work has to be the student's own: the submission calls nothing forbidden and
    writes the derivative by hand. With `speed` the time counts too, if the exercise has a limit.
    No report contains a `secret` seed. `asked` questions about the code count, if there are any.
    """

    exercise: Exercise
    dtypes: tuple[str, ...] = DEFAULT_DTYPES
    seed: int = 0
    others: tuple[Exercise, ...] = ()
    own: bool = True
    speed: bool = False
    secret: bool = False
    asked: OwnCodeAsked = NOTHING_ASKED

    def work_out(self) -> Planned:
        """Prepares the checks: works out everything that does not depend on a submission.

        Raises:
            ExerciseError: if the formula, or a form that should equal it, is wrong or takes too
                long; A631, if a plugin's family fails.
        """
        self.exercise.close()
        try:
            with limited(WORKING_OUT, f"working out {self.exercise.slug}", self.exercise.where):
                checks = self._checks()
        except GraderError:
            raise
        except Exception as error:
            if told := failure(self.exercise.family, error):
                raise told from error
            raise
        if self.speed and not any(c.name == Speed.name for c in checks):
            checks.append(Unable(Speed.name, FLOAT32, NO_SPEED))
        if self.own and Rules.has_any(self.exercise):
            checks.append(Rules(self.exercise, self._formats[0]))
        return Planned(self.exercise, tuple(checks), None if self.secret else self.seed)

    @property
    def _formats(self) -> list[DType]:
        return [DTYPES[name] for name in self.dtypes]

    def _checks(self) -> list[Check]:
        exercise = self.exercise
        extras: list[Check] = []
        if self.speed and exercise.speed and comparable(exercise):
            extras.append(Speed(exercise, exercise.speed, 10))
        if self.asked.count and has_own_calls(exercise):
            extras.append(OwnCodeAnswers(exercise, self.asked, self.asked.percent))
        whole = 1 - sum(check.points for check in extras) / 100
        of = {
            Procedure.CALL: self._of_calls,
            Procedure.STEP: self._of_steps,
            Procedure.LOOP: self._of_loop,
            Procedure.DRAW: self._of_draws,
        }
        return [*of[exercise.family.procedure](whole), *extras]

    def _of_calls(self, whole: float) -> list[Check]:
        exercise, share = self.exercise, whole / len(self.dtypes)
        solved = [SolvedCases(exercise, d, self.seed, self.others) for d in self._formats]
        values: list[Check] = [Values(s, 40 * share) for s in solved]
        if exercise.behaviour:
            return [*values, BehaviourCheck(solved[0], exercise.behaviour, 40), Contract(solved[0], 20)]
        by_hand = self.own and exercise.by_hand
        gradients: list[Check] = [Gradients(s, 40 * share, by_hand, solved) for s in solved]
        return [*values, *gradients, Contract(solved[0], 20 * whole)]

    def _of_draws(self, whole: float) -> list[Check]:
        distribution.check(self.exercise)
        share = 20 * whole
        return [DistributionCheck(self.exercise, self.seed, 3 * share), Draws(self.exercise, self.seed, 2 * share)]

    def _of_loop(self, whole: float) -> list[Check]:
        exercise, (fine, coarse) = self.exercise, _by_digits(self._formats)
        share = 100 * whole / max(len(fine), 1)
        checks: list[Check] = [Training(exercise, d, lessons(exercise, d, self.seed), share) for d in fine]
        return [*checks, *(Unable("training", d, COARSE) for d in coarse)]

    def _of_steps(self, whole: float) -> list[Check]:
        exercise, seed, (fine, coarse) = self.exercise, self.seed, _by_digits(self._formats)
        share = 80 * whole / max(len(fine), 1)
        checks: list[Check] = [Trajectory(exercise, d, scenarios(exercise, d, seed), share) for d in fine]
        checks += [StepContract(exercise, d, seed, 20 * whole) for d in fine[:1]]
        return [*checks, *(Unable("trajectory", d, COARSE) for d in coarse)]


def _by_digits(formats: Sequence[DType]) -> tuple[list[DType], list[DType]]:
    """Returns the formats that are fine enough for a recurrence, and those that are too coarse."""
    fine = [d for d in formats if d.digits >= FLOAT32.digits]
    return fine, [d for d in formats if d not in fine]
