"""What others' programs read of a large quiz: `python -m benchmarks.quiz_readers [COUNT]`, after
`make test-quiz`.

Makes a quiz over the whole catalogue, writes it in every format, and has gift-pegjs and
qti-components read it. Prints the size and time of each format, what is left out of it, and how
many questions and answers were read rightly.
"""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

from grader.plugins import load
from grader.quiz.export import FORMATS, format_of
from grader.quiz.export.quiz_format import QuestionSet, exported
from grader.quiz.export.variants import groups
from grader.quiz.question_kinds import question_kinds
from tests.pages.test_accessible import BROWSER
from tests.quiz.export import test_qti12 as canvas
from tests.quiz.readers import test_gift_pegjs as gift
from tests.quiz.readers import test_qti_player as player


def made(count: int) -> QuestionSet:
    found = load(None)
    return QuestionSet("Whole", groups(found.exercises, question_kinds(found.question_kinds), count, 1, 1))


def written(quiz: QuestionSet) -> None:
    for name in FORMATS:
        start = time.perf_counter()
        done = exported(format_of(name), quiz)
        reasons = Counter(line.partition(": ")[2] for line in done.left_out)
        took = time.perf_counter() - start
        print(
            f"{name:10}{done.count:5} questions {len(done.data) >> 10:6} KiB {took:6.2f} s  left out: {dict(reasons)}"
        )


def read_as_gift(quiz: QuestionSet) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pairs = list(zip(gift.read(quiz, Path(folder)), gift.kept(quiz), strict=True))
    for found, question in pairs:
        gift.check(found, question)
    print(f"gift-pegjs reads {len(pairs)} questions as they are")


def packed_for_canvas(quiz: QuestionSet) -> None:
    items = list(canvas.assessment(canvas.unpacked(quiz)).iter(f"{canvas.QTI}item"))
    for item, question in zip(items, canvas.kept(quiz), strict=True):
        canvas.check(item, question)
    print(f"text2qti writes {len(items)} items with their texts, and 100 for what is right")


def played(quiz: QuestionSet) -> None:
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = player.with_player(browser)
        answers = [player.play(page, question) for question in player.expressed(quiz)]
        browser.close()
    print(f"qti-components plays {len(answers)} items; {sum(answers)} answers give what they should")


if __name__ == "__main__":
    whole = made(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
    print(f"{len(whole.questions)} questions: {dict(Counter(q.origin.kind for q in whole.questions))}")
    written(whole)
    read_as_gift(whole)
    packed_for_canvas(whole)
    played(whole)
