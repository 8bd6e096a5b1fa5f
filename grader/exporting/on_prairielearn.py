"""The program that runs in PrairieLearn's container: `python -I -m grader.exporting.on_prairielearn
ASSIGNMENT`.

Its status is 0 if there are results, even if they say that grader could not judge. If a container
ends with another status, PrairieLearn reads no results.
"""

import os
import sys
from pathlib import Path

from .remote_grading import graded, put

ROOT = "GRADE_ROOT"  # set in tests; PrairieLearn has /grade


def main() -> int:
    """Judges the student's submission. Returns 0 if there are results."""
    root = Path(os.environ.get(ROOT, "/grade"))
    results = root / "results" / "results.json"
    results.unlink(missing_ok=True)
    done = graded(sys.argv[1], root / "student", root / "tests" / "course", "prairielearn")
    if not done.data:
        return 1
    results.unlink(missing_ok=True)
    put(done.data, results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
