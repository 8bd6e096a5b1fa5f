"""A student's code is redone as torch would do it, and nothing else can be done with it."""

import math
import time
from pathlib import Path
from typing import Any

import numpy
import pytest

from grader.dtypes import FLOAT64
from grader.exercise import Exercise
from grader.inputs import cases
from grader.judge.repair.array_functions import Unsupported
from grader.judge.repair.interpreter import Interpreter
from grader.judge.repair.path_trial import PathTrial
from grader.judge.repair.trial import Trial, Wanted, right
from grader.judge.trajectories.paths import WalkRun, paths
from grader.judge.trajectories.scenarios import scenarios
from grader.plugins import load
from grader.reference.expected import values

from ...conftest import ROOT, of_each_family

ENTRIES = load().entries
MATRIX = numpy.array([[1.0, -2.0, 3.0], [0.5, 4.0, -1.0]])


def exercises(*families: str) -> list[str]:
    return [slug for slug, entry in ENTRIES.items() if entry.exercise.family.name in families]


def solution(slug: str) -> Interpreter:
    path = ROOT / "solutions" / ENTRIES[slug].topic / f"{slug}.py"
    return Interpreter(path.read_text(encoding="utf-8"))


@of_each_family(s for s, e in ENTRIES.items() if e.exercise.family.called)
def test_model_solutions_are_redone_rightly(slug: str) -> None:
    exercise: Exercise = ENTRIES[slug].exercise
    code = solution(slug)
    for case in cases(exercise, FLOAT64, 0):
        trial = Trial.of(case, "value")
        wanted = Wanted.of(list(values(case.call, FLOAT64)), [0.0] * math.prod(case.call.layout.result), 0)
        (numbers,) = Trial(**{**vars(trial), "wanted": [wanted]}).numbers(code)
        assert wanted.right(numbers, trial.size)


@pytest.mark.parametrize("slug", exercises("optimizer"))
def test_optimizers_are_redone_rightly(slug: str) -> None:
    exercise = ENTRIES[slug].exercise
    for scenario in scenarios(exercise, FLOAT64, 0):
        if scenario.reload is None:
            bands = list(paths(exercise, scenario, FLOAT64))
            run = WalkRun(scenario, bands, tuple(tuple(b.nearest for b in row) for row in bands))
            assert right(PathTrial.whole(exercise, run), solution(slug)), scenario.name


# (what the function returns for a matrix x and a number k, what it should be)
EXPRESSIONS = [
    ("x.sum(dim=1, keepdim=True)", MATRIX.sum(1, keepdims=True)),
    ("x.mean(0)", MATRIX.mean(0)),
    ("torch.where(x > 0, x, k * x)", numpy.where(MATRIX > 0, MATRIX, 2 * MATRIX)),
    ("x.T @ x", MATRIX.T @ MATRIX),
    ("x[:, 1:] ** 2", MATRIX[:, 1:] ** 2),
    ("torch.stack([x[0], x[1]], dim=1)", MATRIX.T),
    ("x.clamp(min=0)", MATRIX.clip(0)),
    ("x.unsqueeze(-1).expand(2, 3, 2).sum(-1)", 2 * MATRIX),
    ("x.softmax(-1).log()", numpy.log(numpy.exp(MATRIX) / numpy.exp(MATRIX).sum(1, keepdims=True))),
    ("sum(v * v for v in x)", (MATRIX**2).sum(0)),
    ("(lambda a, b=3: a + b)(x)", MATRIX + 3),
    ("math.sqrt(k) * torch.nn.functional.relu(x)", math.sqrt(2) * MATRIX.clip(0)),
    ("torch.einsum('ij,ij->i', x, x)", (MATRIX**2).sum(1)),
    ("x.clone().mul_(k).add_(1, alpha=3)", 2 * MATRIX + 3),
    ("torch.arange(5)", numpy.arange(5)),
    ("torch.arange(2, 9, 3)", numpy.arange(2, 9, 3)),
    ("x.max(dim=1, keepdim=True)[0]", MATRIX.max(1, keepdims=True)),
    ("x.max(0)[1]", MATRIX.argmax(0)),
    ("torch.zeros_like(x > 0).sum()", 0),
    ("x[torch.zeros_like(torch.arange(2))]", MATRIX[[0, 0]]),
    ("(x > 0).float() + (x > 0).float()", 2.0 * (MATRIX > 0)),
    ("x.narrow(1, 1, 2)", MATRIX[:, 1:3]),
    ("x.std(dim=1)", MATRIX.std(1, ddof=1)),
]


