"""What is said of submissions as people hand them in: a folder of files called SLUG__NAME.py.

    python benchmarks/field.py FOLDER [--out REPORTS] [--only TEXT]... [--seeds 1]

Prints for each file how often it passed and all that the report says of what is wrong. With --out
every report is written there as JSON without times, so that `diff -r` compares two versions of the
program. Ends with status 1 if a file could not be judged.
"""

import argparse
import collections
import dataclasses
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from grader import plugins
from grader.errors import GraderError
from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.plan import Plan, Planned
from grader.judge.sandbox.workers import Workers
from grader.limit_settings import Limits
from grader.report.json import render
from grader.report.model import Report

LIMITS = Limits(seconds=10)


@cache
def catalogue() -> plugins.Catalogue:
    return plugins.load()


@cache
def planned(slug: str, seed: int) -> Planned:
    found = catalogue()
    return Plan(exercise=found.entries[slug].exercise, seed=seed, others=found.exercises).work_out()


def judged(workers: Workers, slug: str, path: Path, seed: int) -> Report:
    """The report on a file, as `grader check` gives it."""
    with workers.session(LIMITS) as session:
        return grade.grade(planned(slug, seed), path, Attempt(session))


def said(report: Report) -> Iterator[str]:
    """What a report says of what is wrong, line by line."""
    if report.error:
        yield f"{report.error.code} {report.error.message}"
    for check in report.checks:
        if check.status != "passed":
            yield f"{check.status} {check.name} {check.dtype} {check.findings.code} {check.summary}"
        for d in check.findings.diagnoses:
            where = "".join(f" [where: {s.at}; wrong: {s.wrong}]" for s in d.steps)
            yield f"    {d.confidence} {d.id}: {d.explanation}{where} ({d.evidence})"


def timeless(report: Report) -> Report:
    """The report without what differs from run to run."""
    checks = tuple(dataclasses.replace(c, seconds=0.0) for c in report.checks)
    return dataclasses.replace(report, run=dataclasses.replace(report.run, duration_s=0.0), checks=checks)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--seeds", type=int, default=1)
    chosen = parser.parse_args()
    files = sorted(p for p in chosen.folder.glob("*__*.py") if all(text in p.name for text in chosen.only))
    counts: collections.Counter[str] = collections.Counter()
    broken = 0
    if chosen.out:
        chosen.out.mkdir(parents=True, exist_ok=True)
    with Workers() as workers:
        for path in files:
            slug = path.name.partition("__")[0]
            passed, lines = 0, dict[str, None]()
            for seed in range(chosen.seeds):
                try:
                    report = judged(workers, slug, path, seed)
                except GraderError as error:
                    lines[f"{error.code} {error.message}"] = None
                    broken += 1
                    continue
                passed += report.passed
                lines |= dict.fromkeys(said(report))
                sure = {d.confidence for c in report.checks for d in c.findings.diagnoses}
                first = next((s for s in ("named", "ambiguous", "observed") if s in sure), "undiagnosed")
                counts["passed" if report.passed else first] += 1
                if chosen.out:
                    (chosen.out / f"{path.stem}.{seed}.json").write_text(render(timeless(report)))
            print(f"{path.stem}: passed {passed} of {chosen.seeds}")
            for line in lines:
                print(f"    {line}")
            sys.stdout.flush()
    print("; ".join(f"{n} {what}" for what, n in counts.most_common()))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
