"""Open an SQLite file that keeps something of a user's: one that is ours and whole. Several
processes may use it.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from .sqlite_words import DAMAGE, WORDS

MAGIC = b"SQLite format 3\0"
# what SQLite adds to the name of a file for what is not in it yet
BESIDE = ("", "-journal", "-wal")


@dataclass(frozen=True, kw_only=True)
class DatabaseKind:
    """What a file keeps.

    `application` stands where SQLite says whose a file is. `complain` makes an error of a sentence.
    The texts say who writes such files, what to do about a file of somebody else, and what comes
    after a damaged one. `patience` is how many seconds others may keep it locked.
    """

    application: int
    version: int
    schema: str
    writer: str
    otherwise: str
    anew: str
    complain: Callable[[str], Exception]
    patience: float

    def connection(self, path: Path) -> sqlite3.Connection:
        """A connection to the file at a path, which is made if there is nothing.

        Raises:
            Exception: what `complain` makes, if the file is something else, or of a newer version;
                if it is damaged, it has another name then.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            new = not path.exists() or not path.stat().st_size
            if not new:
                self._check_whose(path)
            connection = sqlite3.connect(path, timeout=self.patience)
        except OSError as error:
            raise self.complain(f"{path} cannot be used: {error.strerror}") from None
        except sqlite3.Error as error:
            raise self.in_words(path, error) from None
        try:
            return self._prepared(connection, path)
        except sqlite3.Error as error:
            connection.close()
            raise self.in_words(path, error) from None
        except BaseException:
            connection.close()
            raise

    def in_words(self, path: Path, error: sqlite3.Error) -> Exception:
        """What SQLite says of a file, for people; a damaged file has another name then."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        return self.damaged(path, str(error)) if code in DAMAGE else self.complain(f"{path} {WORDS.get(code, error)}")

    def damaged(self, path: Path, why: str) -> Exception:
        """What to say of a damaged file, once it is kept under another name, so that a new one can
        be begun.
        """
        number = 1
        while (kept := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
            number += 1
        try:
            for end in BESIDE:
                part = path.with_name(path.name + end)
                if part.exists():
                    part.rename(kept.with_name(kept.name + end))
        except OSError as error:
            return self.complain(f"{path} is damaged ({why}), and cannot be renamed: {error.strerror}")
        return self.complain(f"{path} is damaged ({why}). It is kept as {kept}; {self.anew}")

    def _check_whose(self, path: Path) -> None:
        with path.open("rb") as file:
            head = file.read(100)
        if head[:16] != MAGIC or int.from_bytes(head[68:72], "big") != self.application:
            raise self.complain(f"{path} was not written by {self.writer}: {self.otherwise}")

    def _prepared(self, connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
        connection.execute("begin immediate")  # of two that begin at once one makes the tables
        (tables,) = connection.execute("select count(*) from sqlite_master").fetchone()
        if not tables:
            for statement in self.schema.split(";")[:-1]:
                connection.execute(statement)
            connection.execute(f"pragma application_id = {self.application}")
            connection.execute(f"pragma user_version = {self.version}")
        connection.commit()
        (version,) = connection.execute("pragma user_version").fetchone()
        if version != self.version:
            raise self.complain(
                f"{path} is of version {version}, and this grader knows {self.version}: use a newer grader"
            )
        (health,) = connection.execute("pragma integrity_check(1)").fetchone()
        if health == "ok" and _tables(connection) != self._tables_of_schema():
            health = "its tables are others"
        if health != "ok":
            raise sqlite3.DatabaseError(" ".join(health.split()))
        connection.execute("pragma foreign_keys = on")
        return connection

    def _tables_of_schema(self) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript(self.schema)
            return _tables(connection)


def _tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("select name, sql from sqlite_master where sql is not null order by 1").fetchall()
