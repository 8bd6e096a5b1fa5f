"""The same seed gives the same question in every process: nothing hangs on the order of sets."""

import os
import subprocess
import sys

from ..conftest import ROOT
from ..tiers import whole

PROGRAM = """
import hashlib
from grader.plugins import load
from grader.quiz.question_json import as_json
from grader.quiz.question_kinds import question_kinds
entries, digest = load().entries, hashlib.sha256()
for slug in ("silu", "softmax", "huber_loss", "adam", "clone_in_graph"):
    for kind in question_kinds().values():
        question = kind.generate(entries[slug].exercise, 3)
        digest.update(as_json(question).encode() if question else b"-")
print(digest.hexdigest())
"""


def digest(hash_seed: int) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return run.stdout


@whole
def test_questions_are_the_same_in_every_process() -> None:
    first = digest(1)
    assert len(first) > 60
    assert first == digest(2)
