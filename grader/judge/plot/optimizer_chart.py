"""What there is to draw of an optimizer: where it takes a parameter under a few kinds of
gradients.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...dtypes import FLOAT32
from ...exercise import Exercise
from ...report.chart import Chart, Curve, Panel
from ...worker import protocol
from ..answers import asking
from ..answers.runs import tensors
from ..sandbox.session import Request, Session
from ..trajectories.paths import paths
from ..trajectories.scenarios import Parameters, ParamGroups, Scenario
from .shape import told, wrong_stretches

DTYPE = FLOAT32  # what torch computes in if it is not told otherwise
# What a submission is also checked with.
UNDRAWN = (
    "other settings",
    "tiny gradients",
    "several groups",
    "a reload",
    "missing gradients",
    "float64",
    "step(closure)",
)
STEPS = 60
START = 1.0
GRADIENTS: dict[str, Callable[[int], float]] = {
    "g = 1": lambda step: 1.0,
    "g = 1, -1, 1, -1, ...": lambda step: -1.0 if step % 2 else 1.0,
    "g = 1 for 10 steps, then 0": lambda step: float(step < 10),
}


def chart(exercise: Exercise, session: Session | None, submission: str, settings: Mapping[str, Any]) -> Chart:
    """A parameter after every step, beside where the class of a loaded submission takes it.

    Raises:
        ExerciseError: if the recurrence is wrong.
        SubmissionError: if the submission takes no such steps.
    """
    chosen = {**exercise.hyperparameters, **settings}
    rate = float(chosen.get("lr", 1e-3))
    gradients = tuple(tuple((of(step),) for step in range(STEPS)) for of in GRADIENTS.values())
    everyone = tuple(range(len(gradients)))
    scenario = Scenario(
        name="plot",
        settings={name: value for name, value in settings.items() if name != "lr"},
        parameters=Parameters(starts=((START,),) * len(gradients), gradients=gradients),
        param_groups=ParamGroups(members=(everyone,), rates=((rate,),) * STEPS),
    )
    answers = _ask(exercise, scenario, session) if session else [()] * len(gradients)
    steps = [float(n) for n in range(STEPS + 1)]
    curves = []
    for label, bands, got in zip(GRADIENTS, paths(exercise, scenario, DTYPE), answers, strict=True):
        right = tuple(zip(steps, [START, *(band.nearest for band in bands)], strict=True))
        points = tuple(zip(steps, [START, *got], strict=True)) if got else ()
        wrong = tuple(wrong_stretches(steps[1:], bands, got)) if got else ()
        curves.append(Curve(label, (right,), points, wrong))
    panels = (Panel("parameter", tuple(curves)),)
    said = ", ".join(f"{name} = {value!r}" for name, value in chosen.items())
    remarks, ends = (said, *told(panels)), (0.0, float(STEPS))
    return Chart(exercise.text.title, "step", ends, panels, submission, remarks, UNDRAWN)


def _ask(exercise: Exercise, scenario: Scenario, session: Session) -> Sequence[tuple[float, ...]]:
    sent = tensors(scenario, DTYPE)
    answers = session.ask(Request(protocol.OPTIMIZE, scenario.request(exercise), sent, len(scenario.starts)))
    what = "a parameter over all steps"
    return [asking.numbers(a, (STEPS, 1), DTYPE, what) for a in answers[: len(scenario.starts)]]
