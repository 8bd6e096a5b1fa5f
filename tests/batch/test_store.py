"""The results file: what is kept, what is graded again, who may write, and what is no results
file.
"""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from grader.batch.class_report import Arrival, Regraded, Student, graded
from grader.batch.collect import Collected, HandIn
from grader.batch.database import StoreError
from grader.batch.store import Job, Key, Store
from grader.handed import Person

from .conftest import BUG, FAILED, KEY, PASSED, report

RIGHT, WRONG = b"right", b"wrong"
CLASS = [
    HandIn("ann", "sigmoid", "c/ann/sigmoid.py", RIGHT),
    HandIn("bob", "sigmoid", "c/bob/sigmoid.py", WRONG),
    HandIn("dan", "sigmoid", "c/dan/sigmoid.py", RIGHT),
    HandIn("dan", "gelu", "c/dan/gelu.py", RIGHT),
]
KEYS = {"sigmoid": KEY, "gelu": KEY}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "results.sqlite") as opened:
        yield opened


def collected(submissions: Iterable[HandIn]) -> Collected:
    given = list(submissions)
    return Collected(given, {s.student: Student(Person(name=s.student)) for s in given})


def record(store: Store, job: Job, text: str, key: Key = KEY) -> Regraded | None:
    return store.record(job, key, text, graded(json.loads(text)), "2026-11-21 12:00:00+00:00")


def statuses(store: Store) -> dict[tuple[str, str], str]:
    return {(r.student, r.exercise): r.status for r in store.rows()}


def test_a_report_comes_down_to_this() -> None:
    assert graded(json.loads(report())) == PASSED
    assert replace(graded(json.loads(report(40))), torch="") == FAILED
    assert graded(json.loads(report(0, BUG))).status == "not judged"


def test_the_seed_is_secret_and_kept_until_another_is_given(tmp_path: Path) -> None:
    drawn = []
    for name in ("one.sqlite", "one.sqlite", "another.sqlite"):
        with Store(tmp_path / name) as opened:
            drawn.append(opened.seed(None))
    assert drawn[0] == drawn[1] != drawn[2]
    for given in (7, None):
        with Store(tmp_path / "one.sqlite") as opened:
            assert opened.seed(given) == 7


def test_identical_files_are_one_job(store: Store) -> None:
    store.hand_in(collected(CLASS))
    jobs = store.pending(KEYS)
    assert sorted((store.source(j.sha256), j.exercise) for j in jobs) == [
        (RIGHT, "gelu"),
        (RIGHT, "sigmoid"),
        (WRONG, "sigmoid"),
    ]


def test_every_result_reaches_all_who_handed_it_in_and_is_never_pending_again(store: Store) -> None:
    store.hand_in(collected(CLASS))
    for left in (2, 1, 0):
        job = store.pending(KEYS)[-1]
        assert record(store, job, report()) is None
        assert len(store.pending(KEYS)) == left
    assert set(statuses(store).values()) == {"passed"}
    assert [r.student for r in store.rows()] == ["ann", "bob", "dan", "dan"]


@pytest.mark.parametrize(
    "key",
    [
        replace(KEY, plugin="plugin-2"),
        replace(KEY, grader="0.2.0"),
        replace(KEY, seed=1),
        replace(KEY, device="cuda"),
        replace(KEY, dtypes="float64"),
        replace(KEY, timed=True),
    ],
)
def test_another_key_is_graded_anew_and_compared(store: Store, key: Key) -> None:
    store.hand_in(collected(CLASS[:3]))
    for job in store.pending({"sigmoid": KEY}):
        record(store, job, report())
    jobs = store.pending({"sigmoid": key})
    assert len(jobs) == 2
    change = record(store, next(j for j in jobs if store.source(j.sha256) == RIGHT), report(40), key)
    assert change
    assert change.students == ("ann", "dan")
    assert (change.old.score.points, change.new.score.points, change.differs) == (100, 40, True)
    assert len(change.reasons) == 1
    assert statuses(store)["ann", "sigmoid"] == "not passed"
    assert store.pending({"sigmoid": KEY}) == []
    assert statuses(store)["ann", "sigmoid"] == "passed"


