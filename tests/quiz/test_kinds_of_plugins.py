"""The documentation's examples: a kind that a plugin brings, and fixed questions."""

import re
import tomllib
from types import ModuleType

import pytest

from grader import plugins
from grader.plugins import Catalogue
from grader.quiz.fixed import questions_of
from grader.quiz.parts import plain_text
from grader.quiz.question_kinds import question_kinds

from ..conftest import ROOT, bundled

PAGE = (ROOT / "docs" / "quiz.md").read_text(encoding="utf-8")


def loaded(code: str) -> Catalogue:
    """A catalogue with a plugin of this code alone."""
    plugin, catalogue = ModuleType("campus"), Catalogue()
    exec(code, vars(plugin))
    manager = plugins._manager()
    manager.register(plugin, "campus")
    plugins._collect(catalogue, manager, "campus", plugin)
    return catalogue


def test_the_kind_of_the_documentation_asks_sound_questions() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    found = loaded(code)
    assert found.broken == []
    kind = question_kinds(found.question_kinds)["title"]
    question = kind.generate(bundled().entries["softplus"].exercise, 0)
    assert question
    assert plain_text(question.prompt)
    assert question.id == "title-softplus-0"


def test_a_hook_that_fails_breaks_its_plugin_alone() -> None:
    (broken,) = loaded(
        "from grader import hookimpl\n@hookimpl\ndef grader_question_kinds():\n    return 1 / 0\n"
    ).broken
    assert (broken.error.code, broken.plugin) == ("A612", "campus")


def test_the_fixed_questions_of_the_documentation_are_read() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    exercises = {slug: entry.exercise for slug, entry in bundled().entries.items()}
    found = list(questions_of(tomllib.loads(text), "page", exercises))
    assert len(found) == 5


@pytest.mark.parametrize("kind", question_kinds())
def test_every_kind_is_documented(kind: str) -> None:
    assert re.search(rf"(?m)^\| `{kind}` \|", PAGE)
    assert question_kinds()[kind].about
