"""What the record has of the code that runs, and that it changes nothing about it."""

import sys
from typing import Any

import pytest
import torch

from grader.worker import protocol, recorder
from grader.worker.submission import Refused, Submission

X = torch.tensor([0.5, -1.0])


def seen(source: str, calls: int = 1) -> list[str]:
    submission = Submission(f"import torch\n{source}", "x.py", 0)
    for _ in range(calls):
        submission.call("f", [X.clone()], {})
    return submission.record.fresh()


def test_calls_and_operations_are_noted_once() -> None:
    names = seen("def f(x): return torch.exp(torch.exp(x))", calls=3)
    assert names.count("torch.exp") == names.count("aten::exp") == 1


def test_names_are_told_once() -> None:
    submission = Submission("import torch\ndef f(x): return torch.exp(x)", "x.py", 0)
    submission.call("f", [X], {})
    assert "torch.exp" in submission.record.fresh()
    assert submission.record.fresh() == []


def test_what_runs_on_import_is_not_noted() -> None:
    assert "torch.sigmoid" not in seen("torch.sigmoid(torch.zeros(1))\ndef f(x): return x + 1")


DERIVED = "p = torch.ones(3, requires_grad=True)\n(p * p).sum().backward()\n"


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("T = p.grad.tolist()\ndef f(x): return x * T[0]", True),
        ("T = {n: float(g) for n, g in enumerate(p.grad)}\ndef g(x): return x * T[0]\ndef f(x): return g(x)", True),
        ("def f(x, t=p.grad): return x * t[0]", True),
        ("def make(t):\n    return lambda x: x * t[0]\nf = make(p.grad)", True),
        ("class F:\n    t = p.grad\n    def __call__(self, x): return x * self.t[0]\nf = F()", True),
        ("t = torch.jit.CompilationUnit('def g(x):\\n  return x * 2\\n').g\ndef f(x): return t(x)", True),
        ("SCALE, ROOT = 1.5, torch.tensor(2.0)\ndef f(x): return SCALE * ROOT * x", False),
        ("def train(): return p.grad\ndef f(x): return x * 2", False),
    ],
)
def test_numbers_that_are_kept_from_deriving_on_import_are_noted(source: str, kept: bool) -> None:
    assert ("autograd.kept" in seen(DERIVED + source)) == kept
    assert "autograd.kept" not in seen(f"p = torch.ones(3)\np.grad = torch.ones(3)\n{source}")


@pytest.mark.parametrize(
    ("source", "complex_"),
    [
        ("return torch.fft.fft(x.reshape(-1)).abs()", True),
        ("return x.to(torch.complex64).abs()", True),
        ("return x + 1", False),
    ],
)
def test_complex_numbers_are_noted_wherever_they_come_from(source: str, complex_: bool) -> None:
    assert ("complex()" in seen(f"def f(x): {source}")) == complex_


def test_modules_of_torch_between_the_code_and_a_call_are_noted() -> None:
    step = "p = torch.nn.Parameter(x)\n    p.grad = x.clone()\n    torch.optim.Adam([p]).step()"
    assert "torch.optim.adam" in seen(f"def f(x):\n    {step}")
    own = "class O(torch.optim.Optimizer):\n    def step(self): torch.exp(torch.zeros(1))\n"
    names = seen(f"{own}def f(x): O([torch.nn.Parameter(x)], {{}}).step()")
    assert "aten::exp" in names
    assert not {n for n in names if n.startswith("torch.optim.") and not n.startswith("torch.optim.optimizer")}


@pytest.mark.parametrize("start", ["_thread.start_new_thread(run, ())", "threading.Thread(target=run).start()"])
def test_threads_are_watched(start: str) -> None:
    source = f"""
import _thread, threading
def f(x):
    done = threading.Event()
    def run():
        torch.sin(x)
        done.set()
    {start}
    done.wait()
"""
    assert "torch.sin" in seen(source)


def test_a_change_late_in_the_submission_is_likely_to_be_seen() -> None:
    late = "n = 0\ndef f(x):\n    global n\n    n += 1\n    return torch.sin(x) if n > 8 else x + 1"
    assert "torch.sin" in seen(late, calls=60)


OWN_FUNCTION = """
class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx, g): return g * 2
"""


@pytest.mark.parametrize(
    ("body", "derives"),
    [
        ("x = x.requires_grad_()\n    return torch.autograd.grad((x * 2).sum(), x)[0]", True),
        ("x = x.requires_grad_()\n    torch.exp(x).backward(torch.ones(2))\n    return x.grad", True),
        ("x = x.requires_grad_()\n    return torch.autograd.grad(Double.apply(x), x, x.detach())[0]", False),
        ("return x * 2", False),
    ],
)
def test_who_starts_autograd_is_known_where_its_threads_have_no_frames(
    body: str, derives: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on an accelerator: an operation that the engine runs is called from none."""

    def dispatch(mode: Any, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        inside = torch._C._current_graph_task_id() != -1
        frame = sys._getframe().f_back
        of_python = frame is not None and frame.f_globals["__name__"] == "submission"
        mode._record.ran(func, frame if not inside or of_python else None)
        return func(*args, **(kwargs or {}))

    monkeypatch.setattr(recorder._Operations, "__torch_dispatch__", dispatch)
    assert ("autograd" in seen(f"{OWN_FUNCTION}def f(x):\n    {body}")) == derives


def test_names_are_made_harmless() -> None:
    source = """
from torch.overrides import handle_torch_function
g = lambda x: x
g.__name__ = "\\x1b\\n" + "é" * 1000
def f(x): return handle_torch_function(g, (x,), x)
"""
    assert all(name.isascii() and name.isprintable() and len(name) <= 100 for name in seen(source))


def test_more_functions_than_can_be_noted_do_not_run() -> None:
    many = (
        "from torch.overrides import handle_torch_function\n"
        "def f(x):\n"
        "    for i in range(2000):\n"
        "        g = lambda x: x\n"
        "        g.__name__ = f'g{i}'\n"
        "        handle_torch_function(g, (x,), x)\n"
    )
    with pytest.raises(Refused) as caught:
        seen(many)
    assert caught.value.status == protocol.RAISED
    assert "different functions of torch" in caught.value.text


def test_an_exception_is_the_submissions_own() -> None:
    with pytest.raises(Refused) as caught:
        seen("def f(x): return torch.exp('x')")
    assert "TypeError" in caught.value.text
    assert "line 2" in caught.value.text


def test_results_are_the_same_bits_with_and_without_it() -> None:
    source = "import torch\ndef f(x): return (torch.logaddexp(x, -x) * torch.erfc(x)).cumsum(0) @ x"
    submission = Submission(source, "x.py", 0)
    watched = submission.call("f", [X], {})
    namespace: dict[str, object] = {}
    exec(source, namespace)
    assert torch.equal(watched, namespace["f"](X))  # type: ignore[operator]
