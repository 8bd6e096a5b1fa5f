"""Code of authors that does not end is stopped, with its line; limits in limits do not disturb each
other.
"""

import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from grader import plugins
from grader.course_settings import Course
from grader.errors import ExerciseError, Where
from grader.limit import CLOCKS, limited

HERE = Where(__file__, 1)


def spin() -> None:
    while True:
        pass


def swallow() -> None:
    while True:
        try:
            spin()
        except Exception:
            continue


def wait() -> None:
    time.sleep(1000)


def deep() -> None:
    deep()


@pytest.mark.parametrize(("never_ends", "code"), [(spin, "A623"), (swallow, "A623"), (wait, "A623"), (deep, "A624")])
def test_what_never_ends_is_stopped_at_its_line(never_ends: Callable[[], None], code: str) -> None:
    with pytest.raises(ExerciseError) as caught, limited(0.05, "this formula", HERE):
        never_ends()
    assert caught.value.code == code
    assert "this formula" in caught.value.message
    assert caught.value.where is not None
    assert caught.value.where.path == __file__
    assert (caught.value.where.line or 0) > (HERE.line or 0)


def test_the_limit_that_ends_first_stops_and_is_named() -> None:
    with pytest.raises(ExerciseError, match="outer"), limited(0.05, "outer", HERE), limited(1000, "inner", HERE):
        spin()
    with pytest.raises(ExerciseError, match="inner"), limited(1000, "outer", HERE), limited(0.05, "inner", HERE):
        spin()


def test_a_limit_goes_on_after_one_inside_of_it() -> None:
    with pytest.raises(ExerciseError, match="outer"), limited(1.0, "outer", HERE):
        after_one_inside()


def after_one_inside() -> None:
    with limited(0.9, "inner", HERE):
        pass
    spin()


@pytest.mark.timed
def test_code_that_only_waits_is_stopped_as_soon_as_code_that_computes() -> None:
    began = time.monotonic()
    with pytest.raises(ExerciseError), limited(0.5, "waiting", HERE):
        wait()
    assert time.monotonic() - began < 3


def test_nothing_is_left_behind() -> None:
    before = [signal.getsignal(number) for _, number in CLOCKS]
    with limited(1000, "nothing", HERE):
        pass
    assert [signal.getitimer(timer)[0] for timer, _ in CLOCKS] == [0.0, 0.0]
    assert [signal.getsignal(number) for _, number in CLOCKS] == before


def test_other_threads_have_no_limit() -> None:
    done = []

    def run() -> None:
        with limited(1e-6, "a thread", HERE):
            done.append(sum(range(10**5)))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert done


def test_a_plugin_that_never_ends_takes_no_other_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugins, "LOADING", 2.0)
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "endless.py").write_text("x = 0\nwhile True:\n    x += 1\n", encoding="utf-8")
    found = plugins.load(Course(tmp_path))
    (broken,) = (b.error for b in found.broken)
    assert (broken.code, broken.where and broken.where.path) == ("A623", str(tmp_path / "plugins" / "endless.py"))
    assert "sigmoid" in found.entries
