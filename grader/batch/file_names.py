"""Which exercise a file is of, by its name."""

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
SHORTEST, ALIKE = 5, 0.85  # letters of a name, and how like an exercise's it is with a letter wrong
CODE = ("py", "ipynb")
LONGEST = 100  # letters of a name that are looked at


@dataclass(frozen=True)
class Names:
    """The exercises that there are, and those that are asked for; of one alone is a Python file of
    any name.
    """

    slugs: Collection[str]
    only: Sequence[str]
    # what submissions define under another name
    targets: Mapping[str, str] = field(default_factory=dict)

    def read(self, file: str) -> tuple[str, bool, int]:
        """The slug or nothing, whether the name says so, and which attempt it is: the number that
        was put behind it.
        """
        stem, dot, ending = file.rpartition(".")
        slug, attempt = self._named(stem if dot and ending.lower() in CODE else file)
        if slug:
            return slug, True, attempt
        return (self.only[0], False, attempt) if len(self.only) == 1 else ("", False, attempt)

    @property
    def by_content(self) -> bool:
        """Whether a Python file of any name is of the exercises that it defines: if several are
        asked for, and no others can be meant.
        """
        return len(self.only) > 1

    def exercises(self, file: str, data: bytes) -> list[tuple[str, bool, int]]:
        """What `read` says, if the name says anything; of a notebook with another name, and of a
        Python file where it is known what is asked for, every exercise that it defines a submission
        of. What several exercises ask for is of those that are asked for alone.
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
        """The exercise that a file is named after which is no Python file, such as `sigmoid.txt`,
        or nothing.
        """
        return self._named(file.partition(".")[0])[0]

    def near(self, file: str) -> str:
        """The one exercise whose name is among the words of a file's name, or almost is, except
        for a letter or so; or nothing. The file may be of another one all the same.
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
        """The exercises by their letters and digits, without those that nothing else
        distinguishes.
        """
        known = [_letters(slug) for slug in self.slugs]
        return {letters: slug for letters, slug in zip(known, self.slugs, strict=True) if known.count(letters) == 1}


def _slug(stem: str) -> str:
    return re.sub(r"[\s-]+", "_", stem.strip().lower())


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())


def top_level(data: bytes) -> set[str]:
    """The names that a Python file gives at its top; none if it is no Python, or takes too long to
    read.
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
