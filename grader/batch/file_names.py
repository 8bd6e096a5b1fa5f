"""Which exercise a file is of, by its name."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

AGAIN = re.compile(r"(?P<stem>.+?)(?:-(?P<canvas>\d{1,9})|[ _]?\((?P<browser>\d{1,9})\))")


@dataclass(frozen=True)
class Names:
    """The exercises that there are, and those that are asked for; of one alone is a Python file of any name."""

    slugs: Collection[str]
    only: Sequence[str]

    def read(self, file: str) -> tuple[str, bool, int]:
        """The slug or nothing, whether the name says so, and which attempt it is: the number that was put behind it."""
        stem = file[:-3] if file.lower().endswith(".py") else file
        slug, attempt = self._named(stem)
        if slug:
            return slug, True, attempt
        return (self.only[0], False, attempt) if len(self.only) == 1 else ("", False, attempt)

    def meant(self, file: str) -> str:
        """The exercise that a file is named after which is no Python file, such as `sigmoid.ipynb`, or nothing."""
        return self._named(file.partition(".")[0])[0]

    def _named(self, stem: str) -> tuple[str, int]:
        slug, attempt = _slug(stem), 0
        if slug not in self.slugs and (match := AGAIN.fullmatch(stem)):
            slug, attempt = _slug(match["stem"]), int(match["canvas"] or match["browser"])
        return slug if slug in self.slugs else "", attempt


def _slug(stem: str) -> str:
    return re.sub(r"[\s-]+", "_", stem.strip().lower())
