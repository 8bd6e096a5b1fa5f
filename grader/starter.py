"""What a student starts from: a file with the names and signatures that an exercise asks for, and nothing in them."""

import textwrap
from collections.abc import Iterator
from typing import Any

from .exercise import CALCULUS, Exercise

WIDTH = 100

OPTIMIZER = """\
class {name}(torch.optim.Optimizer):
{signature}
{defaults}
        super().__init__(params, defaults)
        raise NotImplementedError("TODO: remove this line and write step")

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        # TODO: for every group in self.param_groups and every p in group["params"] that has a p.grad:
        # update the state in self.state[p], then change p in place.
        return loss
"""


def starter(exercise: Exercise) -> str:
    """The text of the starter file of an exercise."""
    prompt = "\n\n".join(textwrap.fill(p, WIDTH) for p in exercise.text.prompt.split("\n\n"))
    title = textwrap.fill(exercise.text.title, WIDTH)
    told = "\n".join(textwrap.fill(sentence, WIDTH) for sentence in _asked(exercise))
    what = "\n\n".join(filter(None, (title, prompt, told, f"Check it with: grader check {exercise.slug}")))
    head = f'"""{what}\n"""\n\nimport torch\n\n\n'
    if exercise.family == "optimizer":
        return head + _optimizer(exercise)
    if exercise.family == "sampler":
        size = ["size: tuple[int, ...]", *(f"{k}={v!r}" for k, v in exercise.hyperparameters.items())]
        return head + _function(exercise.slug, size, "torch.Tensor", "draw a tensor of this size")
    if exercise.family == "training":
        data = [f"{i.name}: torch.Tensor" for i in exercise.inputs[1:-1]]
        extra = [f"{k}={v!r}" for k, v in exercise.hyperparameters.items()]
        return head + _function(exercise.slug, ["weight: torch.Tensor", *data, *extra], "None", "one training step")
    tensors = [f"{i.name}: torch.Tensor{' | None = None' * (i.default is not None)}" for i in exercise.inputs]
    extra = [f"{k}={v!r}" for k, v in exercise.hyperparameters.items()]
    if exercise.family == "rowwise":
        extra.insert(0, "dim: int")
    if len(exercise.reductions) > 1:
        extra.append('reduction: str = "mean"')
    forward = _function(exercise.slug, [*tensors, *extra], "torch.Tensor", "the function")
    if not exercise.by_hand:
        return head + forward
    wanted = len(exercise.differentiable)
    result = "torch.Tensor" if wanted == 1 else f"tuple[{', '.join(['torch.Tensor'] * wanted)}]"
    by = " and ".join(i.name for i in exercise.differentiable)
    parameters = ["grad_output: torch.Tensor", *tensors, *extra]
    backward = _function(f"{exercise.slug}_backward", parameters, result, f"the gradient by {by}")
    return f"{head}{forward}\n\n{backward}"


def _asked(exercise: Exercise) -> Iterator[str]:
    """What is asked of every exercise of the kind, beside what its author says."""
    if len(exercise.reductions) > 1:
        choices = ", ".join(f'"{r}"' for r in exercise.reductions)
        yield f"reduction is one of {choices}; arguments that have a default are passed by name."
    if exercise.family in CALCULUS and exercise.by_hand:
        yield (
            f"Both ways to the gradient are judged, each for half the points of gradients: what "
            f"{exercise.slug}_backward returns, and what autograd makes of {exercise.slug}."
        )
    if exercise.forbidden:
        yield f"Not to be called: torch's own {', '.join(exercise.forbidden)}, in any form."


def _function(name: str, parameters: list[str], result: str, todo: str) -> str:
    """A function that is not written yet."""
    line = _listed(f"def {name}(", parameters, f") -> {result}:")
    return f'{line}\n    raise NotImplementedError("TODO: {todo}")\n'


def _optimizer(exercise: Exercise) -> str:
    settings: dict[str, Any] = dict(exercise.hyperparameters)
    parameters = ["self", "params", *(f"{k}={v!r}" for k, v in settings.items())]
    signature = _listed("    def __init__(", parameters, ") -> None:")
    defaults = _listed("        defaults = {", [f'"{k}": {k}' for k in settings], "}")
    return OPTIMIZER.format(name=exercise.target, signature=signature, defaults=defaults)


def _listed(head: str, items: list[str], tail: str) -> str:
    """Items in one line, or below each other if the line would be long."""
    line = f"{head}{', '.join(items)}{tail}"
    if len(line) <= WIDTH:
        return line
    indent = " " * (len(head) - len(head.lstrip()))
    below = "".join(f"{indent}    {item},\n" for item in items)
    return f"{head}\n{below}{indent}{tail}"
