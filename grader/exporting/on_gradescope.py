"""The program that runs in Gradescope's container for each submission: `python -I -m
grader.exporting.on_gradescope ASSIGNMENT`.

If grader cannot judge the submission, it writes no results.json. Gradescope then says that the
autograder has failed, and enters no points.
"""

import json
import os
import sys
from pathlib import Path

from .remote_grading import graded, put

ROOT = "AUTOGRADER_ROOT"  # set in tests; Gradescope has /autograder


def main() -> int:
    """Judges the submission. Returns 0 if there is a verdict."""
    root = Path(os.environ.get(ROOT, "/autograder"))
    results = root / "results" / "results.json"
    results.unlink(missing_ok=True)
    done = graded(sys.argv[1], root / "submission", root / "source" / "course", "gradescope")
    if not done.is_verdict:
        results.unlink(missing_ok=True)
        print(f"grader: not graded (status {done.status}): there is no results.json, so no points are entered")
        return 1
    whole = json.loads(done.data)
    whole["output"] += f"\n\n{_attempt(root / 'submission_metadata.json')}"
    put(json.dumps(whole, ensure_ascii=False, allow_nan=False).encode(), results)
    return 0


def _attempt(metadata: Path) -> str:
    """Returns the number of the student's submission."""
    try:
        before = len(json.loads(metadata.read_bytes())["previous_submissions"])
    except (OSError, ValueError, KeyError, TypeError):
        return "Gradescope does not say how many submissions came before this one."
    return f"Submissions before this one: {before}."


if __name__ == "__main__":
    sys.exit(main())
