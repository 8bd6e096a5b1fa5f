"""grader quiz export: what is written, what is said of what is left out, and what is refused."""

import shutil
from pathlib import Path

import pytest

from grader.cli.printed_pdf import BROWSERS
from grader.quiz.export import FORMATS, format_of

from .command import Done, grader, process

PLUGIN = '''
from grader import Reals, elementwise


@elementwise(domain=Reals(-30, 30), traps=(0.0,), by_hand=False)
def soft_step(x):
    """Soft step: x plus one, halved."""
    return (x + 1) / 2
'''


def export(folder: Path, *words: object) -> Done:
    return grader("quiz", "export", *words, cwd=folder)


def test_as_users_start_it(tmp_path: Path) -> None:
    done = process("quiz", "export", "gift", "q.gift", "sigmoid", "--kinds", "numeric", "--count", "2", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "wrote q.gift: 2 questions\n")
    assert (tmp_path / "q.gift").read_text(encoding="utf-8").count("::numeric-sigmoid-") == 2


def test_a_seed_gives_one_file(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        assert export(tmp_path, "practice", f"{name}.html", "tanh", "--count", "3", "--seed", seed).returncode == 0
    a, b, c = ((tmp_path / f"{name}.html").read_bytes() for name in "abc")
    assert a == b != c


def test_variants_differ(tmp_path: Path) -> None:
    words = ("moodle", "q.xml", "sigmoid", "--kinds", "numeric, update", "--count", "1", "--variants", "3")
    assert export(tmp_path, *words).stdout == "wrote q.xml: 3 questions\n"
    text = (tmp_path / "q.xml").read_text(encoding="utf-8")
    assert text.count('<question type="category">') == 1
    assert text.count('<question type="numerical">') == 3


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    done = export(tmp_path, "gift", "q.gift", "sigmoid", "--kinds", "formula,match,numeric", "--count", "3")
    assert done.returncode == 0
    assert "left out formula-sigmoid-" in done.stderr
    assert "left out match-sigmoid-" in done.stderr
    assert done.stdout == "wrote q.gift: 1 question\n"


def test_fewer_than_asked_for_are_told(tmp_path: Path) -> None:
    done = export(tmp_path, "practice", "p.html", "sigmoid", "--kinds", "formula", "--count", "3")
    assert done.returncode == 0
    assert "there is 1 such question, not 3" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("gift", "q.pdf"), "q.pdf must end in .gift or .txt"),
        (("gift", "none/q.gift"), "there is no folder none"),
        (("gift", "q.gift", "sigmod"), "did you mean sigmoid"),
        (("gift", "q.gift", "--kinds", "numerc"), "did you mean numeric"),
        (("gift", "q.gift", "--count", "0"), "0 is not in the range"),
        (("practice", "p.html", "--variants", "2"), "take more with --count"),
        (("gift", "q.gift", "sigmoid", "--kinds", "formula"), "there is no such question\nformula-sigmoid-"),
        (("word", "q.doc"), "'word' is not one of"),
    ],
)
def test_what_is_refused(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    done = export(tmp_path, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_exercises_of_a_course(tmp_path: Path) -> None:
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "soft_step.py").write_text(PLUGIN, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[tool.grader]\n", encoding="utf-8")
    done = export(tmp_path, "exam", "e.html", "soft_step", "--count", "1")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "wrote e.html: 1 question\n"


@pytest.mark.skipif(not any(map(shutil.which, BROWSERS)), reason="there is no Chromium")
def test_a_sheet_as_pdf(tmp_path: Path) -> None:
    done = export(tmp_path, "sheet", "s.pdf", "sigmoid", "--count", "2", "--variants", "2")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "s.pdf").read_bytes().startswith(b"%PDF-")


def test_without_a_browser_there_is_no_pdf(tmp_path: Path) -> None:
    done = grader("quiz", "export", "sheet", "s.pdf", "sigmoid", cwd=tmp_path, PATH="/nowhere")
    assert done.returncode == 2
    assert "write a .html and print that" in done.stderr


def test_a_browser_that_fails_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "bin" / "chromium"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\necho no display >&2\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    done = grader("quiz", "export", "sheet", "s.pdf", "sigmoid", cwd=tmp_path, PATH=str(broken.parent))
    assert done.returncode == 3
    assert "could not print the page: no display" in done.stderr
    assert not (tmp_path / "s.pdf").exists()


@pytest.mark.whole
@pytest.mark.parametrize("name", FORMATS)
def test_each_format_is_written(name: str, tmp_path: Path) -> None:
    output = tmp_path / f"quiz{format_of(name).suffixes[0]}"
    done = export(tmp_path, name, output, "celu", "--kinds", "numeric,choice,order_steps,claim", "--count", "4")
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"wrote {output}: 4 questions\n"
    assert output.stat().st_size > 1000
