"""Submissions run within the test, where they are ours, by the code that questions print."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import torch

from grader.quiz.own_calls import OwnCall, OwnSteps, PastedCode

from ..conftest import ROOT, bundled


@cache
def model(slug: str) -> str:
    """The model solution of an exercise."""
    return (ROOT / "solutions" / bundled().entries[slug].topic / f"{slug}.py").read_text(encoding="utf-8")


def loaded(source: str) -> dict[str, Any]:
    """The names of a submission."""
    names: dict[str, Any] = {"torch": torch}
    exec(source, names)
    return names


def pasted(names: dict[str, Any], lines: str) -> Any:
    """What the last of some lines gives where these names are known."""
    *before, last = lines.split("\n")
    exec("\n".join(before), names)
    return eval(last, names)


class PastingRunner:
    """Pastes the code below the submission."""

    def results(self, source: str, codes: Sequence[PastedCode]) -> list[Sequence[float] | None]:
        try:
            names = loaded(source)
        except Exception:
            return [None] * len(codes)
        return [_one(names, code) for code in codes]


def _one(names: dict[str, Any], code: PastedCode) -> Sequence[float] | None:
    try:
        if isinstance(code, OwnSteps):
            return [float(pasted(names, code.text_of(place))) for place in range(code.places)]
        assert isinstance(code, OwnCall)
        found = pasted(names, code.text)
        tensors = found if isinstance(found, tuple) else (found,)
        shapes = [tuple(t.shape) for t in tensors]
        return [float(x) for t in tensors for x in t.reshape(-1)] if shapes == [*code.answered.values()] else None
    except Exception:
        return None
