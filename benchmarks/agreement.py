"""Does a verdict on speed stay the same? python benchmarks/agreement.py [--times 10] [--busy 0]

Twenty submissions of sigmoid, fast ones, some about as slow as the limit and slow ones, are judged
again and again; with --busy so many other processes compute beside it. Prints how often each
verdict was given, how many verdicts differ from the commoner one of their submission (inconclusive
ones apart), and the seconds of a check.
"""

import argparse
import statistics
import subprocess
import sys
import time
from collections import Counter

from grader.judge.answers.attempt import Attempt
from grader.judge.checks.speed import Speed
from grader.judge.sandbox.workers import Workers
from grader.limit_settings import Limits
from grader.plugins import load

LIMIT = 10.0
PASSES = (0, 1, 2, 4, 8, 16, 24, 60, 75, 90, 105, 120, 135, 150, 200, 250, 300, 350, 400, 500)
SOURCE = """
import torch

def sigmoid(x):
    for _ in range({}):
        x = x + 0
    return 1 / (1 + torch.exp(-x))

def sigmoid_backward(grad_output, x):
    y = sigmoid(x)
    return grad_output * y * (1 - y)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--busy", type=int, default=0)
    options = parser.parse_args()
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(options.busy)]
    try:
        run(options.times)
    finally:
        for process in busy:
            process.kill()


def run(times: int) -> None:
    exercise = load().entries["sigmoid"].exercise
    seconds, flips, open_ones = list[float](), 0, 0
    print("| passes over the data | fast enough | too slow | inconclusive | ratio |\n|---|---|---|---|---|")
    with Workers() as workers:
        for passes in PASSES:
            verdicts, ratios = Counter[str](), list[float]()
            for _ in range(times):
                with workers.session(Limits()) as session:
                    session.load("sigmoid.py", SOURCE.format(passes))
                    started = time.monotonic()
                    result = Speed(exercise, LIMIT, 10).run(Attempt(session), ())
                    seconds.append(time.monotonic() - started)
                verdicts[result.status] += 1
                ratios.append(max(t.ratio.median for t in result.findings.timings))
            decided = verdicts["passed"], verdicts["failed"]
            flips += min(decided)
            open_ones += verdicts["skipped"]
            row = (passes, *decided, verdicts["skipped"], f"{statistics.median(ratios):.1f}")
            print(f"| {' | '.join(map(str, row))} |", flush=True)
    print(f"\n{flips} of {times * len(PASSES)} verdicts differ; {open_ones} inconclusive")
    print(f"seconds of a check: median {statistics.median(seconds):.1f}, most {max(seconds):.1f}")


if __name__ == "__main__":
    main()
