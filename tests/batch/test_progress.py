"""Progress on a terminal and elsewhere."""

import io

import pytest

from grader.batch.progress import DoneCount, duration


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr("grader.batch.progress.time.monotonic", lambda: now[0])
    return now


def test_a_terminal_has_one_line(clock: list[float]) -> None:
    stream = Terminal()
    with DoneCount(400, stream) as bar:
        for n in range(100):
            clock[0] += 0.5
            bar.one(broken=n == 7)
        assert bar.line() == "[######..................]  100 of 400  2.0/s  2 min left  1 not judged"
    assert stream.getvalue().count("\n") == 1
    assert stream.getvalue().count("\r") > 50


def test_a_file_gets_a_line_now_and_then(clock: list[float]) -> None:
    stream = io.StringIO()
    with DoneCount(100, stream) as bar:
        for _ in range(100):
            clock[0] += 1
            bar.one(broken=False)
    assert 3 <= len(stream.getvalue().splitlines()) <= 10
    assert "\r" not in stream.getvalue()
    assert stream.getvalue().endswith("100 of 100  1.0/s\n")


def test_the_rate_is_that_of_late(clock: list[float]) -> None:
    bar = DoneCount(1000, io.StringIO())
    for _ in range(5):
        clock[0] += 60
        bar.one(broken=False)
    for _ in range(200):
        clock[0] += 0.25
        bar.one(broken=False)
    assert "4.0/s" in bar.line()


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (89, "89 s"), (100, "2 min"), (3600, "60 min"), (7260, "2 h 1 min")]
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words
