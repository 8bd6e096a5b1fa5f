"""How long a class takes from its download to a gradebook: `python -m benchmarks.round_trip
[STUDENTS]`.

A class of 300 with five exercises, a third of them wrong, all files different. Prints seconds and
MiB of the whole command, and for the second call, where nothing is left to grade, what reading and
writing take alone.
"""

import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXERCISES = ("sigmoid", "gelu", "tanh", "softplus", "silu")
SETTINGS = f"[tool.grader.assignments.hw1]\nexercises = {{ {', '.join(f'{slug} = 10' for slug in EXERCISES)} }}\n"


def work(slug: str, number: int) -> str:
    """The submission of a student: every third is one of the kept wrong ones."""
    wrong = sorted((ROOT / "tests" / "submissions" / slug / "wrong").glob("*.py"))
    right = next((ROOT / "solutions").rglob(f"{slug}.py"))
    path = wrong[number % len(wrong)] if number % 3 == 0 else right
    return f"{path.read_text(encoding='utf-8')}\n# {number}\n"


def make(folder: Path, students: int) -> None:
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    rows = ["Student,ID,SIS User ID,SIS Login ID,Section,hw1 (7)", "    Points Possible,,,,,50"]
    with zipfile.ZipFile(folder / "submissions.zip", "w") as archive:
        for n in range(students):
            rows.append(f'"Doe{n}, Jane",{1000 + n},S{n},jane{n},A,')
            for place, slug in enumerate(EXERCISES):
                archive.writestr(f"doe{n}jane_{1000 + n}_{10 * n + place}_{slug}.py", work(slug, n))
    (folder / "gradebook.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    students = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, students)
        command = [sys.executable, "-m", "grader", "batch", "submissions.zip", "--assignment", "hw1"]
        command += ["--roster", "gradebook.csv", "--gradebook", "gradebook.csv", "--feedback", "feedback.zip"]
        for call in ("first", "second"):
            started = time.monotonic()
            subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{call} call: {time.monotonic() - started:.1f} s, largest process {peak:.0f} MiB")
        filled = (folder / "gradebook.graded.csv").read_text(encoding="utf-8").splitlines()[2:]
        print(f"{sum(not row.endswith(',') for row in filled)} of {students} rows filled")


if __name__ == "__main__":
    main()
