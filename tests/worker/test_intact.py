"""What a submission has replaced is named; what it only adds, or puts back, is not."""

import json
from types import ModuleType

import pytest

from grader.worker import protocol
from grader.worker.intact import Intact, own_modules


@pytest.mark.parametrize(("module", "name"), [(json, "loads"), (protocol, "send"), (protocol, "Message")])
def test_a_function_that_was_replaced_is_named(module: ModuleType, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    intact = Intact(own_modules())
    monkeypatch.setattr(module, "added", print, raising=False)
    assert intact.replaced() == ""
    monkeypatch.setattr(module, name, print)
    assert intact.replaced() == f"{module.__name__}.{name}"
    monkeypatch.undo()
    assert intact.replaced() == ""
