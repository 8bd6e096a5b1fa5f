"""The program that Classroom 50's autograder.py calls in a student's checkout:
`python -I -m grader.exporting.on_classroom50 ASSIGNMENT COURSE`. It writes ./result.json.
"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from .remote_grading import graded, put

# the fields that identify the submission, and the variable in which the runner gives each
OF_RUNNER = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
}


def main() -> int:
    """Judges the checkout. Returns 0 if there is a verdict. Any other status means that the grading
    failed, and the runner says so.
    """
    checkout, result = Path.cwd(), Path.cwd() / "result.json"
    result.unlink(missing_ok=True)
    done = graded(sys.argv[1], checkout, Path(sys.argv[2]), "classroom50")
    if not done.is_verdict:
        return 1
    whole = {
        **json.loads(done.data),
        **{field: os.environ[variable] for field, variable in OF_RUNNER.items()},
        "review": os.environ.get("REVIEW_URL") or os.environ["COMMIT_URL"],
        "datetime": _committed(checkout),
    }
    put(json.dumps(whole, ensure_ascii=False, allow_nan=False).encode(), result)
    return 0


def _committed(checkout: Path) -> str:
    """Returns the time of the commit, or the current time if git does not say."""
    command = ["git", "-C", str(checkout), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = done.stdout.strip()
    when = datetime.fromtimestamp(int(said), UTC) if said.isdigit() else datetime.now(UTC)
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


if __name__ == "__main__":
    sys.exit(main())
