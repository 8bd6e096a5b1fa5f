"""Opens the file of results: an SQLite database that belongs to grader, is undamaged, and is used
by no other process.
"""

import fcntl
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import IO

from ..sqlite_words import WORDS

# "grdr", the application id of the SQLite file; the version of the tables
APPLICATION, VERSION = 0x67726472, 6
BUSY_SECONDS = 60
MAGIC = b"SQLite format 3\0"
SCHEMA = """
create table run (
    seed integer not null,     -- what the seeds of all exercises come from: secret
    assignment text not null   -- that it is of, or nothing
);
create table sources (sha256 text primary key, data blob not null);
create table results (
    id integer primary key,
    sha256 text not null references sources,
    exercise text not null,
    plugin text not null,   -- hash of the file that defines the exercise
    grader text not null,   -- version
    seed integer not null,  -- of the exercise: grader check draws the same inputs from it
    device text not null,
    dtypes text not null,
    timed integer not null,  -- whether speed was judged
    asked text not null,     -- how many questions about the code, and what they count: 2 for 10 %, or none
    status text not null,   -- passed, not passed, not started, not judged
    score real not null,
    max_score real not null,
    report text not null,   -- JSON, grader.report/1
    graded_at text not null,
    stale integer not null default 0,  -- to be graded again
    unique (sha256, exercise, plugin, grader, seed, device, dtypes, timed, asked)
);
create table submissions (
    student text not null,
    exercise text not null,
    path text not null,
    sha256 text references sources,  -- null if nothing was handed in
    result integer references results,  -- the one that counts
    handed_in text not null,  -- when, as text that sorts by time; empty if names do not say it
    late integer not null,    -- whether names say that it was late
    attempt integer not null,  -- 0 if names do not say it
    of_group text not null,    -- the group that has handed it in for all its members, or nothing
    primary key (student, exercise)
);
create table replaced (  -- files that others have taken the place of: they do not count again
    student text not null,
    exercise text not null,
    path text not null,
    sha256 text not null,
    primary key (student, exercise, path, sha256)
);
create table students (  -- everybody who was seen, and what is known of them
    student text primary key,  -- as reports show them
    id text not null,
    login text not null,
    name text not null,
    email text not null,
    "group" text not null,
    section text not null,
    layout text not null,  -- how the system is called that names them so
    place text not null    -- the path below what was pointed at whose last name is theirs
);
create table left_out (
    source text not null,     -- the path that was pointed at, and the exercises that were asked for
    path text not null,
    reason text not null,
    students text not null,   -- whose it is: a list in JSON, empty if that is not known
    exercise text not null    -- which it is named after, or nothing
);
create index by_source on submissions (sha256, exercise);
"""


class StoreError(Exception):
    """The file of results cannot be used. The message says why."""


def opened(path: Path) -> sqlite3.Connection:
    """Returns a connection to the results at a path, and creates them if there are none.

    Raises:
        StoreError: if the file is something else, damaged, or of a newer version.
    """
    new = not path.exists() or not path.stat().st_size
    try:
        if not new:
            _ours(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
        try:
            _prepare(connection, path, new)
        except BaseException:
            connection.close()
            raise
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}") from None
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise StoreError(f"{path} {in_words(error)}; nothing was changed") from None
    return connection


def in_words(error: Exception) -> str:
    """Returns SQLite's message in plain words: what is wrong with the file."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    return WORDS.get(code, f"cannot be used ({error})")


def _ours(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(100)
    if head[:16] != MAGIC or int.from_bytes(head[68:72], "big") != APPLICATION:
        raise StoreError(f"{path} was not written by grader batch; give another file with -o")


def _prepare(connection: sqlite3.Connection, path: Path, new: bool) -> None:
    if new:
        connection.executescript(
            f"begin; {SCHEMA} pragma application_id = {APPLICATION}; pragma user_version = {VERSION}; commit;"
        )
    (version,) = connection.execute("pragma user_version").fetchone()
    if version != VERSION:
        raise StoreError(
            f"{path} has tables of version {version}; this grader knows {VERSION}: use the one it came from, or"
            " give another file with -o"
        )
    (health,) = connection.execute("pragma integrity_check(1)").fetchone()
    if health == "ok" and _tables(connection) != _tables_of(SCHEMA):
        health = "its tables are others"
    if health != "ok":
        raise StoreError(f"{path} is damaged ({health}); nothing was changed")
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")  # also after a power failure
    connection.execute("create temp table chosen (student text, exercise text, primary key (student, exercise))")


def _tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("select name, sql from sqlite_master where sql is not null order by 1").fetchall()


def _tables_of(schema: str) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema)
        return _tables(connection)


def locked(path: Path) -> IO[bytes]:
    """Returns a file next to the results that is locked while this process lives.

    Raises:
        StoreError: if another process has locked it.
    """
    beside = path.with_name(f"{path.name}-lock")
    while True:
        try:
            file = beside.open("ab")
        except OSError as error:
            raise StoreError(f"{path} cannot be written: {error.strerror}") from None
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if beside.exists() and os.path.samestat(beside.stat(), os.fstat(file.fileno())):
                return file
        except BlockingIOError:
            file.close()
            raise StoreError(
                f"another grader batch is writing to {path}; wait for it, or give another file with -o"
            ) from None
        file.close()  # another process held it and has removed it meanwhile
