"""The settings for every submission of a run, and the key of their results."""

import dataclasses
import hashlib
import json
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from ..about import VERSION
from ..assignment import NOTHING_ASKED, OwnCodeAsked
from ..judge.sandbox.session import Session
from ..limit_settings import Limits
from ..plugins import Catalogue
from .store import Key

Supply = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True)
class Settings:
    """How submissions are judged: limits of each, dtypes, seed of the run, where the course is
    looked for, device, time, and what is asked about the code.
    """

    limits: Limits
    dtypes: tuple[str, ...]
    seed: int
    folder: str
    device: str = "cpu"
    speed: bool = False
    asked: OwnCodeAsked = NOTHING_ASKED

    @property
    def version(self) -> str:
        """Returns the version of grader."""
        return VERSION

    def text(self) -> str:
        """Returns the settings as JSON, for another process."""
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def read(cls, text: str) -> Self:
        """Returns the settings from the JSON of `text`."""
        given = json.loads(text)
        asked = OwnCodeAsked(**given.pop("asked"))
        return cls(Limits(**given.pop("limits")), tuple(given.pop("dtypes")), asked=asked, **given)

    def seed_of(self, slug: str) -> int:
        """Returns the seed of an exercise's inputs. It reveals nothing about other exercises."""
        digest = hashlib.sha256(f"{self.seed}/{slug}".encode()).digest()
        return int.from_bytes(digest[:8]) >> 1  # SQLite's integers have a sign

    def keys(self, found: Catalogue, slugs: Collection[str]) -> dict[str, Key]:
        """Returns the key of the results for each exercise that is in the catalogue."""
        dtypes = " ".join(self.dtypes)
        asked = f"{self.asked.count} for {self.asked.percent} %" if self.asked.count else "none"
        return {
            slug: Key(
                _fingerprint(found, slug), self.version, self.seed_of(slug), self.device, dtypes, self.speed, asked
            )
            for slug in slugs
            if slug in found.entries
        }


def _fingerprint(found: Catalogue, slug: str) -> str:
    """Returns the hash of the file that defines an exercise; without such a file, that of the
    plugin and its version.
    """
    entry = found.entries[slug]
    path = Path(entry.exercise.where.path)
    data = path.read_bytes() if path.is_file() else f"{entry.plugin} {found.plugins.get(entry.plugin)}".encode()
    return hashlib.sha256(data).hexdigest()
