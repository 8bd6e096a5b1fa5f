"""Several mistakes at once are found one after another, each from scenarios in which the others
make no difference.
"""

import pytest

from grader.dtypes import FLOAT64
from grader.judge.answers.budget import Budget
from grader.judge.diagnosis.candidates import KnownCandidate, RightCandidate
from grader.judge.diagnosis.composed import Composing
from grader.judge.diagnosis.decays import decays
from grader.judge.diagnosis.path_probe import PathProbe
from grader.judge.diagnosis.stepwise import Stepwise
from grader.judge.trajectories.paths import WalkRun, paths, walks

from ..conftest import bundled

PLENTY = 10**9


def test_three_mistakes_of_adam_are_found() -> None:
    exercise = bundled().entries["adam"].exercise
    declared = [KnownCandidate(m) for m in (*exercise.known_mistakes("trajectory", ""), *decays(exercise))]
    by_id = {c.misconception.id: c for c in declared}
    made = tuple(by_id[name] for name in ("no_bias_correction", "decay_decoupled", "maximum_not_kept"))
    composing = Composing(exercise, exercise.function, Budget(PLENTY))
    wrong = composing.of(made).misconception
    probes = []
    for walk in walks(exercise, FLOAT64, 0):
        got = tuple(tuple(float(band.low.mid()) for band in entry) for entry in paths(exercise, walk, FLOAT64, wrong))
        probes.append(PathProbe.of(exercise, WalkRun(walk, [], got)))
    found = next(Stepwise(composing, declared, probes).found(RightCandidate(exercise.function)))
    assert found.misconception.id == wrong.id


@pytest.mark.parametrize("slug", ["adam", "sgd_momentum"])
def test_nothing_is_found_where_everything_is_right(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    declared = [KnownCandidate(m) for m in exercise.known_mistakes("trajectory", "")]
    composing = Composing(exercise, exercise.function, Budget(PLENTY))
    probes = []
    for walk in walks(exercise, FLOAT64, 0):
        got = tuple(tuple(float(band.low.mid()) for band in entry) for entry in paths(exercise, walk, FLOAT64))
        probes.append(PathProbe.of(exercise, WalkRun(walk, [], got)))
    assert not list(Stepwise(composing, declared, probes).found(RightCandidate(exercise.function)))
