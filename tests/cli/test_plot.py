"""grader plot: the curves are the exact ones, what is wrong is marked and nothing else, and both
kinds of pictures come out.
"""

import math
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import matplotlib.image
import numpy as np
import pytest

from grader import Reals, elementwise, loss, sym, training
from grader.inputs.slices import NoSlice
from grader.judge.grade import read
from grader.judge.grade import text as source
from grader.judge.plot import chart, charts
from grader.report import chart_image, chart_svg, chart_terminal
from grader.report.chart import Chart, Curve, Panel

from ..conftest import PATIENT, ROOT, SUBMISSIONS, bundled, of_each_family, workers
from .command import grader, process
from .test_cli import modules_after

EXERCISES = {slug: entry.exercise for slug, entry in bundled().entries.items()}
WRONG = SUBMISSIONS / "softsign" / "wrong" / "absolute_value_lost_in_derivative.py"


def drawn(slug: str, path: Path) -> Chart:
    with workers().session(PATIENT) as session:
        session.load(path.name, source(read(path)))
        return chart(EXERCISES[slug], session, path.name)


def only(panel: Panel) -> Curve:
    (curve,) = panel.curves
    return curve


DRAWN = [
    slug for slug, e in EXERCISES.items() if not e.family.no_curve and (not e.reductions or "none" in e.reductions)
]


@of_each_family(DRAWN)
def test_every_exercise_is_drawn_within_its_axes(slug: str) -> None:
    made = chart(EXERCISES[slug])
    assert made.panels
    for panel in made.panels:
        low, high = panel.limits
        assert low < high
        for curve in panel.curves:
            points = [point for piece in curve.right for point in piece]
            assert len(points) > 50
            assert all(math.isfinite(y) for _, y in points)
            assert [x for x, _ in points] == sorted(x for x, _ in points)
    for encoding in ("utf-8", "ascii"):
        shown = chart_terminal.render(made, encoding)
        assert max(map(len, shown.splitlines())) <= 80
        assert encoding == "utf-8" or shown.isascii()


def test_curves_are_the_exact_ones() -> None:
    value, derivative = chart(EXERCISES["sigmoid"]).panels
    for x, y in only(value).right[0]:
        assert y == pytest.approx(1 / (1 + math.exp(-x)))
    for x, y in only(derivative).right[0]:
        s = 1 / (1 + math.exp(-x))
        assert y == pytest.approx(s * (1 - s))
    assert derivative.limits[1] == 0.25


def test_a_kink_is_a_jump_of_the_derivative() -> None:
    value, derivative = chart(EXERCISES["relu"]).panels
    assert len(only(value).right) == 1
    left, right = only(derivative).right
    assert left[-1] == pytest.approx((0, 0.0), abs=1e-6)
    assert right[0] == pytest.approx((0, 1.0), abs=1e-6)
    ends = [(piece[0][0], piece[-1][0]) for piece in only(chart(EXERCISES["hardshrink"]).panels[0]).right]
    assert ends == [(-3, pytest.approx(-0.5)), (pytest.approx(-0.5), pytest.approx(0.5)), (pytest.approx(0.5), 3)]


def test_a_steep_slope_is_no_jump() -> None:
    @elementwise(domain=Reals(-6, 6))
    def steep(x):
        """Steep."""
        return sym.tanh(500 * x)

    assert len(only(chart(steep).panels[0]).right) == 1


def test_parameters_and_targets_have_curves_of_their_own() -> None:
    prelu = chart(EXERCISES["prelu"])
    assert [p.title for p in prelu.panels] == ["prelu", "derivative by input", "derivative by weight"]
    assert [c.label for c in prelu.panels[0].curves] == ["weight = 0", "weight = 0.25", "weight = 1.5"]
    assert [c.label for c in chart(EXERCISES["mse_loss"]).panels[0].curves] == [
        "target = -1",
        "target = 0",
        "target = 1",
    ]
    for target, curve in zip((-1, 0, 1), chart(EXERCISES["mse_loss"]).panels[1].curves, strict=True):
        assert all(y == pytest.approx(2 * (x - target), abs=1e-6) for x, y in curve.right[0])


def test_a_row_is_drawn_output_by_output() -> None:
    made = chart(EXERCISES["softmax"])
    assert "(x, 0, 1)" in made.across
    first, second, third = (curve.right[0] for curve in made.panels[0].curves)
    for (x, a), (_, b), (_, c) in zip(first, second, third, strict=True):
        assert a == pytest.approx(math.exp(x) / (math.exp(x) + 1 + math.e))
        assert a + b + c == pytest.approx(1)


