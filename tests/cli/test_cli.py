"""The command line as a user meets it: exit statuses, streams, near misses, and what a command
loads.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.about import VERSION
from grader.cli import COMMANDS
from grader.cli.check import _devices
from grader.codes import CODES

from ..conftest import ROOT, SUBMISSIONS
from ..judge.speed.conftest import unreachable
from ..tiers import whole
from .command import grader, process

SOLUTION = ROOT / "solutions" / "activations" / "sigmoid.py"
WRONG = SUBMISSIONS / "sigmoid" / "wrong" / "difference_for_product.py"


def modules_after(*arguments: str) -> set[str]:
    code = f"""
import sys
from grader import cli
sys.argv = ['grader', *{arguments!r}]
cli._run()
print(*sys.modules, sep='\\n', file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd="/")
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [["--help"], ["list"], ["list", "--plugins"], ["hint", "sigmoid"], ["--version"]])
def test_light_commands_load_neither_torch_nor_sympy(arguments: list[str]) -> None:
    loaded = modules_after(*arguments)
    assert "grader.cli" in loaded
    assert not loaded & {"torch", "sympy", "flint", "numpy"}


def test_help_imports_no_command() -> None:
    loaded = modules_after("--help")
    assert not loaded & {f"grader.cli.{name}" for name in COMMANDS}


def test_that_test_can_fail() -> None:
    assert "sympy" in modules_after("check", "sigmoid", str(SOLUTION))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    assert COMMANDS[name] in " ".join(grader("--help").stdout.split())
    shown = process(name, "--help")
    assert shown.returncode == 0
    assert shown.stdout.startswith(f"Usage: grader {name}")


def test_right_is_0_and_on_stdout() -> None:
    checked = process("check", "sigmoid", SOLUTION)
    assert checked.returncode == 0
    assert "passed  100 of 100 points" in checked.stdout
    assert all(line.startswith("grader: ") for line in checked.stderr.splitlines())


def test_wrong_is_1_and_named_with_the_note() -> None:
    checked = grader("check", "sigmoid", WRONG)
    assert checked.returncode == 1
    assert "mistake: difference for product" in checked.stdout
    assert "try: sigmoid_backward(torch.tensor(" in checked.stdout


def test_the_line_to_try_gives_what_the_report_says() -> None:
    report = json.loads(grader("check", "sigmoid", WRONG, "--json").stdout)
    failures = [f for c in report["checks"] for f in c["failures"]]
    code = "".join(f"exec(open({str(WRONG)!r}).read()); print({failure['call']})\n" for failure in failures)
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    numbers = [float(number) for number in re.findall(r"tensor\(([-\d.e+]+)", printed)]
    assert numbers == [pytest.approx(failure["got"], rel=1e-3) for failure in failures] != []


def test_json_is_json_and_the_same_for_the_same_seed() -> None:
    first, again, other = (
        json.loads(run("check", "sigmoid", WRONG, "--json", "--seed", seed).stdout)
        for run, seed in ((process, 5), (grader, 5), (grader, 6))
    )
    assert first["schema"] == "grader.report/1"
    assert first["passed"] is False
    assert first["seed"] == 5
    assert len(first["submission"]["sha256"]) == 64

    def worst(report: dict[str, list[dict[str, list[object]]]]) -> list[object]:
        return [f for c in report["checks"] for f in c["failures"]]

    assert worst(first) == worst(again) != worst(other)


@whole
def test_a_report_says_which_plugin_judged() -> None:
    shown = grader("check", "sigmoid", SOLUTION, "--json")
    about = json.loads(shown.stdout)["environment"]
    assert about["plugin"].endswith(f" {VERSION}, activations/sigmoid.py")
    assert re.fullmatch("SHA-256 [0-9a-f]{64}", about["formula"])
    assert "SHA-256" not in grader("check", "sigmoid", SOLUTION).stdout


def test_dtypes_can_be_chosen() -> None:
    report = json.loads(
        grader("check", "sigmoid", SOLUTION, "--json", "--dtype", "float16", "--dtype", "bfloat16").stdout
    )
    assert {c["dtype"] for c in report["checks"]} == {"float16", "bfloat16"}
    assert report["score"] == 100


