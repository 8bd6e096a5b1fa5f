"""The bundled exercises: a table of exercises and of what must hold for each."""

import ast
import re
from pathlib import Path

import pytest

from grader.dtypes import DTYPES
from grader.families import FAMILIES
from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.plan import Plan
from grader.judge.selfcheck.fitness import selfcheck, strays
from grader.report.terminal import render
from grader.starter import starter

from .conftest import PATIENT, ROOT, bundled, family, grade_file, of_each_family, workers
from .torch_submissions import COMPOSED, source

SLUGS = list(bundled().entries)
EVERY_DTYPE = tuple(DTYPES)
CALL = re.compile(r"(\w+)\(((?:[^()]|\([^()]*\))*)\)")  # a name and what stands in its parentheses
PARAMETER = re.compile(r"(\w+)(?:=(?:\([^()]*\)|[^,()]*))?,")
each = pytest.mark.parametrize("slug", SLUGS)


# What the source notes get wrong about these exercises (note:line), and the misconception that
# names it.
NOTED = [
    ("002:9", "sigmoid.difference_for_product"),
    ("004:93", "sigmoid.extra_factor_half_minus_f"),
    ("004:68", "sigmoid.power_rule_with_positive_exponent"),
    ("004:78", "sigmoid.inner_derivative_one"),
    ("004:81", "sigmoid.inner_derivative_half_minus_f"),
    ("004:7", "sigmoid.limits_of_tanh"),
    ("002:33", "softsign.absolute_value_lost_in_derivative"),
    ("001:719", "gelu.tanh_approximation"),
    ("001:725", "gelu.tanh_approximation_without_cubic_term"),
    ("001:731", "gelu.squared_value_for_squared_tanh"),
    ("004:153", "prelu.larger_of_both_branches"),
    ("001:851", "geglu.gate_is_tanh"),
    ("000:113", "mse_loss.derivative_by_the_target"),
    ("001:327", "sgd_momentum.learning_rate_inside_the_velocity"),
    ("001:497", "adam.second_moment_not_corrected"),
    ("002:18", "tanh.range_of_sigmoid"),
    ("002:40", "relu.derivative_one_everywhere"),
    ("004:153", "leaky_relu.larger_of_both_branches"),
    ("004:110", "elu.unbounded_below"),
    ("000:125", "smooth_l1_loss.huber_instead"),
    ("000:138", "huber_loss.derivative_by_the_target"),
    ("001:406", "adagrad.eps_inside_the_root"),
    ("001:442", "rmsprop.eps_inside_the_root"),
    ("001:543", "adamw.second_moment_not_corrected"),
    ("001:553", "adamw.decay_coupled"),
    ("001:725", "gelu_tanh.cubic_term_lost"),
    ("004:241", "gumbel_noise.difference_of_two"),
    ("004:291", "gumbel_softmax.factor_of_tau_lost"),
    ("001:731", "gelu_tanh.squared_value_for_squared_tanh"),
]


# Where torch's own function is not what its exercise asks for, as the exercise says.
DEVIATIONS = {"nadam": {("trajectory", "float64")}, "hardsigmoid": {("gradients", "float64")}}


def test_nothing_is_broken_and_every_family_is_there() -> None:
    assert bundled().broken == []
    assert {e.exercise.family.name for e in bundled().entries.values()} == {f.name for f in FAMILIES}


@of_each_family(SLUGS)
def test_exercise_is_fit_for_students(slug: str) -> None:
    """The self-check: formula, facts, files, the model solution in every dtype, every mistake
    caught by its name.
    """
    result = selfcheck(bundled().entries[slug].exercise, PATIENT, workers())
    assert [f for f in result.findings if f.ok is False] == []
    assert {f.what for f in result.findings if f.ok is None} <= {"facts", "torch's own"}


@each
def test_starter_is_what_grader_start_writes(slug: str) -> None:
    entry = bundled().entries[slug]
    path = ROOT / "exercises" / entry.topic / f"{slug}.py"
    assert path.read_text(encoding="utf-8") == starter(entry.exercise)


@each
def test_starter_says_what_the_contract_asks(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    told = " ".join((ast.get_docstring(ast.parse(starter(exercise))) or "").split())
    for clause in exercise.family.clauses(exercise) if exercise.family.called else ():
        assert clause.name in told.partition("Also called with: ")[2]
    compared = exercise.family.called and exercise.behaviour is None
    assert ("Small results must be right to all their digits too." in told) == compared


@each
def test_prompt_and_starter_have_the_same_parameters_in_the_same_order(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    tree = ast.parse(starter(exercise))
    made = {n.name: [a.arg for a in n.args.args] for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
    if exercise.family.name == "optimizer":
        made[exercise.target] = made["__init__"][1:]
    prompt = " ".join(exercise.text.prompt.split())
    calls = [c for c in CALL.findall(prompt) if c[0] in made and c[1] != "torch.optim.Optimizer"]
    assert calls
    for name, arguments in calls:
        assert PARAMETER.findall(f"{arguments},") == made[name], f"{name}({arguments})"


@of_each_family(s for s in SLUGS if s in COMPOSED or bundled().entries[s].exercise.torch)
def test_torch_itself_passes_in_every_dtype(slug: str, tmp_path: Path) -> None:
    path = tmp_path / "torch_own.py"
    path.write_text(source(bundled().entries[slug].exercise), encoding="utf-8")
    exercise = bundled().entries[slug].exercise
    report = grade_file(slug, path, EVERY_DTYPE, own=False)
    if exercise.deviation and slug not in COMPOSED:
        failed = {(c.name, c.dtype) for c in report.checks if c.status == "failed"}
        assert failed == DEVIATIONS[slug], render(report)
    else:
        assert report.passed, render(report)


# samplers have no function in torch; submissions/*/cheats/ draw from its distributions
@of_each_family(
    s for s in SLUGS if s not in COMPOSED and bundled().entries[s].exercise.forbidden and family(s) != "sampler"
)
def test_torch_itself_is_nobodys_own_work(slug: str, tmp_path: Path) -> None:
    exercise = bundled().entries[slug].exercise
    path = tmp_path / "torch_own.py"
    path.write_text(source(exercise), encoding="utf-8")
    report = grade_file(slug, path)
    assert [(c.name, c.findings.code) for c in report.checks[-1:]] == [("rules", "R701")], render(report)
    assert report.score == 0


@of_each_family(SLUGS)
def test_solution_passes_with_another_seed(slug: str) -> None:
    entry = bundled().entries[slug]
    path = ROOT / "solutions" / entry.topic / f"{slug}.py"
    with workers().session(PATIENT) as session:
        planned = Plan(exercise=entry.exercise, seed=1).work_out()
        report = grade.grade(planned, path, Attempt(session))
    assert report.passed, render(report)


def test_every_error_of_the_notes_is_named() -> None:
    declared = [(m.note, f"{s}.{m.id}") for s, e in bundled().entries.items() for m in e.exercise.misconceptions]
    assert {d for d in declared if d[0]} == set(NOTED)


def test_no_stray_files() -> None:
    entries = bundled().entries.values()
    assert strays(bundled().exercises) == []
    wanted = {Path(e.topic) / f"{e.exercise.slug}.py" for e in entries}
    found = {p.relative_to(ROOT / "plugins") for p in (ROOT / "plugins").rglob("*.py") if p.name != "__init__.py"}
    assert found == wanted