def test_an_optimizer_is_drawn_as_the_path_of_a_parameter() -> None:
    (panel,) = chart(EXERCISES["sgd"]).panels
    steady, alternating, _ = (curve.right[0] for curve in panel.curves)
    assert steady[0] == (0, 1)
    assert steady[10] == pytest.approx((10, 1 - 10 * 1e-3))
    assert alternating[10] == pytest.approx((10, 1))


def test_a_loss_without_single_samples_is_not_drawn() -> None:
    @loss(reductions=("mean",), sizes=({"class": 2},))
    def mean_alone(input, target):
        """Mean alone."""
        return (input - target) ** 2

    with pytest.raises(NoSlice, match="no loss for a single sample"):
        chart(mean_alone)


def test_of_a_sampler_the_distribution_is_drawn_and_no_submission() -> None:
    value, derivative = chart(EXERCISES["gumbel_noise"]).panels
    assert 0.9 < value.limits[1] <= 1
    assert derivative.limits[1] == pytest.approx(1 / math.e, rel=0.05)
    shown = grader("plot", "gumbel_noise", ROOT / "solutions" / "activations" / "gumbel_noise.py")
    assert shown.returncode == 2
    assert "draws random numbers" in shown.stderr


def test_a_step_of_training_has_no_curve() -> None:
    @training()
    def step(p, a, g):
        """Step."""
        return -g - a * p, g + a * p

    with pytest.raises(NoSlice, match="a step of training"):
        chart(step)


@pytest.mark.parametrize("slug", ["prelu", "softmax", "glu_layer", "cross_entropy", "kl_div", "adam", "hardshrink"])
def test_a_right_submission_has_no_marks(slug: str) -> None:
    path = ROOT / "solutions" / bundled().entries[slug].topic / f"{slug}.py"
    made = drawn(slug, path)
    assert all(curve.got for panel in made.panels for curve in panel.curves)
    assert [curve.wrong for panel in made.panels for curve in panel.curves if curve.wrong] == []
    assert f"{slug}.py is right along these lines; grader check also asks" in chart_terminal.render(made)


@pytest.mark.parametrize(
    ("submission", "undrawn"),
    [
        ("softmax/wrong/dim_ignored", "other dimensions"),
        ("mse_loss/wrong/divided_by_first_dimension", "other reductions"),
        ("adam/wrong/eps_inside_the_root", "tiny gradients"),
    ],
)
def test_what_looks_right_is_not_called_right_where_check_asks_more(submission: str, undrawn: str) -> None:
    path = SUBMISSIONS / f"{submission}.py"
    made = drawn(path.parts[-3], path)
    assert [curve.wrong for panel in made.panels for curve in panel.curves if curve.wrong] == []
    said = " ".join(chart_terminal.render(made).split())
    assert f"{path.name} is right along these lines; grader check also asks for" in said
    assert undrawn in said


def test_a_wrong_submission_is_marked_where_it_is_wrong() -> None:
    made = drawn("softsign", WRONG)
    value, derivative = made.panels
    assert only(value).wrong == ()
    ((start, end),) = only(derivative).wrong
    assert start == -6
    assert -0.1 <= end <= 0
    marks = list(only(derivative).marks(*derivative.limits))
    assert all(x < 0 for x, *_ in marks)
    shown = chart_terminal.render(made).splitlines()
    plain = chart_terminal.render(chart(EXERCISES["softsign"])).splitlines()
    below = shown.index("derivative by x")
    assert shown[:below] == plain[:below]
    rows = [line.partition("\u2502")[2] for line in shown[below + 1 :]]
    assert any("x" in row[:31] for row in rows)  # the left half
    assert not any(set("x^v?") & set(row[31:]) for row in rows)
    assert "derivative by x is wrong from -6 to -0.05" in "\n".join(shown)


def test_only_the_curve_that_is_wrong_is_marked() -> None:
    made = drawn("prelu", SUBMISSIONS / "prelu" / "wrong" / "larger_of_both_branches.py")
    wrong = [(panel.title, curve.label) for panel in made.panels for curve in panel.curves if curve.wrong]
    assert wrong == [("prelu", "weight = 1.5")]


def test_nan_has_a_mark_of_its_own() -> None:
    made = drawn("sigmoid", SUBMISSIONS / "sigmoid" / "broken" / "nan_everywhere.py")
    assert {sign for *_, sign in only(made.panels[0]).marks(0, 1)} == {"?"}
    assert "?  nan_everywhere.py where it gives nan" in chart_terminal.render(made)


def test_without_a_derivative_by_hand_it_is_autograds() -> None:
    made = drawn("sigmoid", SUBMISSIONS / "sigmoid" / "wrong" / "no_derivative_by_hand.py")
    assert only(made.panels[1]).got
    assert not only(made.panels[1]).wrong


