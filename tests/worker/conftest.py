"""A submission that is loaded in the tests' own process leaves nothing behind there."""

import pytest

from grader.worker.recorder import STARTERS


@pytest.fixture(autouse=True)
def _threads_of_other_tests_are_not_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in STARTERS:
        if start := getattr(module, name, None):
            monkeypatch.setattr(module, name, start)
