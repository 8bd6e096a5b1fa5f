"""Which nodes of autograd's graphs derive something, and which are seen to run."""

from collections import Counter
from typing import Any

import pytest
import torch
from torch.utils.checkpoint import CheckpointFunction

from grader.worker import graph_nodes
from grader.worker.profile import profiled


class Double(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * 2

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx, g):
        return g * 2


class Again(CheckpointFunction):
    pass


def leaf() -> torch.Tensor:
    return torch.tensor([[0.5, -1.0]], requires_grad=True)


def double(x: torch.Tensor) -> Any:
    return Double.apply(x)


def each(x: torch.Tensor, slopes: tuple[float, ...]) -> torch.Tensor:
    return torch.stack([v.squeeze() * c for v, c in zip(x.reshape(-1).split(1), slopes, strict=True)])


@pytest.mark.parametrize(
    ("result", "derived"),
    [
        (lambda x: double(x), []),
        (lambda x: double(x.reshape(-1).double()).sum() / 2, []),
        (lambda x: -torch.cat(double(x).chunk(2, 1)).mean() * 3, []),
        (lambda x: double(x.T.clone()[:1]).expand(3, 1), []),
        (lambda x: double(x) / 2, ["DivBackward0"]),
        (lambda x: double(x.exp()), ["ExpBackward0"]),
        (lambda x: double(x).sum() * x.sum(), ["MulBackward0"]),
        (lambda x: double(x)[0, 1], ["SelectBackward0"] * 2),
        (lambda x: each(double(x), (0.5, 0.5)), []),
        (lambda x: each(double(x), (0.0, 1.0)), ["MulBackward0"] * 2),
        (lambda x: each(double(x), (0.0, 1.0)).sum(), ["MulBackward0"] * 2),
        (lambda x: Again.apply(torch.exp, False, double(x)), ["AgainBackward"]),
    ],
)
def test_what_stands_beside_functions_is_told(result: object, derived: list[str]) -> None:
    assert callable(result)
    graph = graph_nodes.graph(result(leaf()))
    assert len(graph_nodes.functions(graph)) == 1
    assert list(graph_nodes.derived(graph)) == derived


def exp_by_hand(x: torch.Tensor) -> None:
    node: Any = x.exp().grad_fn
    node(torch.ones(1, 2))


def scripted(x: torch.Tensor) -> None:
    unit = torch.jit.CompilationUnit("def f(x):\n    y = torch.exp(x)\n    y.sum().backward()\n    return x\n")
    unit.f(x)


def unwatched(x: torch.Tensor) -> None:
    with torch._C._ExcludeDispatchKeyGuard(torch._C.DispatchKeySet(torch._C.DispatchKey.Python)):
        torch.autograd.grad(x.exp().sum(), x)


@pytest.mark.parametrize(
    ("run", "names"),
    [
        (exp_by_hand, {"ExpBackward0": 1}),
        (scripted, {"ExpBackward0": 1}),
        (unwatched, {"ExpBackward0": 1}),
        (lambda x: torch.func.vjp(torch.exp, x.detach())[1](x.detach()), {"ExpBackward0": 1}),
        (lambda x: double(x).sum().backward(), {}),
        (lambda x: x.exp(), {}),
    ],
)
def test_nodes_are_seen_whoever_runs_them(run: object, names: dict[str, int]) -> None:
    assert callable(run)
    seen = list[Counter[str]]()
    with profiled(seen.append):
        run(leaf())
    assert seen == [Counter(names)]


def test_a_profile_that_the_code_has_ended_is_an_error_of_its() -> None:
    with pytest.raises(RuntimeError), profiled(lambda _: None):
        torch._C._autograd._disable_profiler_legacy()
