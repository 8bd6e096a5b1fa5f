"""Open the file of attempts: an SQLite database that is ours and whole. Several quizzes may use it at once."""

import sqlite3
from contextlib import closing
from pathlib import Path

from ..sqlite_words import DAMAGE, WORDS

APPLICATION, VERSION = 0x6772717A, 1  # "grqz", where SQLite says whose a file is; the version of the tables
BUSY_SECONDS = 0.3  # nobody writes for longer: a file that is locked then stays so, and that is said
MAGIC = b"SQLite format 3\0"
BESIDE = ("", "-journal", "-wal")  # what SQLite adds to the name of a file for what is not in it yet
SCHEMA = """
create table quizzes (
    id integer primary key,
    wanted text not null,  -- JSON: what was asked for
    begun text not null
);
create table questions (
    quiz integer not null references quizzes,
    place integer not null,
    question text not null,  -- JSON, grader.question/1: an open quiz keeps its questions, whatever becomes of plugins
    hints integer not null default 0,  -- how many of them were looked at before there was an answer
    primary key (quiz, place)
);
create table attempts (
    quiz integer not null,
    place integer not null,
    answer text not null,
    mark text not null,  -- JSON, grader.question/1
    hints integer not null,
    at text not null,
    primary key (quiz, place),
    foreign key (quiz, place) references questions
);
"""


class AttemptsError(Exception):
    """The file of attempts cannot be used, and why."""


def attempts_connection(path: Path) -> sqlite3.Connection:
    """A connection to the attempts at a path, which are made if there is nothing.

    Raises:
        AttemptsError: if the file is something else, or of a newer version; if it is damaged, it has another name then.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = not path.exists() or not path.stat().st_size
        if not new:
            _check_whose(path)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    except OSError as error:
        raise AttemptsError(f"{path} cannot be used: {error.strerror}") from None
    except sqlite3.Error as error:
        raise in_words(path, error) from None
    try:
        return _prepared(connection, path)
    except sqlite3.Error as error:
        connection.close()
        raise in_words(path, error) from None
    except BaseException:
        connection.close()
        raise


def in_words(path: Path, error: sqlite3.Error) -> AttemptsError:
    """What SQLite says of a file, for people; a damaged file has another name then."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    return damaged(path, str(error)) if code in DAMAGE else AttemptsError(f"{path} {WORDS.get(code, str(error))}")


def damaged(path: Path, why: str) -> AttemptsError:
    """What to say of a damaged file, once it is kept under another name, so that the next quiz begins a new one."""
    number = 1
    while (kept := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    try:
        for end in BESIDE:
            part = path.with_name(path.name + end)
            if part.exists():
                part.rename(kept.with_name(kept.name + end))
    except OSError as error:
        return AttemptsError(f"{path} is damaged ({why}), and cannot be renamed: {error.strerror}")
    return AttemptsError(f"{path} is damaged ({why}). It is kept as {kept}; the next quiz begins a new file")


def _check_whose(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(100)
    if head[:16] != MAGIC or int.from_bytes(head[68:72], "big") != APPLICATION:
        raise AttemptsError(f"{path} was not written by grader quiz: move it away, or give another file by --attempts")


def _prepared(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    connection.execute("begin immediate")  # of two that begin at once one makes the tables
    (tables,) = connection.execute("select count(*) from sqlite_master").fetchone()
    if not tables:
        for statement in SCHEMA.split(";")[:-1]:
            connection.execute(statement)
        connection.execute(f"pragma application_id = {APPLICATION}")
        connection.execute(f"pragma user_version = {VERSION}")
    connection.commit()
    (version,) = connection.execute("pragma user_version").fetchone()
    if version != VERSION:
        raise AttemptsError(f"{path} is of version {version}, and this grader knows {VERSION}: use a newer grader")
    (health,) = connection.execute("pragma integrity_check(1)").fetchone()
    if health == "ok" and _tables(connection) != _tables_of_schema():
        health = "its tables are others"
    if health != "ok":
        raise sqlite3.DatabaseError(health)
    connection.execute("pragma foreign_keys = on")
    return connection


def _tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("select name, sql from sqlite_master where sql is not null order by 1").fetchall()


def _tables_of_schema() -> list[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA)
        return _tables(connection)