def test_a_derivative_that_is_not_written_yet_is_said_not_to_be_drawn() -> None:
    made = drawn("sigmoid", SUBMISSIONS / "sigmoid" / "broken" / "backward_not_started.py")
    assert only(made.panels[0]).got
    assert not only(made.panels[1]).got
    assert any("is not drawn: S107" in remark for remark in made.remarks)


def test_marks_beyond_the_axis_show_the_side() -> None:
    curve = Curve("", (((0.0, 0.0), (1.0, 1.0)),), ((0.0, 9.0), (0.5, -9.0), (1.0, 0.5)), ((0.0, 1.0),))
    assert [sign for *_, sign in curve.marks(0.0, 1.0)] == ["^", "v", "x"]


def test_a_pole_does_not_flatten_the_rest() -> None:
    piece = tuple((n / 100, 1 / (n / 100) ** 3) for n in range(1, 101))
    low, high = Panel("", (Curve("", (piece,)),)).limits
    assert low == 1
    assert high < 1e5


DELTA_IS_ONE = """
import torch

def huber_loss(input, target, delta=1.0, reduction="mean"):
    u = (input - target).abs()
    loss = torch.where(u < 1, u**2 / 2, u - 0.5)
    return loss if reduction == "none" else getattr(loss, reduction)()
"""
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("slug", ["sigmoid", "prelu", "adam"])
def test_a_png_shows_something_and_is_the_same_each_time(slug: str, tmp_path: Path) -> None:
    made = chart(EXERCISES[slug])
    first, second = tmp_path / "first.png", tmp_path / "second.png"
    chart_image.write(made, first)
    chart_image.write(made, second)
    assert first.read_bytes() == second.read_bytes()
    pixels = matplotlib.image.imread(first)[..., :3]
    assert pixels.shape[0] > 300
    dark = (pixels.min(axis=2) < 0.9).mean()
    assert 0.01 < dark < 0.5


@of_each_family(DRAWN)
def test_an_svg_has_text_and_says_what_is_seen(slug: str) -> None:
    made = chart(EXERCISES[slug])
    root = ElementTree.fromstring(chart_svg.render(made))
    written = [element.text for element in root.iter(f"{SVG}text")]
    assert root.findtext(f"{SVG}title") == made.title
    assert {panel.title for panel in made.panels} <= set(written)
    assert made.across in written
    assert {curve.label for curve in made.panels[0].curves if curve.label} <= set(written)  # in the legend
    said = root.findtext(f"{SVG}desc") or ""
    assert all(panel.title in said for panel in made.panels)
    kinds = [e.get("class") for e in root.iter(f"{SVG}path") if (e.get("class") or "").startswith("c")]
    assert len(kinds) == len(made.panels[0].curves) == len(set(kinds))


def test_an_svg_says_whose_numbers_are_wrong_and_where() -> None:
    made = drawn("softsign", WRONG)
    worst = chart_svg.farthest(only(made.panels[1]))
    assert worst
    x, got, right = worst
    assert x < 0
    assert got != right == pytest.approx(1 / (1 - x) ** 2)
    root = ElementTree.fromstring(chart_svg.render(made))
    written = [element.text for element in root.iter(f"{SVG}text")]
    assert {f"yours {got:.3g}", f"right {right:.3g}", f"yours: {WRONG.name}"} <= set(written)
    said = root.findtext(f"{SVG}desc") or ""
    assert f"At {x:.3g} {WRONG.name} gives {got:.3g}; right is {right:.3g}." in said
    assert "derivative by x is wrong from -6" in said
    assert chart_svg.farthest(only(made.panels[0])) is None


def test_names_in_an_svg_are_text() -> None:
    made = replace(chart(EXERCISES["sigmoid"]), submission="<script>&.py", title="<b>")
    root = ElementTree.fromstring(chart_svg.render(made))
    assert root.findtext(f"{SVG}title") == "<b>"
    assert "yours: <script>&.py" in [element.text for element in root.iter(f"{SVG}text")]


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (-6.0, 6.0), (0.3, 0.31), (-1e9, 2e9), (0.94, 1.0)])
def test_ticks_are_few_and_within_the_axis(low: float, high: float) -> None:
    found = chart_svg.ticks(low, high)
    assert 2 <= len(found) <= 6
    assert all(low <= tick <= high + 1e-9 * abs(high) for tick in found)


