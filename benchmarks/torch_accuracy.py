"""How much of the allowed error torch's own functions use, per exercise and dtype.

    python benchmarks/torch_accuracy.py [SLUG]...

A figure of 1.0 is all that is allowed; 1/8 is the running error bound itself, without the constant
SAFETY.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from grader.dtypes import DTYPES, FLOAT32, DType
from grader.errors import SubmissionError
from grader.exercise import Exercise
from grader.family import Procedure
from grader.judge.answers import asking
from grader.judge.answers.runs import tensors
from grader.judge.answers.solved import SolvedCases
from grader.judge.sandbox.session import Request, Session
from grader.judge.sandbox.workers import alone
from grader.judge.trajectories.scenarios import scenarios
from grader.limit_settings import Limits
from grader.plugins import load
from grader.reference.enclose import Band
from grader.reference.recurrence import path
from grader.worker import protocol
from tests.torch_submissions import COMPOSED, source

SEEDS = range(3)


def used(bands: Sequence[Band], got: Sequence[float]) -> float:
    return max((b.error(x) / b.allowed for b, x in zip(bands, got, strict=True)), default=0.0)


def function(exercise: Exercise, dtype: DType, session: Session, seed: int) -> tuple[float, float]:
    value = gradient = 0.0
    for planned in SolvedCases(exercise, dtype, seed).cases:
        case = planned.case
        (result,) = asking.ask(session, protocol.FORWARD, case, exercise.slug)
        value = max(value, used(planned.values, dtype.unpack(result.data)))
        results = asking.ask(session, protocol.GRADIENTS, case, exercise.slug)
        for bands, answer in zip(planned.gradients.values(), results, strict=True):
            gradient = max(gradient, used(bands, dtype.unpack(answer.data)))
    return value, gradient


def optimizer(exercise: Exercise, dtype: DType, session: Session, seed: int) -> float:
    most = 0.0
    for scenario in scenarios(exercise, dtype, seed):
        sent = tensors(scenario, dtype)
        answers = session.ask(Request(protocol.OPTIMIZE, scenario.request(exercise), sent, len(scenario.starts)))
        for p, (start, answer) in enumerate(zip(scenario.starts, answers, strict=False)):
            got = dtype.unpack(answer.data)
            for e, x in enumerate(start):
                bands = path(exercise, x, scenario.updates(exercise, p, e), dtype)
                most = max(most, used(bands, got[e :: len(start)]))
    return most


def cell(exercise: Exercise, dtype: DType) -> str:
    with alone(Limits(seconds=60)) as session:
        session.load("torch_own.py", source(exercise))
        try:
            if exercise.family.name == "optimizer":
                if dtype.digits < FLOAT32.digits:
                    return "too coarse"
                return f"{max(optimizer(exercise, dtype, session, s) for s in SEEDS):.2f}"
            pairs = [function(exercise, dtype, session, s) for s in SEEDS]
        except SubmissionError as error:
            return f"not supported: {error.message[:40]}"
    return f"{max(v for v, _ in pairs):.2f} / {max(g for _, g in pairs):.2f}"


def main() -> None:
    print(f"share of the allowed error used, value / gradient (optimizers: trajectory), {len(SEEDS)} seeds")
    print("| exercise | " + " | ".join(DTYPES) + " |\n|---|" + "---|" * len(DTYPES))
    for slug, entry in load().entries.items():
        if sys.argv[1:] and slug not in sys.argv[1:]:
            continue
        if entry.exercise.family.procedure not in (Procedure.CALL, Procedure.STEP) or (
            slug not in COMPOSED and not entry.exercise.torch
        ):
            continue
        print(f"| {slug} | " + " | ".join(cell(entry.exercise, d) for d in DTYPES.values()) + " |", flush=True)


if __name__ == "__main__":
    main()
