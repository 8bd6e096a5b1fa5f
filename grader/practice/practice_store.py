"""What is known of one's work on the exercises: the best result of each, and how many of its hints
were seen.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..user_database import DatabaseKind

SCHEMA = """
create table practised (
    slug text primary key,
    tries integer not null,
    points real not null,  -- the best so far, of the most there were then
    most real not null,
    passed text  -- when it first passed everything
);
create table hints (
    slug text primary key,
    shown integer not null
);
"""


class PracticeError(Exception):
    """The file of what is done cannot be used, and why."""


PRACTICE_FILE = DatabaseKind(
    application=0x67727072,  # "grpr"
    version=1,
    schema=SCHEMA,
    writer="grader",
    otherwise="move it away",
    anew="what you do from now on is kept in a new file",
    complain=PracticeError,
    # on a busy machine another process may take so long, and its result and this one are both to be
    # kept
    patience=2,
)


@dataclass(frozen=True)
class Standing:
    """How far one is with an exercise: how often it was judged, the best points of how many, and
    whether it passed.
    """

    tries: int
    points: float
    most: float
    done: bool


@dataclass(frozen=True)
class PracticeStore:
    """The file at a path. It is open only while something is read or written.

    Raises:
        PracticeError: whenever it is damaged, or cannot be read or written.
    """

    path: Path

    def standings(self) -> dict[str, Standing]:
        """All exercises that were ever judged. Nothing is written for that."""
        if not self.path.exists():
            return {}
        with self._open() as db:
            rows = db.execute("select slug, tries, points, most, passed from practised").fetchall()
        return {slug: Standing(tries, points, most, passed is not None) for slug, tries, points, most, passed in rows}

    def judged(self, slug: str, points: float, most: float, passed: bool) -> None:
        """Keep a result. What is done stays done."""
        now = datetime.now(UTC).isoformat(timespec="seconds") if passed else None
        with self._open() as db:
            db.execute(
                "insert into practised values (?, 1, ?, ?, ?) on conflict (slug) do update set tries = tries + 1,"
                " passed = coalesce(passed, excluded.passed)",
                (slug, points, most, now),
            )
            db.execute(
                "update practised set points = ?, most = ? where slug = ? and points * ? < ? * most",
                (points, most, slug, most, points),
            )

    def next_hint(self, slug: str, of: int) -> int:
        """The number of the next hint of so many, from 1; when all were seen, the last again."""
        with self._open() as db:
            (shown,) = db.execute(
                "insert into hints values (?, 1) on conflict (slug) do update set shown = min(shown + 1, ?)"
                " returning shown",
                (slug, of),
            ).fetchone()
        return int(shown)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The open file: it keeps all changes of a call, or none. Its errors are in words."""
        try:
            with closing(PRACTICE_FILE.connection(self.path)) as db, db:
                yield db
        except sqlite3.Error as error:
            raise PRACTICE_FILE.in_words(self.path, error) from None