def test_a_picture_of_a_wrong_submission_is_another(tmp_path: Path) -> None:
    chart_image.write(chart(EXERCISES["softsign"]), tmp_path / "right.png")
    chart_image.write(drawn("softsign", WRONG), tmp_path / "wrong.png")
    right, wrong = (matplotlib.image.imread(tmp_path / f"{name}.png")[..., :3] for name in ("right", "wrong"))
    vermillion = np.array([0xD5, 0x5E, 0x00]) / 255
    assert not (abs(right - vermillion).max(axis=2) < 0.05).any()
    assert (abs(wrong - vermillion).max(axis=2) < 0.05).sum() > 100


def test_the_terminal_plot_has_the_extremes() -> None:
    shown = grader("plot", "sigmoid")
    assert shown.returncode == 0
    assert "\n     0.25\u2502" in shown.stdout
    assert shown.stderr == ""


def test_a_terminal_without_unicode_gets_ascii() -> None:
    shown = process("plot", "relu", PYTHONIOENCODING="ascii")
    assert shown.returncode == 0
    assert shown.stdout.isascii()
    assert "\n        1|" in shown.stdout
    assert "?" not in shown.stdout


def test_a_wrong_submission_is_drawn_with_status_0() -> None:
    shown = process("plot", "softsign", WRONG)
    assert shown.returncode == 0
    assert "x  absolute_value_lost_in_derivative.py where it is wrong" in shown.stdout


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_output_is_written(suffix: str, tmp_path: Path) -> None:
    shown = grader("plot", "sigmoid", "-o", f"s{suffix}", cwd=tmp_path)
    assert shown.returncode == 0
    assert shown.stdout == f"wrote s{suffix}\n"
    assert (tmp_path / f"s{suffix}").stat().st_size > 5000


def test_a_page_has_a_picture_for_each_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "fixed.py").write_text(DELTA_IS_ONE, encoding="utf-8")
    shown = grader("plot", "huber_loss", "fixed.py", "--html", "h.html", cwd=tmp_path)
    assert shown.stdout == "wrote h.html\n"
    root = ElementTree.fromstring((tmp_path / "h.html").read_text(encoding="utf-8"))
    captions = [element.text for element in root.iter("figcaption")]
    assert captions == ["delta = 1.0", "delta = 0.5", "delta = 4.0"]
    said = [element.text or "" for element in root.iter(f"{SVG}desc")]
    assert ["is wrong from" in text for text in said] == [False, True, True]
    assert root.find(".//input[@type='range']") is not None


def test_an_optimizer_has_a_picture_for_each_learning_rate() -> None:
    words = [said for said, _ in charts(EXERCISES["adam"])]
    assert {f"lr = {rate}" for rate in (0.001, 0.0001, 0.01)} <= {said.split(", ")[0] for said in words}


def test_matplotlib_is_loaded_for_pictures_alone() -> None:
    assert not modules_after("plot", "sigmoid") & {"torch", "matplotlib"}


def test_without_matplotlib_it_says_what_to_install(tmp_path: Path) -> None:
    code = f"""
import sys
sys.modules['matplotlib'] = None
from grader import cli
sys.argv = ['grader', 'plot', 'sigmoid', '-o', {str(tmp_path / "s.png")!r}]
sys.exit(cli._run())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 2
    assert "pip install 'dl-math-grader[plot]'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["plot", "sigmod"], "did you mean sigmoid"),
        (["plot", "sigmoid", "/no/such/file.py"], "does not exist"),
        (["plot", "sigmoid", "/tmp"], "is a folder"),
        (["plot", "sigmoid", "-o", "s.pdf"], ".png or .svg"),
        (["plot", "sigmoid", "-o", "/no/such/folder/s.png"], "cannot be written"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else v,
)
def test_wrong_usage_is_2(arguments: list[str], words: str, tmp_path: Path) -> None:
    shown = grader(*arguments, cwd=tmp_path)
    assert shown.returncode == 2
    assert words in shown.stderr
    assert shown.stdout == ""


@pytest.mark.parametrize(
    ("name", "code"), [("not_started", "S107"), ("syntax_error", "S102"), ("exits_when_called", "S112")]
)
def test_a_submission_that_cannot_be_run_is_1_with_the_reason(name: str, code: str) -> None:
    shown = grader("plot", "sigmoid", SUBMISSIONS / "sigmoid" / "broken" / f"{name}.py")
    assert shown.returncode == 1
    assert f"{name}.py: {code}" in shown.stderr
    assert shown.stdout == ""


def test_a_formula_without_a_value_is_3(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.grader]\n", encoding="utf-8")
    (tmp_path / "plugins").mkdir()
    code = "from grader import elementwise\n@elementwise()\ndef pole(x):\n    '''Pole.'''\n    return 1 / x\n"
    (tmp_path / "plugins" / "pole.py").write_text(code, encoding="utf-8")
    shown = grader("plot", "pole", cwd=tmp_path)
    assert shown.returncode == 3
    assert "A614" in shown.stderr
