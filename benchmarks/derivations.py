"""How derivations as people write them are judged: a folder of them beside a table of what is true
of each.

The table has three columns with tabs between them: a file, the exercise, and `ok`, or `wrong:` with
the number of the line (`wrong: line 6`) or with how that line goes, or `incomplete`. Right ones
should be accepted, wrong ones stopped at that line, and incomplete ones neither.

    python benchmarks/derivations.py FOLDER TABLE [--show]
"""

import argparse
import csv
import time
from collections import Counter
from pathlib import Path

from grader.exercise import Exercise
from grader.judge.derivations.check_lines import NotDerivable, check
from grader.plugins import load
from grader.report.checked_derivation import CheckedDerivation
from grader.report.derivation_terminal import render

WRONG, LINE, INCOMPLETE = "wrong: ", "line ", "incomplete"
RIGHT_KINDS = ("accepted", "not read", "FALSE STOP", "not accepted")
WRONG_KINDS = ("stopped at the line", "told", "not read", "stopped elsewhere", "FALSE ACCEPTANCE", "not accepted")


def line_of(text: str, said: str) -> int:
    """The number of the line that is wrong."""
    if said.startswith(LINE):
        return int(said.removeprefix(LINE))
    lines = [line.strip() for line in text.splitlines()]
    return next(
        (n for how in (str.__eq__, str.endswith, str.__contains__) for n, x in enumerate(lines, 1) if how(x, said)), 0
    )


def verdict(found: CheckedDerivation, text: str, truth: str) -> str:
    """What the judgement is worth, beside the truth."""
    if truth == INCOMPLETE:
        return "FALSE ACCEPTANCE" if found.passed else "FALSE STOP" if found.wrong else "told"
    if not truth.startswith(WRONG):
        return "accepted" if found.passed else "FALSE STOP" if found.wrong else unaccepted(found)
    if found.passed:
        return "FALSE ACCEPTANCE"
    if not found.wrong:
        return unaccepted(found)
    return (
        "stopped at the line"
        if found.wrong[0].line == line_of(text, truth.removeprefix(WRONG))
        else "stopped elsewhere"
    )


def unaccepted(found: CheckedDerivation) -> str:
    return "not read" if found.unread else "not accepted"


def judged(exercise: Exercise, text: str, truth: str) -> tuple[str, str]:
    """The verdict, and what a student is told."""
    try:
        found = check(exercise, text, "")
    except NotDerivable as error:
        return "not read", str(error)
    return verdict(found, text, truth), render(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("table", type=Path)
    parser.add_argument("--show", action="store_true", help="print what is told of each that is not judged right")
    options = parser.parse_args()
    catalogue = load()
    counted: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    with options.table.open(encoding="utf-8", newline="") as table:
        for name, slug, truth in list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]:
            text = (options.folder / name).read_text(encoding="utf-8")
            started = time.perf_counter()
            kind, told = judged(catalogue.entries[slug].exercise, text, truth)
            right = truth == "ok"
            counted[right][kind] += 1
            print(f"{time.perf_counter() - started:6.2f} s  {'right' if right else 'wrong'}  {kind:20}  {name}")
            if options.show and kind not in (RIGHT_KINDS[0], *WRONG_KINDS[:2]):
                print("    " + told.replace("\n", "\n    "))
    for right, kinds in ((True, RIGHT_KINDS), (False, WRONG_KINDS)):
        found = counted[right]
        print(f"{found.total()} {'right' if right else 'wrong'}: {', '.join(f'{found[k]} {k}' for k in kinds)}")


if __name__ == "__main__":
    main()
