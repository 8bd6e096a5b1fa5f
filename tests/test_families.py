"""An author's mistakes: each is an ExerciseError with its code, at the author's file and line."""

import sys
from pathlib import Path

import pytest

from grader import elementwise, sym, tensor
from grader.errors import ExerciseError, Where
from grader.exercise import Exercise
from grader.judge import grade
from grader.judge.plan import Plan
from grader.judge.selfcheck.equal_misconceptions import check_misconceptions
from grader.plugins import Catalogue

RIGHT = '''
from grader import Reals, elementwise, hookimpl, layer, loss, optimizer, rowwise, sym, tensor, training


@elementwise(domain=Reals(-3, 3))
def square(x):
    """Square: x times x."""
    return x**2
'''

# (code, the line it must name or None for any, the plugin's text)
AT_ONCE = [
    ("A601", "@elementwise()", "@elementwise()\ndef f():\n    '''F.'''\n    return 1\n"),
    ("A601", "@optimizer()", "@optimizer()\ndef f(x, v):\n    '''F.'''\n    return x, v\n"),
    ("A601", "@training()", "@training()\ndef f(x, y, g):\n    '''F.'''\n    return x, g\n"),
    ("A601", "@training()", "@training()\ndef f(p, g, x):\n    '''F.'''\n    return x, g\n"),
    ("A602", "@elementwise(traps", "@elementwise(traps={'y': (1.0,)})\ndef f(x):\n    '''F.'''\n    return x\n"),
    ("A602", "@elementwise(domain", "@elementwise(domain={'y': Reals()})\ndef f(x):\n    '''F.'''\n    return x\n"),
    ("A602", "@loss(wrt", "@loss(wrt=('p',))\ndef f(input, target):\n    '''F.'''\n    return input\n"),
    ("A602", "@layer(shapes", "@layer(shapes={'x': ('in',)})\ndef f(x, w):\n    '''F.'''\n    return x\n"),
    (
        "A602",
        "@elementwise(var",
        "@elementwise(variants=({'b': 1},))\ndef f(x, *, a=1.0):\n    '''F.'''\n    return x\n",
    ),
    ("A603", "@elementwise()", "@elementwise()\ndef f(x, *, slope):\n    '''F.'''\n    return x\n"),
    ("A603", "@elementwise()", "@elementwise()\ndef f(x, *, slope=[1]):\n    '''F.'''\n    return x\n"),
    ("A603", "@elementwise()", "@elementwise()\ndef f(x, slope=0.5):\n    '''F.'''\n    return x\n"),
    ("A604", "@square.derivative", "@square.derivative\ndef f(y):\n    return 2 * y\n"),
    ("A604", "@square.stable", "@square.stable\ndef f(x, y):\n    return x * x\n"),
    ("A605", "@square.misc", "@square.misconception(of='trajectory')\ndef f(x):\n    '''F.'''\n    return x\n"),
    ("A605", "@square.misc", "@square.misconception(of='gradient', wrt='y')\ndef f(x):\n    '''F.'''\n    return x\n"),
    (
        "A605",
        "@f.misc",
        "@tensor(memory='own', graph='cut')\ndef f(x):\n    '''F.'''\n    return x\n"
        "@f.misconception(of='gradient')\ndef h(x):\n    '''H.'''\n    return 1\n",
    ),
    ("A606", "@elementwise(traps", "@elementwise(traps=(1e39,))\ndef f(x):\n    '''F.'''\n    return x\n"),
    ("A606", "@elementwise(traps", "@elementwise(traps=(float('nan'),))\ndef f(x):\n    '''F.'''\n    return x\n"),
    ("A607", "@elementwise()", "@elementwise()\ndef f(x):\n    return x\n"),
    ("A608", "@square.misc", "@square.misconception(of='value')\ndef f(x):\n    return x\n"),
    ("A609", "@elementwise()", "@elementwise()\ndef f(x):\n    '''F.'''\n    return tau * x\n"),
    ("A609", "@elementwise()", "import math\n@elementwise()\ndef f(x):\n    '''F.'''\n    return math.exp(x)\n"),
    ("A609", "@elementwise()", "from math import exp\n@elementwise()\ndef f(x):\n    '''F.'''\n    return exp(x)\n"),
    ("A609", "@elementwise()", "@elementwise()\ndef f(x):\n    '''F.'''\n    return sum(tau for _ in range(2)) * x\n"),
    ("A612", "1 / 0", "one = 1 / 0\n"),
    ("A612", "def f(", "def f(x:\n"),
    ("A612", "exit", "import sys\nsys.exit()\n"),
    ("A612", "Reals(3", "@elementwise(domain=Reals(3, -3))\ndef f(x):\n    '''F.'''\n    return x\n"),
    ("A612", "import no", "import no_such_module\n"),
]