@whole
def test_progress_does_not_go_into_pipes(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.grader]\nseconds = 1.5\n", encoding="utf-8")
    checked = grader("check", "sigmoid", SUBMISSIONS / "sigmoid" / "broken" / "loops_at_import.py", cwd=tmp_path)
    assert checked.returncode == 1
    assert checked.stderr == ""
    assert "within 1.5 seconds" in " ".join(checked.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "sigmod", SOLUTION], "did you mean sigmoid"),
        (["check", "zzzzzz", SOLUTION], "see `grader list`"),
        (["check", "sigmoid", "/no/such/file.py"], "does not exist"),
        (["check", "sigmoid", "/tmp"], "is a folder"),
        (["check", "sigmoid", "/dev/null"], "is no file"),
        (["check", "sigmoid"], "grader start sigmoid"),
        (["check"], "Missing argument"),
        (["check", "sigmoid", SOLUTION, "--dtype", "float8"], "float8"),
        (["check", "sigmoid", SOLUTION, "--seed", "x"], "seed"),
        (["hint", "sofmax"], "did you mean softmax"),
        (["explain", "Z999"], "there is no code"),
        (["explain", "gelu.nonsense"], "there is no code"),
        (["check", "sigmoid", SOLUTION, "--explain", "all"], "full"),
        (["dance"], "there is no command called"),
    ],
    ids=lambda v: " ".join(map(str, v)) if isinstance(v, list) else v,
)
def test_wrong_usage_is_2_and_says_what_to_do(arguments: list[object], words: str, tmp_path: Path) -> None:
    shown = grader(*arguments, cwd=tmp_path)
    assert shown.returncode == 2
    assert words in shown.stderr
    assert shown.stdout == ""


def test_a_broken_plugin_is_3_and_the_authors(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.grader]\n", encoding="utf-8")
    (tmp_path / "plugins").mkdir()
    text = "from grader import elementwise\n@elementwise()\ndef pole(x):\n    '''Pole: 1/x.'''\n    return 1 / x\n"
    (tmp_path / "plugins" / "pole.py").write_text(text, encoding="utf-8")
    (tmp_path / "pole.py").write_text("def pole(x): return 1 / x\n", encoding="utf-8")
    (tmp_path / "plugins" / "unfinished.py").write_text("def f(:\n", encoding="utf-8")
    shown = grader("check", "pole", cwd=tmp_path)
    assert shown.returncode == 3
    assert "A614" in shown.stdout
    # long lines are folded
    assert "the exercise is at fault, not you" in " ".join(shown.stdout.split())
    report = json.loads(grader("check", "pole", "--json", cwd=tmp_path).stdout)
    assert report["error"]["who"] == "author"
    shown = grader("check", "unfinished", tmp_path / "pole.py", cwd=tmp_path)
    assert shown.returncode == 3
    assert "A612" in shown.stdout
    listed = grader("list", cwd=tmp_path)
    assert "pole" in listed.stdout
    assert "broken: course" in listed.stderr


def test_wrong_settings_are_3_and_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.grader]\ncolour = 1\n", encoding="utf-8")
    shown = grader("check", "sigmoid", SOLUTION, cwd=tmp_path)
    assert shown.returncode == 3
    assert "pyproject.toml" in shown.stderr
    assert "no setting 'colour'" in shown.stderr


def test_start_then_check_then_hint(tmp_path: Path) -> None:
    started = process("start", "gelu", cwd=tmp_path)
    assert started.returncode == 0
    assert (tmp_path / "gelu.py").read_text(encoding="utf-8") == (
        ROOT / "exercises" / "activations" / "gelu.py"
    ).read_text(encoding="utf-8")
    checked = grader("check", "gelu", cwd=tmp_path)
    assert checked.returncode == 1
    assert "not started" in checked.stdout
    assert "product rule" in grader("hint", "gelu", cwd=tmp_path).stdout


def test_start_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "gelu.py").write_text("my work", encoding="utf-8")
    started = grader("start", "gelu", cwd=tmp_path)
    assert started.returncode == 2
    assert "nothing was written" in started.stderr
    assert (tmp_path / "gelu.py").read_text(encoding="utf-8") == "my work"


def test_every_code_is_explained_and_every_code_used_is_known() -> None:
    for told, run in (("g301", process), ("wrong-backward", grader)):
        shown = run("explain", told)
        assert shown.returncode == 0
        assert shown.stdout.startswith("G301 wrong-backward  The gradient of the backward function")
    assert len({code.name for code in CODES.values()}) == len(CODES)
    used = set()
    for file in (ROOT / "grader").rglob("*.py"):
        if file.name != "codes.py":
            used |= set(re.findall(r'"([A-Z]\d{3})"', file.read_text(encoding="utf-8")))
    assert used - set(CODES) == set()
    assert set(CODES) - used - {"E901"} == set()


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("sign_lost", "The minus before A is missing."),
        ("gelu.sum_sign", "has got the wrong sign"),
        ("gelu.sign_lost_and_sum_sign", "has got the wrong sign"),
        ("adam.eps_inside_the_root_and_divisor_dropped", "divisor_dropped The divisor A is missing."),
        ("observed.noise", "scatter"),
        ("noise", "scatter"),
        ("factor dropped", "factor_dropped The factor A is missing."),
        ("one quantity for another", "name_other"),
        ("sigmoid.difference_for_product", "The difference f - (1 - f)"),
    ],
)
def test_the_code_of_a_mistake_is_explained(code: str, words: str) -> None:
    shown = grader("explain", code)
    assert shown.returncode == 0
    assert words in " ".join(shown.stdout.split())