@pytest.mark.parametrize(("expression", "expected"), EXPRESSIONS, ids=[e for e, _ in EXPRESSIONS])
def test_expressions(expression: str, expected: Any) -> None:
    code = Interpreter(f"import math\nimport torch\ndef f(x, k=2):\n    return {expression}\n")
    numpy.testing.assert_allclose(code.ask("f", [MATRIX.copy()], {}), expected)


STATEMENTS = """
import torch
scale = 3.0
def helper(x, *, times=1):
    for i in range(times):
        if i > 1:
            break
        x = x * scale
    return x
def f(x):
    y = torch.zeros_like(x)
    y[x > 0] = 1.0
    a, (b, c) = helper(x), (x, y)
    a += b
    with torch.no_grad():
        return helper(a, times=5) * c
"""


def test_statements() -> None:
    expected = 9 * (3 * MATRIX + MATRIX) * (MATRIX > 0)
    numpy.testing.assert_allclose(Interpreter(STATEMENTS).ask("f", [MATRIX.copy()], {}), expected)


# What must neither be done nor take long; each is the body of f(x).
HOSTILE = {
    "endless loop": "for i in [0] * 9999:\n        for j in range(9999):\n            x = x + 1\n    return x",
    "large loop": "return sum(range(10**12))",
    "large power": "return 9**9**9",
    "growing number": "k = 7\n    for i in range(5000):\n        k = k * k\n    return k",
    "growing list": "a = [1]\n    for i in range(5000):\n        a = a + a\n    return a",
    "large tensor": "return torch.zeros(10**6, 10**6)",
    "many numbers": "return torch.arange(10**12)",
    "many numbers from a start": "return torch.arange(0, 10**12)",
    "many numbers in small steps": "return torch.arange(0, 1, 1e-12)",
    "a tensor filled": "return torch.full((10**6, 10**6), 1.0)",
    "a tensor like another, filled": "return x.new_full((10**6, 10**6), 1.0)",
    "large product": "y = torch.ones(2000000)\n    return y.unsqueeze(0) * y.unsqueeze(1)",
    "large concatenation": "for i in range(60):\n        x = torch.cat([x, x])\n    return x",
    "recursion": "return f(x)",
    "a file": "return open('/etc/passwd').read()",
    "an import": "import os\n    return os.getcwd()",
    "evaluation": "return eval('1')",
    "a class of builtins": "return x.__class__.__mro__",
    "a method that is not torch's": "return x.tofile('stolen')",
    "globals": "return f.__globals__",
    "format": "return '{0.__class__}'.format(x)",
    "a text that grows": "s = 'a'\n    for i in range(5000):\n        s = s + s\n    return s",
    "an exception": "raise ValueError",
    "a loop without end": "while True:\n        pass",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_code_is_refused_soon(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code = Interpreter(f"import math\nimport torch\ndef f(x):\n    {HOSTILE[name]}\n")
    started = time.thread_time()
    with pytest.raises(Exception):  # noqa: B017, PT011 - of whatever kind
        code.ask("f", [MATRIX.copy()], {})
    assert time.thread_time() - started < 10  # seconds: not for ever
    assert not list(tmp_path.iterdir())


def test_code_that_asks_for_the_format_is_refused_where_it_does() -> None:
    code = Interpreter("import torch\ndef f(x, k):\n    return 2 * x if k else x.dtype == torch.float32\n")
    numpy.testing.assert_allclose(code.ask("f", [MATRIX.copy(), 1], {}), 2 * MATRIX)
    with pytest.raises(Unsupported):
        code.ask("f", [MATRIX.copy(), 0], {})


DEEP = ["-" * 900 + "x", "x" + ".T" * 900, "x" + "[0]" * 900, "lambda: " * 400 + "x", "+".join(["x"] * 500)]


@pytest.mark.parametrize("source", ["def f(:", "(" * 5000, "-" * 20_000 + "1", "\0", *DEEP])
def test_what_is_no_python_or_nested_deep_is_refused(source: str) -> None:
    with pytest.raises(Unsupported):
        Interpreter(source)
