"""What students get for an assignment: a starter for each exercise, and a page that says what to
do. No solution, no formula and no misconception is in it.
"""

from collections.abc import Iterator, Mapping

from .assignment import Assignment
from .exercise import Exercise
from .starter import starter

README = "README.md"


def files(chosen: Assignment, exercises: Mapping[str, Exercise]) -> Iterator[tuple[str, str]]:
    """The names of the files, each with its text."""
    yield README, _page(chosen, exercises)
    for slug in chosen.points:
        yield f"{slug}.py", starter(exercises[slug])


def _page(chosen: Assignment, exercises: Mapping[str, Exercise]) -> str:
    rows = [
        f"| [{slug}.py]({slug}.py) | {exercises[slug].text.title.rstrip('.')} | {worth:g} |"
        for slug, worth in chosen.points.items()
    ]
    first = next(iter(chosen.points))
    return "\n".join(
        [
            f"# {chosen.title}",
            "",
            "| file | what to write | points |",
            "|---|---|---|",
            *rows,
            "",
            f"All in all {chosen.worth:g} points.",
            "",
            "1. Write your code into these files. What each has to do stands at its top. Keep their names.",
            f"2. Check it as often as you like: `grader check {first}` in this folder. `grader hint {first}` helps.",
            f"3. Hand in the files{_or_notebook(chosen)}. Your last version counts.",
            "",
            *_asked(chosen),
            "What you hand in is judged on other inputs than those that `grader check` shows.",
            *_hidden(chosen),
            "",
        ]
    )


def _or_notebook(chosen: Assignment) -> str:
    """That a notebook will do, which has no place for questions."""
    return "" if chosen.extras.own_code.count else ", or one notebook (.ipynb) that defines all functions"


def _asked(chosen: Assignment) -> Iterator[str]:
    asked = chosen.extras.own_code
    if asked.count:
        call = f"grader quiz own {next(iter(chosen.points))} --below --count {asked.count}"
        yield f"When your code passes, `{call}` writes questions about it below it. Your answers are"
        yield f"{asked.percent} % of the points: write them there, and hand the file in with them. If you change the"
        yield "code afterwards, ask again. Notebooks have no place for them."
        yield ""


def _hidden(chosen: Assignment) -> Iterator[str]:
    if chosen.hidden:
        yield f"Of {', '.join(chosen.hidden)} you will learn no more than your points."
