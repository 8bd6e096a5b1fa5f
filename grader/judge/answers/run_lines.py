"""The run of an optimizer as a line to paste. It does what the worker does, step by step."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...drawing.literals import literal
from ...dtypes import DType
from ...exercise import Exercise
from ..trajectories.scenarios import Scenario
from .small_call import ITEM


class EntryOf(NamedTuple):
    """An entry of a parameter."""

    parameter: int
    entry: int


def run_line(exercise: Exercise, scenario: Scenario, dtype: DType, asked: EntryOf) -> str:
    """Returns Python code that runs the scenario and prints an entry of a parameter. If a gradient
    is kept, it must not be absent.
    """
    return "; ".join(_Run(exercise, scenario, dtype).statements(asked))


class _Run:
    """Writes the statements of a run. A single parameter is called p, several are the list ps."""

    def __init__(self, exercise: Exercise, scenario: Scenario, dtype: DType) -> None:
        self._exercise, self._scenario, self._dtype = exercise, scenario, dtype
        self._option = "" if dtype.name == "float32" else f", dtype=torch.{dtype.name}"
        self._width = len(scenario.starts[0])
        self._single = len(scenario.starts) == 1

    def statements(self, asked: EntryOf) -> Iterator[str]:
        """Yields the statements of the whole run."""
        scenario, count = self._scenario, len(self._scenario.param_groups.rates)
        starts = [f"torch.tensor({self._row(s)}{self._option}, requires_grad=True)" for s in scenario.starts]
        yield f"p = {starts[0]}" if self._single else f"ps = [{', '.join(starts)}]"
        if scenario.reload is None:
            yield f"o = {self._made()}"
        else:
            yield from (f"make = lambda: {self._made()}", "o = make()")
        if self._single and count == 1:
            yield from (
                f"p.grad = torch.tensor({self._row(scenario.parameters.gradients[0][0])}{self._option})",
                "o.step()",
            )
        else:
            yield from self._steps()
        chosen = "p" if self._single else f"ps[{asked.parameter}]"
        yield f"print({chosen}{'' if self._width == 1 else f'[{asked.entry}]'}{ITEM})"

    def _made(self) -> str:
        scenario = self._scenario
        groups = []
        for n, members in enumerate(scenario.param_groups.members):
            inside = "p" if self._single else ", ".join(f"ps[{m}]" for m in members)
            settings = "".join(f", {k!r}: {v!r}" for k, v in scenario.group_settings(n).items())
            groups.append(f"{{'params': [{inside}]{settings}}}")
        plain = len(groups) == 1 and not scenario.group_settings(0)
        parameters = ("[p]" if self._single else "ps") if plain else f"[{', '.join(groups)}]"
        keywords = "".join(f", {name}={value!r}" for name, value in scenario.settings.items())
        return f"{self._exercise.target}({parameters}{keywords})"

    def _steps(self) -> Iterator[str]:
        """Yields all steps, up to a reload, and joins those that have the same settings."""
        scenario, count = self._scenario, len(self._scenario.param_groups.rates)
        yield from self._zeros()
        yield f"step = lambda {'g' if self._single else '*gs'}: ({self._given()}, o.step())"
        first = 0
        for last in range(1, count + 1):
            reloaded = last < count and last == scenario.reload
            changed = scenario.changes.get(last, {}) if last < count else {}
            steady = last < count and scenario.param_groups.rates[last] == scenario.param_groups.rates[last - 1]
            if steady and not reloaded and not changed:
                continue
            rows = [[self._gradient(p, n) for n in range(first, last)] for p in range(len(scenario.starts))]
            lists = [f"[{', '.join(row)}]" for row in rows]
            one = last - first == 1
            yield f"_ = step({', '.join(r[0] for r in rows)})" if one else f"_ = [*map(step, {', '.join(lists)})]"
            if reloaded:
                copy = "p.detach().requires_grad_()"
                yield f"p = {copy}" if self._single else f"ps = [{copy} for p in ps]"
                yield from ("d = o.state_dict()", "o = make()", "o.load_state_dict(d)")
                yield from self._zeros()
            if last < count:
                pairs = enumerate(
                    zip(scenario.param_groups.rates[last - 1], scenario.param_groups.rates[last], strict=True)
                )
                yield from (f"o.param_groups[{n}]['lr'] = {new!r}" for n, (old, new) in pairs if old != new)
            if changed:
                yield f"_ = [group.update({dict(changed)!r}) for group in o.param_groups]"
            first = last

    def _zeros(self) -> Iterator[str]:
        """Yields the statements that make the memory for kept gradients."""
        if self._scenario.parameters.kept and self._single:
            yield "p.grad = torch.zeros_like(p)"
        elif self._scenario.parameters.kept:
            yield "_ = [setattr(p, 'grad', torch.zeros_like(p)) for p in ps]"

    def _given(self) -> str:
        """Returns the statement that gives the parameters their gradients g."""
        tensor = f"torch.tensor({'[g]' if self._width == 1 else 'g'}{self._option})"
        if self._scenario.parameters.absent:
            tensor = f"None if g is None else {tensor}"
        one = f"p.grad.copy_({tensor})" if self._scenario.parameters.kept else f"setattr(p, 'grad', {tensor})"
        return one if self._single else f"[{one} for p, g in zip(ps, gs)]"

    def _gradient(self, parameter: int, step: int) -> str:
        if step in self._scenario.parameters.absent.get(parameter, ()):
            return "None"
        row = self._scenario.parameters.gradients[parameter][step]
        return self._dtype.text(row[0]) if self._width == 1 else self._row(row)

    def _row(self, row: Sequence[float]) -> str:
        return literal(row, (len(row),), self._dtype.text)