# (code, the line it must name, the plugin's text): seen when the formula is first used
WHEN_USED = [
    ("A613", "return x.foo", "@elementwise()\ndef f(x):\n    '''F.'''\n    return x.foo\n"),
    ("A613", "@elementwise()", "@elementwise()\ndef f(x):\n    '''F.'''\n    return sym.Symbol('y') * x\n"),
    ("A613", "@elementwise()", "@elementwise()\ndef f(x):\n    '''F.'''\n    return 'x'\n"),
    ("A613", "sym.nothing", "@elementwise()\ndef f(x):\n    '''F.'''\n    return sym.nothing(x)\n"),
    ("A613", "@training", "@training()\ndef f(p, x, g, *, lr=0.1):\n    '''F.'''\n    return -lr * x\n"),
    ("A613", "@optimizer", "@optimizer()\ndef f(g, v, *, lr=0.1):\n    '''F.'''\n    return -lr * g\n"),
    (
        "A613",
        "@f.derivative",
        "@rowwise()\ndef f(x):\n    '''F.'''\n    return list(x)\n@f.derivative\ndef g(x):\n    return [*x, *x]\n",
    ),
    ("A614", "", "@elementwise()\ndef f(x):\n    '''F.'''\n    return 1 / x\n"),
    ("A614", "", "@elementwise()\ndef f(x):\n    '''F.'''\n    return sym.log(x)\n"),
    (
        "A615",
        "@f.derivative",
        "@elementwise()\ndef f(x):\n    '''F.'''\n    return x**3\n@f.derivative\ndef g(x):\n    return 2 * x**2\n",
    ),
    (
        "A615",
        "@f.stable",
        "@elementwise()\ndef f(x):\n    '''F.'''\n    return x**3\n@f.stable\ndef g(x):\n    return x**3 + x\n",
    ),
    ("A616", "@elementwise()", "@elementwise()\ndef f(x):\n    '''F.'''\n    return sym.zeta(x + 40)\n"),
    (
        "A618",
        "@f.misconception",
        "@elementwise()\ndef f(x):\n    '''F.'''\n    return x**2\n"
        "@f.misconception(of='gradient')\ndef g(x):\n    '''The same.'''\n    return x + x\n",
    ),
]


def load(tmp_path: Path, text: str) -> Catalogue:
    (tmp_path / "plugin.py").write_text(RIGHT + text, encoding="utf-8")
    found = Catalogue()
    found.add_folder(tmp_path, "course")
    return found


def assert_blames(error: ExerciseError, tmp_path: Path, code: str, line: str) -> None:
    assert error.code == code
    assert error.who == "author"
    if line:
        assert error.where is not None
        assert error.where.path == str(tmp_path / "plugin.py")
        lines = (tmp_path / "plugin.py").read_text(encoding="utf-8").splitlines()
        assert line in lines[(error.where.line or 0) - 1]


def case_id(case: tuple[str, str, str]) -> str:
    return f"{case[0]} {case[1]}"


@pytest.mark.parametrize("case", AT_ONCE, ids=case_id)
def test_mistake_seen_at_once(case: tuple[str, str, str], tmp_path: Path) -> None:
    code, line, text = case
    found = load(tmp_path, text)
    assert len(found.broken) == 1
    assert_blames(found.broken[0].error, tmp_path, code, line)


def use(exercise: Exercise) -> None:
    Plan(exercise=exercise, dtypes=("float64",)).work_out()
    check_misconceptions(exercise, seed=0)


@pytest.mark.parametrize("case", WHEN_USED, ids=case_id)
def test_mistake_seen_when_the_formula_is_used(case: tuple[str, str, str], tmp_path: Path) -> None:
    code, line, text = case
    found = load(tmp_path, text)
    assert found.broken == []
    with pytest.raises(ExerciseError) as caught:
        use(found.entries["f"].exercise)
    assert_blames(caught.value, tmp_path, code, line)