def test_regrading_keeps_the_old_result_until_there_is_a_new_one(store: Store) -> None:
    store.hand_in(collected(CLASS[:1]))
    (job,) = store.pending(KEYS)
    record(store, job, report())
    store.forget(KEYS)
    assert store.pending(KEYS) == [job]
    assert statuses(store) == {("ann", "sigmoid"): "passed"}
    assert record(store, job, report(0, BUG)) is None
    assert (store.pending(KEYS), statuses(store)) == ([job], {("ann", "sigmoid"): "passed"})
    change = record(store, job, report(torch="2.14.0"))
    assert change
    assert (change.differs, change.reasons) == (False, ("torch 2.13.0 -> 2.14.0",))
    assert store.pending(KEYS) == []


def test_what_could_not_be_judged_is_tried_again(store: Store) -> None:
    store.hand_in(collected(CLASS[:1]))
    (job,) = store.pending(KEYS)
    record(store, job, report(0, BUG))
    assert statuses(store) == {("ann", "sigmoid"): "not judged"}
    assert store.pending(KEYS) == [job]
    assert record(store, job, report()) is None
    assert statuses(store) == {("ann", "sigmoid"): "passed"}


def test_rows_stay_when_files_go_and_only_what_is_chosen_is_graded(tmp_path: Path) -> None:
    path = tmp_path / "results.sqlite"
    with Store(path) as store:
        store.hand_in(collected(CLASS))
        for job in store.pending(KEYS):
            record(store, job, report())
    with Store(path) as store:
        better = HandIn("bob", "sigmoid", "c/bob/sigmoid.py", b"better")
        store.hand_in(collected([better, HandIn("eve", "gelu", "", None)]))
        assert [store.source(j.sha256) for j in store.pending(KEYS)] == [b"better"]
        assert statuses(store) == {
            ("ann", "sigmoid"): "passed",
            ("bob", "sigmoid"): "not graded yet",
            ("dan", "gelu"): "passed",
            ("dan", "sigmoid"): "passed",
            ("eve", "gelu"): "missing",
        }
    with Store(path) as store:
        store.choose_all(["sigmoid"])
        assert [store.source(j.sha256) for j in store.pending(KEYS)] == [b"better"]


def test_a_student_who_is_listed_without_a_file_keeps_the_one_there_is(store: Store) -> None:
    store.hand_in(collected(CLASS[:1]))
    store.hand_in(collected([HandIn("ann", "sigmoid", "", None)]))
    assert len(store.pending(KEYS)) == 1


def test_two_processes_do_not_share_a_file(store: Store, tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from grader.batch.store import Store; Store(Path(sys.argv[1]))"
    other = [sys.executable, "-c", code, str(store.path)]
    done = subprocess.run(other, capture_output=True, text=True, check=False)
    assert "another grader batch is writing to" in done.stderr
    with pytest.raises(StoreError, match="another grader batch"):
        Store(store.path)
    Store(tmp_path / "other.sqlite").__exit__(None, None, None)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("other")] == ["other.sqlite"]


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("create table grades (x)")
    other.close()


def changed(*statements: str) -> Callable[[Path], None]:
    """A results file in which something else has changed something."""

    def make(path: Path) -> None:
        with Store(path) as store:
            store.hand_in(collected(CLASS))
            record(store, store.pending(KEYS)[0], report())
        with sqlite3.connect(path) as other:
            other.executescript(";".join(statements))
        other.close()

    return make


def damaged(path: Path) -> None:
    with Store(path) as store:
        store.hand_in(collected(HandIn(f"student {n}", "sigmoid", "p", b"%d" % n * 500) for n in range(200)))
    data = bytearray(path.read_bytes())
    for page in range(2, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.write_text("student,score\n"), "not written by grader batch"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(200)), "not written by grader batch"),
        (foreign, "not written by grader batch"),
        (changed("pragma user_version = 99"), "tables of version 99; this grader knows"),
        (changed("pragma user_version = 2"), "tables of version 2; .* or give another file with -o"),
        (changed("alter table submissions rename column path to place"), "damaged .its tables are others"),
        (changed("drop table left_out"), "damaged .its tables are others"),
        (changed("update sources set data = x'00'"), "damaged .* is not what was handed in"),
        (changed("update results set report = substr(report, 9)"), "damaged"),
        (changed("update results set report = '{}'"), "damaged"),
        (changed("insert into left_out values ('', '', '', 'x', '')"), "damaged"),
        (damaged, "damaged|malformed"),
        (Path.mkdir, "cannot be read: Is a directory"),
    ],
)
def test_other_files_are_refused_and_left_as_they_are(tmp_path: Path, make: object, words: str) -> None:
    path = tmp_path / "file.sqlite"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(StoreError, match=words):
        Store(path)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [p.name for p in tmp_path.iterdir()] == ["file.sqlite"]


