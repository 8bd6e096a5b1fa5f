"""The results file: SQLite, written as results come, so that a run that is killed goes on where it
was.

`database.SCHEMA` has the tables, for people who ask questions of their own: `sources` holds every
different file by its hash, `results` a report for each file, exercise and key, `submissions` who
handed in what, with the result that counts, `run` the seed.
"""

import contextlib
import dataclasses
import json
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from ..handed import Person
from .class_report import Arrival, Graded, LeftOut, Regraded, Row, Student, graded, unexplained
from .collect import Collected, HandIn
from .database import StoreError, in_words, locked, opened

OF_STUDENT = ("id", "login", "name", "email", '"group"', "section", "layout", "place")
KEEP_KNOWN = "on conflict do update set " + ", ".join(
    f"{column} = coalesce(nullif(excluded.{column}, ''), {column})" for column in OF_STUDENT
)
OF_KEY = "plugin = ? and grader = ? and seed = ? and device = ? and dtypes = ? and timed = ? and asked = ?"


@dataclass(frozen=True)
class Key:
    """What a result depends on beside the submission: with the same key it is not graded again."""

    plugin: str
    grader: str
    seed: int
    device: str
    dtypes: str
    timed: bool
    asked: str = "none"


class Job(NamedTuple):
    """A file to be graded as an exercise."""

    sha256: str
    exercise: str


def known_students(path: Path) -> dict[str, Student]:
    """Everybody of whom a results file has something that was handed in; nobody if there is no such
    file yet.

    Raises:
        StoreError: if it is no results file, or damaged.
    """
    if not path.exists():
        return {}
    with contextlib.closing(opened(path)) as connection:
        return _students(connection, "where student in (select student from submissions)")


def _students(connection: sqlite3.Connection, which: str = "") -> dict[str, Student]:
    found = connection.execute(f"select * from students {which} order by 1")
    fields = tuple(field.name for field in dataclasses.fields(Person))
    return {
        label: Student(Person(**dict(zip(fields, person, strict=True))), layout, place)
        for label, *person, layout, place in found
    }


