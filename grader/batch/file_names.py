"""Finds the exercise of a file by its name."""

import ast
import difflib
import re
import warnings
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..notebook.extract import MOST_BRACES, defined
from ..notebook.notebook_file import is_notebook

AGAIN = re.compile(r"(?P<stem>.+?)(?:-(?P<canvas>\d{1,9})|[ _]?\((?P<browser>\d{1,9})\))")
WORDS = re.compile(r"[A-Z]*[^\W\d_A-Z]+|[A-Z]+|\d+")
SHORTEST, ALIKE = 5, 0.85  # letters of a name, and its likeness to an exercise's with a wrong letter
CODE = ("py", "ipynb")
LONGEST = 100  # letters of a name that are compared


@dataclass(frozen=True)
class Names:
    """All exercises, and those that are asked for. If only one is asked for, a Python file of any
    name may belong to it.
    """

    slugs: Collection[str]
    only: Sequence[str]
    # names under which submissions define an exercise
    targets: Mapping[str, str] = field(default_factory=dict)

    def read(self, file: str) -> tuple[str, bool, int]:
        """Returns the slug or "", whether it is in the name, and the attempt: the number after the
        name.
        """
        stem, dot, ending = file.rpartition(".")
        slug, attempt = self._named(stem if dot and ending.lower() in CODE else file)
        if slug:
            return slug, True, attempt
        return (self.only[0], False, attempt) if len(self.only) == 1 else ("", False, attempt)

    @property
    def by_content(self) -> bool:
        """Whether a Python file of any name belongs to the exercises that it defines: several are
        asked for, and no others are possible.
        """
        return len(self.only) > 1

    def exercises(self, file: str, data: bytes) -> list[tuple[str, bool, int]]:
        """Returns the result of `read`, if the name contains an exercise. For a notebook with
        another name, and for a Python file if the exercises are known, returns every exercise that
        the file defines. If a definition fits several, only those that are asked for count.
        """
        slug, named, attempt = self.read(file)
        python = not is_notebook(data)
        if slug or (python and not self.by_content):
            return [(slug, named, attempt)] if slug else []
        wanted = {s: self.targets.get(s, s) for s in self.only or self.slugs}
        asking = Counter(wanted.values())
        clear = {s: name for s, name in wanted.items() if self.only or asking[name] == 1}
        found = top_level(data) if python else defined(data, set(clear.values()))
        return [(s, False, attempt) for s, name in clear.items() if name in found]

    def meant(self, file: str) -> str:
        """Returns the exercise in the name of a file that is not Python, such as `sigmoid.txt`, or
        "".
        """
        return self._named(file.partition(".")[0])[0]

    def near(self, file: str) -> str:
        """Returns the only exercise whose name is among the words of a file's name, or differs from
        one by a letter or so; or "". The file may still belong to another exercise.
        """
        words = [word.lower() for word in WORDS.findall(file.partition(".")[0][:LONGEST])]
        runs = {"".join(words[n:m]) for n in range(len(words)) for m in range(n + 1, len(words) + 1)}
        within = runs & self._letters.keys()
        found = [name for name in within if not any(name in other for other in within - {name})]
        if not found and len(whole := "".join(words)) >= SHORTEST:
            found = difflib.get_close_matches(whole, self._letters, 2, ALIKE)
        return self._letters[found[0]] if len(found) == 1 else ""

    def _named(self, stem: str) -> tuple[str, int]:
        tries, match = [(stem, 0)], AGAIN.fullmatch(stem)
        if match:
            tries.append((match["stem"], int(match["canvas"] or match["browser"])))
        for text, attempt in tries:
            if (slug := _slug(text)) in self.slugs:
                return slug, attempt
        for text, attempt in tries:
            if slug := self._letters.get(_letters(text), ""):
                return slug, attempt
        return "", tries[-1][1]

    @cached_property
    def _letters(self) -> Mapping[str, str]:
        """Returns the exercises by their letters and digits, without those that only other
        characters distinguish.
        """
        known = [_letters(slug) for slug in self.slugs]
        return {letters: slug for letters, slug in zip(known, self.slugs, strict=True) if known.count(letters) == 1}


def _slug(stem: str) -> str:
    return re.sub(r"[\s-]+", "_", stem.strip().lower())


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())


def top_level(data: bytes) -> set[str]:
    """Returns the names that a Python file defines at its top level; none if it is not Python, or
    too slow to read.
    """
    if data.count(b"{") > MOST_BRACES:
        return set()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the judge reports what Python says about it
            body = ast.parse(data).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    names = {s.name for s in body if isinstance(s, ast.FunctionDef | ast.ClassDef)}
    assigned = (t for s in body if isinstance(s, ast.Assign) for t in s.targets)
    return names | {target.id for target in assigned if isinstance(target, ast.Name)}