def test_damage_anywhere_is_said_before_anything_is_done(tmp_path: Path) -> None:
    whole, path = tmp_path / "whole.sqlite", tmp_path / "spoilt.sqlite"
    changed()(whole)
    data, random, refused = whole.read_bytes(), Random(0), 0
    for _ in range(200):
        spoilt = bytearray(data)
        for _ in range(random.choice((1, 30))):
            spoilt[random.randrange(len(data))] ^= 1 << random.randrange(8)
        path.write_bytes(spoilt[: random.choice((len(data), random.randrange(len(data))))])
        try:
            with Store(path) as store:
                store.hand_in(collected(CLASS))
                assert len(list(store.rows())) >= len(CLASS)
        except StoreError:
            refused += 1
    assert refused > 50


def test_an_empty_file_will_do(tmp_path: Path) -> None:
    (tmp_path / "r.sqlite").touch()
    with Store(tmp_path / "r.sqlite") as store:
        assert list(store.rows()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No such file"):
        Store(tmp_path / "none" / "r.sqlite")


def sigmoid(student: str, path: str, text: str, when: str = "", group: str = "") -> Collected:
    """A sigmoid of a student."""
    return collected([HandIn(student, "sigmoid", path, text.encode(), Arrival(when), group)])


def counting(store: Store) -> str:
    """The path of the one submission that counts."""
    (row,) = store.rows()
    return row.path


def test_what_came_later_stays_when_the_first_download_is_named_again(store: Store) -> None:
    first, late = sigmoid("ann", "a.zip/sigmoid.py", "1"), sigmoid("ann", "late.zip/sigmoid.py", "2")
    for given in (first, late, first, late, first):
        store.hand_in(given)
    assert counting(store) == "late.zip/sigmoid.py"
    store.hand_in(sigmoid("ann", "later.zip/sigmoid.py", "1"))  # a new file with the old text
    assert counting(store) == "later.zip/sigmoid.py"


def test_a_file_that_is_changed_in_its_place_counts_whatever_it_was_before(store: Store) -> None:
    for text in ("1", "2", "1"):
        store.hand_in(sigmoid("ann", "class/ann/sigmoid.py", text))
    (row,) = store.rows()
    assert row.sha256 == sha256(b"1").hexdigest()


def test_an_earlier_attempt_in_a_later_download_does_not_count(store: Store) -> None:
    store.hand_in(sigmoid("ann", "a.zip/2", "2", "2026-10-06"))
    store.hand_in(sigmoid("ann", "b.zip/1", "1", "2026-10-05"))
    assert counting(store) == "a.zip/2"
    store.hand_in(sigmoid("ann", "b.zip/3", "3", "2026-10-07"))
    assert counting(store) == "b.zip/3"


def test_the_work_of_a_group_replaces_that_of_a_group_alone(store: Store) -> None:
    store.hand_in(sigmoid("ann", "a.zip/team", "1", group="team"))
    store.hand_in(sigmoid("ann", "b.zip/team", "2", group="team"))
    assert counting(store) == "b.zip/team"
    store.hand_in(sigmoid("ann", "c.zip/ann", "3"))
    store.hand_in(sigmoid("ann", "d.zip/team", "4", group="team"))
    assert counting(store) == "c.zip/ann"


def test_a_results_file_is_of_one_assignment(tmp_path: Path) -> None:
    for first, second in (("hw1", "hw2"), ("", "hw1"), ("hw1", "")):
        path = tmp_path / f"{first}-{second}.sqlite"
        with Store(path) as opened:
            seed = opened.seed(None, first)
        with Store(path) as opened:
            with pytest.raises(StoreError, match="give another file with -o"):
                opened.seed(None, second)
            assert opened.seed(None, first) == seed