class Store:
    """A results file that is open for one process alone. Used as a context manager.

    Raises:
        StoreError: if another process writes to the file, if it is no results file, or damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = locked(path)
        try:
            self._db = opened(path)
            try:
                self._read_all()
            except BaseException:
                self._db.close()
                raise
        except BaseException:
            self._unlock()
            raise

    def _read_all(self) -> None:
        """Read everything once, so that damage shows before anything is done."""
        try:
            for digest, data in self._db.execute("select sha256, data from sources"):
                if sha256(data).hexdigest() != digest:
                    raise ValueError(f"{digest} is not what was handed in")
            for (report,) in self._db.execute("select report from results"):
                graded(json.loads(report))
            self.left_out()
        except sqlite3.Error as error:
            raise StoreError(f"{self.path} {in_words(error)}; nothing was changed") from None
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise StoreError(f"{self.path} is damaged ({error}); nothing was changed") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()
        self._unlock()

    def _unlock(self) -> None:
        with contextlib.suppress(OSError):
            os.unlink(self._lock.name)
        self._lock.close()

    def seed(self, given: int | None, assignment: str = "") -> int:
        """The seed of the run, kept from now on: the given one, or the one kept before, or else a
        secret one.

        Raises:
            StoreError: if the file has the results of another assignment: then files of the one
            would count for both.
        """
        with self._db:
            kept = self._db.execute("select seed, assignment from run").fetchone()
            if kept and kept[1] != assignment:
                of = f"of the assignment {kept[1]}" if kept[1] else "of no assignment"
                raise StoreError(f"{self.path} has results {of}: give another file with -o")
            if given is None:
                given = kept[0] if kept else secrets.randbits(63)
            self._db.execute("delete from run")
            self._db.execute("insert into run values (?, ?)", (given, assignment))
        return given

    def hand_in(self, collected: Collected, only: Sequence[str] = ()) -> None:
        """Choose what was collected for what comes, for the exercises that were asked for. Rows of
        others stay. What was handed in before is replaced, unless names say that it is later, it is
        a student's own and the new one her group's, or the new one was replaced itself before. So
        is the list of what was left out of the same paths.
        """
        with self._db:
            known = [(label, *astuple(s.person), s.layout, s.place) for label, s in collected.students.items()]
            self._db.executemany(f"insert into students values (?, ?, ?, ?, ?, ?, ?, ?, ?) {KEEP_KNOWN}", known)
            for path, left_out in collected.left_out.items():
                source = " ".join([path, *sorted(only)])
                self._db.execute("delete from left_out where source = ?", (source,))
                rows = [(source, o.path, o.reason, json.dumps(o.students), o.exercise) for o in left_out]
                self._db.executemany("insert into left_out values (?, ?, ?, ?, ?)", rows)
            for s in collected.submissions:
                digest = sha256(s.data).hexdigest() if s.data is not None else None
                if s.data is not None:
                    self._db.execute("insert or ignore into sources values (?, ?)", (digest, s.data))
                if not self._stays(s, digest):
                    self._db.execute(
                        "insert into submissions values (?, ?, ?, ?, null, ?, ?, ?, ?) on conflict do update set"
                        " path = excluded.path, sha256 = excluded.sha256, handed_in = excluded.handed_in,"
                        " late = excluded.late, attempt = excluded.attempt, of_group = excluded.of_group,"
                        " result = case sha256 when excluded.sha256 then result end where excluded.sha256 is not null",
                        (s.student, s.exercise, s.path, digest, *astuple(s.arrival), s.group),
                    )
                self._db.execute("insert or ignore into chosen values (?, ?)", (s.student, s.exercise))

    def _stays(self, new: HandIn, digest: str | None) -> bool:
        """Whether what was handed in before counts, and not this; what it takes the place of is
        noted.
        """
        of = (new.student, new.exercise)
        old = self._db.execute(
            "select path, sha256, handed_in, of_group from submissions where student = ? and exercise = ?", of
        ).fetchone()
        if not old or old[1] is None or digest is None or old[1] == digest or old[0] == new.path:
            return False
        path, before, when, group = old
        was = "select 1 from replaced where student = ? and exercise = ? and path = ? and sha256 = ?"
        later = bool(when and new.arrival.when and when > new.arrival.when)
        if later or (new.group and not group) or self._db.execute(was, (*of, new.path, digest)).fetchone():
            return True
        self._db.execute("insert or ignore into replaced values (?, ?, ?, ?)", (*of, path, before))
        return False

    def choose_all(self, exercises: Iterable[str]) -> None:
        """Choose everything that was ever handed in for these exercises."""
        with self._db:
            for slug in exercises:
                self._db.execute(
                    "insert or ignore into chosen select student, exercise from submissions where exercise = ?", (slug,)
                )

    def exercises(self) -> list[str]:
        """The exercises for which something was handed in."""
        return [e for (e,) in self._db.execute("select distinct exercise from submissions order by 1")]

    def forget(self, keys: Mapping[str, Key]) -> None:
        """Have the chosen submissions graded again; the old results stay until there are new
        ones.
        """
        with self._db:
            for slug, key in keys.items():
                self._db.execute(
                    f"update results set stale = 1 where exercise = ? and {OF_KEY} and sha256 in"
                    " (select sha256 from submissions natural join chosen where exercise = ?)",
                    (slug, *astuple(key), slug),
                )

    def pending(self, keys: Mapping[str, Key]) -> list[Job]:
        """The chosen submissions that are to be graded, each different file once. What has a result
        is given that one.
        """
        jobs: list[Job] = []
        with self._db:
            for slug, key in keys.items():
                fresh = f"from results where exercise = ? and {OF_KEY} and not stale and status <> 'not judged'"
                values = (slug, *astuple(key))
                self._db.execute(
                    f"update submissions set result = (select id {fresh} and sha256 = submissions.sha256)"
                    f" where exercise = ? and sha256 in (select sha256 {fresh})"
                    " and (student, exercise) in (select student, exercise from chosen)",
                    (*values, slug, *values),
                )
                wanted = self._db.execute(
                    "select distinct sha256 from submissions natural join chosen where exercise = ?"
                    f" and sha256 is not null and sha256 not in (select sha256 {fresh}) order by sha256",
                    (slug, *values),
                )
                jobs += [Job(digest, slug) for (digest,) in wanted]
        return jobs

    def source(self, digest: str) -> bytes:
        """The bytes of a file that was handed in."""
        (data,) = self._db.execute("select data from sources where sha256 = ?", (digest,)).fetchone()
        return bytes(data)

    def record(self, job: Job, key: Key, report: str, new: Graded, at: str) -> Regraded | None:
        """Keep a result, for good when this returns; gives both results if there was one before.

        What could not be judged takes the place of no other result.
        """
        judged = new.status != "not judged"
        with self._db:
            old = self._db.execute(
                "select plugin, grader, seed, device, dtypes, timed, asked, report, status from results where id ="
                " (select max(result) from submissions where sha256 = ? and exercise = ?)",
                job,
            ).fetchone()
            renew = ", ".join(f"{c} = excluded.{c}" for c in ("status", "score", "max_score", "report", "graded_at"))
            unless = "" if judged else "where results.status = 'not judged'"
            self._db.execute(
                "insert into results (sha256, exercise, plugin, grader, seed, device, dtypes, timed, asked, status,"
                " score, max_score, report, graded_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                f" on conflict do update set {renew}, stale = 0 {unless}",
                (*job, *astuple(key), new.status, new.score.points, new.score.most, report, at),
            )
            this = f"(select id from results where sha256 = ? and exercise = ? and {OF_KEY})"
            unless = "" if judged else "and result is null"
            self._db.execute(
                f"update submissions set result = {this} where sha256 = ? and exercise = ? {unless}",
                (*job, *astuple(key), *job),
            )
            if old is None:
                return None
            *of_key, told, status = old
            if not judged or status == "not judged":
                return None
            students = self._db.execute("select student from submissions where sha256 = ? and exercise = ?", job)
            before = graded(json.loads(told))
            reasons = _reasons(Key(*of_key), key, before, new)
            return Regraded(tuple(s for (s,) in students), job.exercise, before, new, reasons)

    def students(self) -> dict[str, Student]:
        """Everybody who was seen, in the order of their names."""
        return _students(self._db)

    def left_out(self) -> list[LeftOut]:
        """What was left out of all that was ever pointed at, each file once for a reason."""
        found = self._db.execute("select path, reason, students, exercise from left_out order by rowid")
        told = (LeftOut(path, reason, tuple(json.loads(s)), exercise) for path, reason, s, exercise in found)
        return list(dict.fromkeys(told))

    def reports(self, exercises: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """The reports that count for these exercises, in JSON, each with its student and
        exercise.
        """
        for slug in exercises:
            yield from self._db.execute(
                "select student, s.exercise, report from submissions s join results r on r.id = s.result"
                " where s.exercise = ? order by student",
                (slug,),
            )

    def rows(self) -> Iterator[Row]:
        """Everybody who handed in anything and all that was handed in, by student and exercise."""
        found = self._db.execute(
            "select student, s.exercise, path, s.sha256, report, handed_in, late, attempt from submissions s"
            " left join results r on r.id = s.result order by student, s.exercise"
        )
        for student, exercise, path, digest, report, when, late, attempt in found:
            whole = json.loads(report) if report else None
            yield Row(
                student,
                exercise,
                path,
                digest or "",
                graded(whole) if whole else None,
                arrival=Arrival(when, bool(late), attempt),
                unexplained=unexplained(whole) if whole else (),
            )


def _reasons(old: Key, new: Key, before: Graded, after: Graded) -> tuple[str, ...]:
    """What differs between two gradings of the same file, apart from their results."""
    plugin = ["the exercise's file has changed"] if old.plugin != new.plugin else []
    seed = ["another seed"] if old.seed != new.seed else []
    pairs = {
        "grader": (old.grader, new.grader),
        "device": (old.device, new.device),
        "dtypes": (old.dtypes, new.dtypes),
        "speed": tuple("timed" if key.timed else "not timed" for key in (old, new)),
        "questions about the code": (old.asked, new.asked),
        "torch": (before.torch, after.torch),
    }
    return (*plugin, *seed, *(f"{name} {a} -> {b}" for name, (a, b) in pairs.items() if a != b))
