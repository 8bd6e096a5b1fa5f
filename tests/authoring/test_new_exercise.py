"""`grader new`: what it writes is fit as it is, and a few lines make another fit exercise of it."""

from pathlib import Path

import pytest

from grader.authoring.new_exercise import FAMILIES, NewExercise, complaint

from ..cli.command import Done, grader
from ..conftest import bundled
from ..tiers import first_of_each

MISTAKES = {
    "elementwise": "sum in the quotient rule",
    "rowwise": "sizes for squares",
    "loss": "half lost",
    "layer": "bias lost",
    "optimizer": "gradient damped",
    "sampler": "uniform instead",
    "tensor": "not doubled",
    "training": "gradients accumulate",
}
MOST_WRITTEN = 15
OTHER_FORMULA = {  # lines of the template, and what an author writes in their place
    "plugins/my_bump.py": {
        "from grader import Reals, elementwise": "from grader import Reals, elementwise, sym",
        '    """my_bump: x over 1 + x^2.': '    """Bump: x times e^(-x^2).',
        "    Hint: the quotient rule: (u / v)' = (u' v - u v') / v^2.": "    Hint: the product rule.",
        "    return x / (1 + x**2)": "    return x * sym.exp(-(x**2))",
        "    return (1 - x**2) / (1 + x**2) ** 2": "    return (1 - 2 * x**2) * sym.exp(-(x**2))",
        "def sum_in_the_quotient_rule(x):": "def sign_of_the_exponent_lost(x):",
        '    """The quotient rule subtracts u v\' from u\' v; here both were added."""': (
            '    """The exponent is -x^2: its derivative is negative for x > 0."""'
        ),
        "    return (1 + 3 * x**2) / (1 + x**2) ** 2": "    return (1 + 2 * x**2) * sym.exp(-(x**2))",
    },
    "solutions/my_bump.py": {
        "    return x / (1 + x**2)": "    return x * torch.exp(-(x**2))",
        "    return grad_output * (1 - x**2) / (1 + x**2) ** 2": (
            "    return grad_output * (1 - 2 * x**2) * torch.exp(-(x**2))"
        ),
    },
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "course").mkdir()
    return tmp_path / "course"


def new(folder: Path, slug: str, *more: str) -> Done:
    return grader("new", slug, *more, cwd=folder)


@pytest.mark.parametrize("family", first_of_each(lambda _: ["template"], FAMILIES))
def test_what_is_written_is_fit(folder: Path, family: str) -> None:
    done = new(folder, "my_own", "--family", family)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("then: grader selfcheck my_own\n")
    checked = grader("selfcheck", "my_own", cwd=folder)
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.endswith("students begin with: grader start my_own\n")
    assert grader("check", "my_own", "solutions/my_own.py", cwd=folder).returncode == 0
    wrong = grader("check", "my_own", "wrong/my_own.py", cwd=folder)
    assert wrong.returncode == 1
    assert f"mistake: {MISTAKES[family]}" in wrong.stdout
    assert "not started" in grader("check", "my_own", "exercises/my_own.py", cwd=folder).stdout


def test_a_few_lines_make_another_exercise(folder: Path) -> None:
    new(folder, "my_bump")
    written = 0
    for path, lines in OTHER_FORMULA.items():
        text = (folder / path).read_text(encoding="utf-8")
        for before, after in lines.items():
            assert f"{before}\n" in text
            text = text.replace(f"{before}\n", f"{after}\n")
            written += 1
        (folder / path).write_text(text, encoding="utf-8")
    assert written <= MOST_WRITTEN
    checked = grader("selfcheck", "my_bump", cwd=folder)
    assert checked.returncode == 0, checked.stdout


def test_every_family_of_ours_has_a_template() -> None:
    names = {entry.exercise.family.name for entry in bundled().entries.values()}
    assert names <= set(FAMILIES)
    for family in FAMILIES:
        texts = NewExercise("my_own", family).texts()
        assert not any("NAME" in text or "TARGET" in text for text in texts.values())


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("My_loss", "small letters"),
        ("1st", "small letters"),
        ("a-b", "small letters"),
        ("../a", "small letters"),
        ("lambda", "a word of Python"),
        ("torch", "a name that plugins use"),
        ("loss", "a name that plugins use"),
    ],
)
def test_names_that_cannot_be_are_told(slug: str, words: str) -> None:
    assert words in complaint(slug)


def test_names_that_can_be() -> None:
    assert [complaint(slug) for slug in ("my_loss", "x2", "a")] == ["", "", ""]


def test_nothing_is_overwritten(folder: Path) -> None:
    (folder / "solutions").mkdir()
    (folder / "solutions" / "my_own.py").write_text("mine", encoding="utf-8")
    done = new(folder, "my_own")
    assert done.returncode == 2
    assert "solutions/my_own.py would be overwritten: nothing was written" in done.stderr
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["my_own.py"]
    assert new(folder, "sigmoid").returncode == 2
    assert new(folder, "other").returncode == 0
    again = new(folder, "other")
    assert again.returncode == 2
    assert "there is an exercise other already" in again.stderr


def test_settings_of_another_project_are_left_alone(folder: Path) -> None:
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    done = new(folder, "my_own")
    assert done.returncode == 2
    assert "has no table [tool.grader]: add it" in done.stderr
    (folder / "pyproject.toml").write_text("[tool.grader]\nseconds = 9\n", encoding="utf-8")
    (folder / "below").mkdir()
    assert new(folder / "below", "my_own").returncode == 0
    assert (folder / "plugins" / "my_own.py").is_file()
    assert (folder / "pyproject.toml").read_text(encoding="utf-8") == "[tool.grader]\nseconds = 9\n"
