"""Forbidden operators and autograd's engine are seen at their own entry, where no mode is."""

import pytest
import torch

from grader.dtypes import FLOAT32
from grader.judge.sandbox.session import Request
from grader.limit_settings import Limits
from grader.worker import protocol
from grader.worker.protocol import Tensor
from grader.worker.submission import Submission
from grader.worker.torchs_code import origin

from ..conftest import workers

X = torch.tensor([0.5, -1.0])
PYTHON = "torch._C._ExcludeDispatchKeyGuard(torch._C.DispatchKeySet(torch._C.DispatchKey.Python))"
HIDDEN = f"with {PYTHON}, torch._C.DisableTorchFunction(), torch.enable_grad():"
FUNCTION = """
class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * 2
    @staticmethod
    def backward(ctx, g): return g * 2
"""


def answered(source: str, *forbidden: str, kind: int = protocol.FORWARD) -> tuple[Tensor, list[str]]:
    """What `f` of this text gives in a worker of its own, and what the worker has seen."""
    numbers = protocol.pack(FLOAT32, (2,), (0.5, -1.0))
    request = {"name": "f", "keywords": {}, "differentiable": [True]}
    with workers().session(Limits()) as session:
        session.load("x.py", f"import torch\n{source}", forbidden)
        (result,) = session.ask(Request(kind, request, [numbers] if kind == protocol.FORWARD else [numbers, numbers]))
        return result, [*session.called]


def seen(source: str, *forbidden: str) -> list[str]:
    return answered(source, *forbidden)[1]


@pytest.mark.parametrize(
    "call",
    [
        "torch.sigmoid(x)",
        "x.sigmoid_()",
        "torch.sigmoid(x, out=x)",
        "torch.ops.aten.sigmoid.default.redispatch(torch._C.DispatchKeySet(torch._C.DispatchKey.CPU), x)",
        "torch.special.expit(x)",
        "torch._foreach_sigmoid([x])[0]",
    ],
)
def test_a_forbidden_operator_is_seen_past_the_modes(call: str) -> None:
    body = f"def f(x):\n    {HIDDEN}\n        return {call}"
    assert "aten::sigmoid" in {name.replace("_foreach_", "").rstrip("_") for name in seen(body, "sigmoid")}
    assert seen(body, "tanh") == []


@pytest.mark.parametrize("kind", [protocol.FORWARD, protocol.GRADIENTS])
def test_its_results_are_the_same_bits(kind: int) -> None:
    source = "def f(x): return torch.sigmoid(x)"
    plain, _ = answered(source, kind=kind)
    watched, names = answered(source, "sigmoid", kind=kind)
    assert plain == watched
    assert "aten::sigmoid" in names


def test_what_runs_on_import_is_not_noted() -> None:
    derived = "y = torch.ones(1, requires_grad=True)\ntorch.exp(y).sum().backward()\n"
    assert seen(f"{derived}z = torch.sigmoid(y)\ndef f(x): return x + 0", "sigmoid") == [
        "torch.Tensor.add",
        "aten::add",
    ]


@pytest.mark.parametrize(
    ("body", "derives"),
    [
        ("return torch.autograd.grad(torch.exp(x.requires_grad_()), x, x.detach())[0]", True),
        ("y = torch.exp(x.requires_grad_()); y.sum().backward(); return x.grad", True),
        ("return torch.func.grad(lambda t: torch.exp(t).sum())(x)", True),
        ("return torch.func.jvp(torch.exp, (x,), (x,))[1]", True),
        ("from torch.autograd import forward_ad as f\n        with f.dual_level(): return f.make_dual(x, x) + 0", True),
        ("e = type(torch.autograd.Variable._execution_engine._engine)()\n        y = torch.exp(x.requires_grad_())\n"
         "        return e.run_backward((y,), (y.detach(),), False, False, (x,), True, False)[0]", True),
        ("return torch.autograd.grad(torch.exp(Double.apply(x.requires_grad_())), x, x.detach())[0]", True),
        ("return torch.autograd.grad(Double.apply(x.requires_grad_()), x, x.detach())[0]", False),
        ("y = Double.apply(x.requires_grad_()) + x; y.sum().backward(); return x.grad", False),
        ("z = Double.apply(torch.exp(x.requires_grad_())); return torch.autograd.grad(z, [z], x.detach())[0]", False),
    ],
)  # fmt: skip
def test_the_engine_is_seen_past_the_modes_where_it_derives(body: str, derives: bool) -> None:
    found = {"autograd", "aten::_make_dual"} & {*seen(f"{FUNCTION}def f(x):\n    {HIDDEN}\n        {body}")}
    assert bool(found) == derives


def test_the_worker_may_derive_for_itself_once() -> None:
    submission = Submission("import torch\ndef f(x): return torch.exp(x)", "x.py", 0)
    for again in (False, True):
        leaf = X.clone().requires_grad_()
        result = submission.call("f", [leaf], {})
        with submission.record.engine.ours():
            torch.autograd.grad(result.sum(), leaf, retain_graph=True)
            if again:
                torch.autograd.grad(result.sum(), leaf)
        assert ("autograd" in submission.record.fresh()) == again


def test_code_of_torchs_is_known_by_its_file_and_by_its_instructions() -> None:
    from torch.optim import adam

    code = adam._single_tensor_adam.__code__
    assert origin(code) == ("torch.optim.adam", "_single_tensor_adam")
    renamed = code.replace(
        co_filename="mine.py", co_name="mine", co_varnames=tuple(f"v{n}" for n in range(len(code.co_varnames)))
    )
    assert origin(renamed) == origin(code)
    assert origin(test_what_runs_on_import_is_not_noted.__code__) == ("", "")
