"""How many questions about one's own code each model solution gets: `python -m
benchmarks.own_code_quiz [SEEDS]`.
"""

import sys
import time
from functools import partial
from pathlib import Path

from grader.judge.answers.own_code_runs import OwnCodeRuns
from grader.judge.sandbox.workers import Workers
from grader.limit_settings import Limits
from grader.plugins import load
from grader.quiz.easy_calls import has_own_calls
from grader.quiz.own_code_questions import own_code_questions

ENOUGH = 3


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    found = {entry.exercise.slug: entry for entry in load().entries.values()}
    fewest: dict[str, int] = {}
    with Workers() as workers:
        for slug, entry in found.items():
            if not has_own_calls(entry.exercise):
                continue
            model = Path("solutions", entry.topic, f"{slug}.py").read_text(encoding="utf-8")
            runner = OwnCodeRuns(entry.exercise, partial(workers.session, Limits()), 60.0)
            started = time.perf_counter()
            counts = [len(own_code_questions(entry.exercise, model, runner, seed)) for seed in range(seeds)]
            fewest[slug] = min(counts)
            print(f"{slug:32} {counts} {(time.perf_counter() - started) / seeds:.1f} s", flush=True)
    enough = sum(count >= ENOUGH for count in fewest.values())
    print(f"{enough} of {len(found)} exercises get {ENOUGH} questions or more from every seed")


if __name__ == "__main__":
    main()