def test_what_is_right_is_told_when_it_is_asked_for() -> None:
    right = "d/dx sigmoid(x) = y*(1 - y)"
    assert right not in grader("check", "sigmoid", WRONG).stdout
    assert right not in grader("check", "sigmoid", WRONG, "--json").stdout
    assert right in grader("check", "sigmoid", WRONG, "--explain", "full").stdout


def test_list_as_json() -> None:
    listed = json.loads(process("list", "--json").stdout)
    assert {"slug": "sigmoid", "family": "elementwise", "topic": "activations", "plugin": "catalogue"}.items() <= (
        next(e for e in listed["exercises"] if e["slug"] == "sigmoid").items()
    )
    assert listed["broken"] == []
    kinds = {kind["name"]: kind for kind in listed["families"]}
    assert {e["family"] for e in listed["exercises"]} == set(kinds)
    assert kinds["loss"]["plugin"] == "catalogue"
    assert kinds["loss"]["summary"].startswith("a number for every sample")


def test_a_closed_pipe_is_no_traceback() -> None:
    command = f"{sys.executable} -m grader list | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, cwd="/")
    assert done.stderr == ""


@whole
@pytest.mark.timed
def test_bench_prints_a_table_and_grades_nothing() -> None:
    done = process("bench", "sigmoid", SOLUTION)
    if why := unreachable():
        pytest.skip(why)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["entries", "yours", "beside", "ratio", "interval"]
    table, (clock, growth, *memory) = lines[1:-5], lines[-5:]
    assert {line.split()[0] for line in table} == {"16,384", "262,144"}
    assert {"textbook", "torch"} == {word for line in table for word in line.split() if word in ("textbook", "torch")}
    assert clock.startswith("times of the processor")
    assert growth.startswith("at small sizes the time grows like n^")
    for line, name in zip(memory, ("yours", "textbook", "torch"), strict=True):
        told = rf"memory .*, {name}: at most [\d.]+ MiB, kept by autograd for the backward pass [\d.]+ MiB"
        assert re.fullmatch(told, line)


def test_bench_says_what_is_wrong_with_a_submission(tmp_path: Path) -> None:
    file = tmp_path / "sigmoid.py"
    file.write_text("def sigmoid(x", encoding="utf-8")
    done = grader("bench", "sigmoid", file)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{file}: S102 import-fails: SyntaxError" in done.stderr
    assert "there is no exercise called 'sigmoyd'; did you mean sigmoid" in grader("bench", "sigmoyd").stderr


def test_bench_of_what_is_not_timed_is_a_usage_error() -> None:
    done = grader("bench", "gumbel_noise", ROOT / "solutions" / "activations" / "gumbel_noise.py")
    assert done.returncode == 2
    assert "the speed of gumbel_noise is not measured" in done.stderr


@pytest.mark.timed
@whole
def test_speed_is_a_check_that_has_points_if_it_is_asked_for() -> None:
    report = json.loads(
        process("check", "softmax", ROOT / "solutions/activations/softmax.py", "--speed", "--json").stdout
    )
    (speed,) = [c for c in report["checks"] if c["name"] == "speed"]
    if why := unreachable():
        pytest.skip(why)
    assert (speed["status"], report["score"], report["max_score"], len(speed["timings"])) == ("passed", 100, 100, 4)


def test_speed_that_is_not_measured_is_skipped_with_the_reason() -> None:
    done = grader("check", "gumbel_noise", ROOT / "solutions/activations/gumbel_noise.py", "--speed")
    assert done.returncode == 0
    assert re.search(r"- skip +speed +its author gives no limit, or", done.stdout)


def test_a_device_that_is_not_there_is_said_in_the_last_line() -> None:
    done = grader("check", "sigmoid", SOLUTION, "--device", "xpu")
    assert done.returncode == 0
    assert "there is no xpu" in done.stdout
    assert "xpu not there" in done.stdout.splitlines()[-1]


@pytest.mark.parametrize(
    ("asked", "required", "there", "chosen"),
    [
        ((), "cpu", "", []),
        ((), "cpu", "cuda", ["cuda"]),
        (("cpu",), "cpu", "cuda", []),
        (("cpu",), "xpu", "cuda", ["xpu"]),
        (("mps", "mps"), "cpu", "cuda", ["mps"]),
        (("all",), "cpu", "", ["cuda", "mps", "xpu"]),
    ],
)
def test_devices_to_judge_on(asked: tuple[str, ...], required: str, there: str, chosen: list[str]) -> None:
    assert _devices(asked, required, there) == chosen


@whole
def test_a_device_that_the_course_demands_has_to_be_there(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.grader]\nrequire_device = 'xpu'\n", encoding="utf-8")
    done = grader("check", "sigmoid", SOLUTION, cwd=tmp_path)
    assert done.returncode == 3
    assert "E909" in done.stdout
    assert "this machine is at fault, not you" in done.stdout