def test_global_names_are_found_as_dis_finds_them() -> None:
    import dis
    from types import CodeType

    from grader import author_names, families

    def by_dis(code: CodeType) -> list[str]:
        nested = [n for c in code.co_consts if isinstance(c, CodeType) for n in by_dis(c)]
        return [i.argval for i in dis.get_instructions(code) if i.opname == "LOAD_GLOBAL"] + nested

    many = "def f(x):\n    return " + " + ".join(f"g{n}(x)" for n in range(200)) + " + sum(h for _ in x)\n"
    namespace: dict[str, object] = {}
    exec(many, namespace)
    functions = [namespace["f"], families.elementwise, author_names.check_references, grade.grade, Plan.work_out]
    for function in functions:
        code = function.__code__  # type: ignore[attr-defined]
        assert list(author_names._globals_used(code)) == by_dis(code)


def test_the_right_plugin_is_accepted(tmp_path: Path) -> None:
    found = load(tmp_path, "")
    assert found.broken == []
    assert Plan(exercise=found.entries["square"].exercise, dtypes=("float32",)).work_out()


def run_python(text: str) -> set[str]:
    import subprocess

    code = f"import sys\n{text}\nprint(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_plugins_imports_neither_torch_nor_sympy() -> None:
    loaded = run_python("from grader.plugins import load\nassert len(load().entries) >= 9")
    assert "grader.families" in loaded
    assert not loaded & {"torch", "sympy", "flint", "numpy"}


def test_a_worker_imports_nothing_of_authors() -> None:
    loaded = {name for name in run_python("import grader.worker.fork_server") if name.startswith("grader.")}
    assert {name.split(".")[1] for name in loaded} == {"dtypes", "worker"}


def test_all_of_the_authoring_interface_is_there_when_it_is_asked_for() -> None:
    import grader

    assert all(hasattr(grader, name) for name in grader.__all__)
    assert not hasattr(grader, "no_such_name")


def test_judging_loads_numpy_only_to_search_for_a_mistake() -> None:
    assert "numpy" not in run_python("import grader.judge.grade")
    assert "numpy" in run_python("import grader.judge.diagnosis.formula_search")


def test_that_test_can_fail() -> None:
    assert "sympy" in run_python("from grader import sym\nsym.exp")


def test_what_a_submission_may_not_call() -> None:
    def f(x):
        """F."""
        return x

    assert elementwise()(f).forbidden == ()
    assert elementwise(torch="torch.nn.functional.f", forbids=("g",))(f).forbidden == ("f", "g")
    assert elementwise(torch="torch.nn.functional.f", forbids=None)(f).forbidden == ()
    assert tensor(memory="own", graph="kept", torch="torch.clone")(f).forbidden == ()


def test_every_option_has_a_kind() -> None:
    import inspect

    from grader import families, options

    makers = [getattr(families, name) for name in ("elementwise", "rowwise", "loss", "layer", "optimizer")]
    makers += [families.sampler, families.tensor, families.training]
    taken = {p.name for m in makers for p in inspect.signature(m).parameters.values()}
    assert taken == set(options.OPTIONS)
    of = inspect.signature(Exercise.misconception).parameters.values()
    assert {p.name for p in of if p.kind is p.KEYWORD_ONLY} == set(options.OF_MISCONCEPTIONS)


@pytest.mark.parametrize("use", ["catalogue", "plan"])
def test_nothing_is_added_to_an_exercise_in_use(use: str) -> None:
    @elementwise()
    def half(x):
        """Half."""
        return x / 2

    if use == "catalogue":
        Catalogue().add(half, "", "course")
    else:
        Plan(exercise=half, dtypes=("float32",)).work_out()
    with pytest.raises(ExerciseError) as caught:

        @half.derivative
        def third(x):
            return sym.Integer(1) / 3

    assert (caught.value.code, caught.value.where) == ("A632", Where(__file__, third_line()))
    with pytest.raises(ExerciseError, match="in use"):
        half.fact("claim", "halves", source="arithmetic")
    assert half.forms == ()


def third_line() -> int:
    lines = Path(__file__).read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if "@half.derivative" in line)
