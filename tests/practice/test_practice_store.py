"""What is kept of one's work: the best result, what is done, hints; whatever other processes and
disks do.
"""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from grader.practice.practice_store import PRACTICE_FILE, PracticeError, PracticeStore, Standing


@pytest.fixture
def store(tmp_path: Path) -> PracticeStore:
    return PracticeStore(tmp_path / "new" / "practice.sqlite")


@pytest.mark.parametrize(
    ("results", "standing"),
    [
        ([(40, 100, False)], Standing(1, 40, 100, False)),
        ([(40, 100, False), (80, 100, False), (60, 100, False)], Standing(3, 80, 100, False)),
        # what is done stays done
        ([(100, 100, True), (20, 100, False)], Standing(2, 100, 100, True)),
        # a larger share is better
        ([(50, 100, False), (45, 50, False)], Standing(2, 45, 50, False)),
    ],
)
def test_the_best_result_is_kept(
    store: PracticeStore, results: list[tuple[float, float, bool]], standing: Standing
) -> None:
    for points, most, passed in results:
        store.judged("sigmoid", points, most, passed)
    store.judged("tanh", 1, 2, False)
    assert store.standings() == {"sigmoid": standing, "tanh": Standing(1, 1, 2, False)}


def test_hints_come_one_after_the_other_and_the_last_again(store: PracticeStore) -> None:
    assert [store.next_hint("sigmoid", 2) for _ in range(4)] == [1, 2, 2, 2]
    assert store.next_hint("tanh", 1) == 1
    assert store.next_hint("sigmoid", 1) == 1  # an author took one away


def test_nothing_is_lost_when_several_write_at_once(store: PracticeStore) -> None:
    with ThreadPoolExecutor(2) as several:
        list(several.map(lambda n: store.judged("sigmoid", n, 100, n == 7), range(24)))
    assert store.standings() == {"sigmoid": Standing(24, 23, 100, True)}


def test_a_file_that_is_in_use_is_told(store: PracticeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    store.judged("sigmoid", 1, 2, False)
    impatient = replace(PRACTICE_FILE, patience=0)
    monkeypatch.setattr("grader.practice.practice_store.PRACTICE_FILE", impatient)
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("begin exclusive")
        with pytest.raises(PracticeError, match="is used by another program: wait until that has ended"):
            store.judged("sigmoid", 2, 2, True)
    assert store.standings() == {"sigmoid": Standing(1, 1, 2, False)}


def test_a_damaged_file_is_kept_beside_and_a_new_one_begun(store: PracticeStore) -> None:
    store.judged("exercise0000", 1, 2, False)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        rows = [(f"exercise{number:04}", 1, 1.0, 2.0, None) for number in range(1, 2000)]
        connection.executemany("insert into practised values (?, ?, ?, ?, ?)", rows)
    whole = store.path.read_bytes()
    broken = whole[:8192] + b"\xff" * 8192 + whole[16384:]
    store.path.write_bytes(broken)
    with pytest.raises(PracticeError, match=r"practice\.sqlite is damaged .* kept as .*practice\.damaged-1\.sqlite"):
        store.standings()
    assert store.path.with_name("practice.damaged-1.sqlite").read_bytes() == broken
    store.judged("sigmoid", 1, 2, False)
    assert list(store.standings()) == ["sigmoid"]


@pytest.mark.parametrize("data", [b"x" * 5000, b"\0" * 4096])
def test_a_file_of_others_is_left_alone(store: PracticeStore, data: bytes) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(data)
    with pytest.raises(PracticeError, match="was not written by grader: move it away"):
        store.judged("sigmoid", 1, 2, False)
    assert store.path.read_bytes() == data
