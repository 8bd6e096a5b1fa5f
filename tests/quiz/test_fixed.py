"""Questions that an instructor writes down: every thing that can be asked for, and errors that say
where they are.
"""

from pathlib import Path

import pytest

from grader.quiz.asked_records import AskedChoice, AskedFormula, AskedMatch, AskedNumber, AskedOrder
from grader.quiz.fixed import LARGEST_FILE, QuestionFileError, read_questions
from grader.quiz.grading import graded
from grader.quiz.parts import plain_text
from grader.quiz.question import QuizQuestion
from grader.quiz.question_json import as_json, question_of
from grader.quiz.written_answers import right_answer

from ..conftest import bundled

GOOD = """
[[question]]
id = "slope"
prompt = "How steep is sigmoid at 0?"
number = 0.25
digits = 2
wrong = [{ number = 0.5, why = "That is its value.", mistake = "value" }]
hints = ["It is s (1 - s)."]
explanation = "s is 1/2."

[[question]]
id = "typed"
prompt = "Type the derivative of silu."
formula = "sigmoid(x) + x*sigmoid(x)*(1 - sigmoid(x))"
slug = "silu"
wrt = "input"

[[question]]
id = "copies"
prompt = "What does this print?"
code = "print(torch.zeros(1).item())"
options = [{ text = "0.0", right = true }, { text = "tensor([0.])", why = "item() gives a number." }]

[[question]]
id = "order"
prompt = "Put the lines of a training step in order."
order = ["zero_grad", "backward", "step"]

[[question]]
id = "pairs"
prompt = "What is the range?"
pairs = [["relu", "[0, oo)"], ["tanh", "(-1, 1)"]]
extra = ["(0, 1)"]
"""


def read(folder: Path, text: str) -> list[QuizQuestion]:
    file = folder / "own.toml"
    file.write_text(text, encoding="utf-8")
    return read_questions(file, {slug: e.exercise for slug, e in bundled().entries.items()})


def test_everything_can_be_asked_for(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD)
    kinds = [AskedNumber, AskedFormula, AskedChoice, AskedOrder, AskedMatch]
    assert [type(question.asked) for question in found] == kinds
    assert [question.id for question in found] == [
        f"fixed-{n}-0" for n in ("slope", "typed", "copies", "order", "pairs")
    ]
    for question in found:
        entry = bundled().entries.get(question.about)
        assert graded(question, right_answer(question.asked), entry.exercise if entry else None).right
        assert question_of(as_json(question)) == question
    assert found == read(tmp_path, GOOD)
    assert graded(found[0], "0.5").mistake == "value"
    assert plain_text(found[2].prompt) == "What does this print?\nprint(torch.zeros(1).item())\n"
    assert [plain_text(item) for item in found[3].asked.items] != ["zero_grad", "backward", "step"]  # type: ignore[union-attr]


BASE = '[[question]]\nid = "a"\nprompt = "b"\n'


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[[question", "not TOML"),
        ("x = 1", "nothing else"),
        ('question = "a"', "nothing else"),
        (BASE, "question a: number or formula or options or order or pairs"),
        (BASE + "number = 1\norder = []", "one of them"),
        (BASE.replace('"b"', '"b\\u001b[2J"') + "number = 1", "prompt has a character that cannot be seen: U.001B"),
        (BASE + 'order = ["a", "b", "c\\u202e"]', "U.202E"),
        (BASE + "number = nan", "question a: number has to be a number"),
        (BASE + 'number = "1"', "number"),
        (BASE + "number = 1\ndigits = -1", "digits"),
        (BASE + "number = 1\nanswer = 2", "answer is no field"),
        (BASE + "number = 1\nwrong = [{ number = 1.001 }]", "counts as right"),
        (BASE + "number = 1\nwrong = [{ number = 2, wy = 'a' }]", "no wy"),
        (BASE + 'options = [{ text = "a" }, { text = "b" }]', "right"),
        (BASE + 'options = [{ text = "a", right = true }, { text = "A " }]', "alike"),
        (BASE + 'options = [{ text = "a", right = true }]', "2 to 12"),
        (BASE + 'options = [{ text = "a", right = 1 }, { text = "b" }]', "true or false"),
        (BASE + 'order = ["a", "b"]', "three"),
        (BASE + 'pairs = [["a"]]', "pairs"),
        (BASE + 'formula = "x"\nslug = "sigmiod"\nwrt = "x"', "slug"),
        (BASE + 'formula = "x"\nslug = "sigmoid"\nwrt = "z"', "there are x"),
        (BASE + 'formula = "x +"\nslug = "sigmoid"\nwrt = "x"', "cannot be read"),
        (BASE + 'formula = "sigmoid(x)"\nslug = "sigmoid"\nwrt = "x"', "is not the derivative"),
        (BASE + "number = 1\n" + BASE + "number = 1", "question a: id is there twice"),
        ('[[question]]\nprompt = "b"\nnumber = 1', "question 1: id"),
        (BASE + 'number = 1\nhints = "a"', "hints"),
    ],
)
def test_what_is_wrong_is_said_with_file_question_and_field(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(QuestionFileError, match=word) as caught:
        read(tmp_path, text)
    assert "own.toml" in str(caught.value)


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(QuestionFileError, match="No such file"):
        read_questions(tmp_path / "none.toml", {})
    (tmp_path / "large.toml").write_bytes(b"#" * (LARGEST_FILE + 1))
    with pytest.raises(QuestionFileError, match="larger"):
        read_questions(tmp_path / "large.toml", {})
    (tmp_path / "bytes.toml").write_bytes(b"\xff")
    with pytest.raises(QuestionFileError, match="UTF-8"):
        read_questions(tmp_path / "bytes.toml", {})
