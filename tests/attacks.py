"""The hostile submissions, as their first lines describe them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.judge.sandbox.workers import BEST
from grader.limit_settings import LEVELS, Limits

FOLDER = Path(__file__).resolve().parent / "submissions" / "hostile"
LOWEST = {  # the lowest level that has a layer
    "deadline": "L0",
    "limits": "L0",
    "judge": "L0",
    "process": "L0",
    "worker": "L0",
    "seccomp": "L1",
    "landlock": "L1",
}


@dataclass(frozen=True)
class Attack:
    """`# expect: CODES | stopped by: LAYER | without: CODES | tries: WORDS`.

    CODES are error codes, of which one has to come, or "passed"; those of `without`, which may be
    missing, are for levels that lack the layer: they show that the attack is a real one.
    """

    path: Path
    codes: frozenset[str]
    layer: str
    without: frozenset[str]
    tries: str

    @classmethod
    def read(cls, path: Path) -> "Attack":
        first = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        fields = dict(part.split(": ", 1) for part in first.split(" | "))
        codes, without = (frozenset(fields.get(name, "").split()) for name in ("expect", "without"))
        return cls(path, codes, fields["stopped by"], without, fields["tries"])

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def lowest(self) -> str:
        return LOWEST[self.layer]

    @property
    def levels(self) -> list[str]:
        """The best level there is, those where only its layer stops it, and L0 if something is
        expected there.
        """
        if self.lowest == "L0" or self.without:
            return ["L0", *LEVELS[1:-1], BEST] if self.without else ["L0", BEST]
        return [*LEVELS[1:-1], BEST]

    def expected(self, level: str) -> frozenset[str]:
        return self.codes if level >= self.lowest else self.without

    @property
    def limits(self) -> Limits:
        """Short ones where it is a limit that ends the attack, patient ones elsewhere."""
        seconds = 1.0 if "S113" in self.codes else 20.0
        memory = 256 if "S111" in self.codes else 1024
        return Limits(seconds, memory, 1.0 if "S117" in self.codes else 60.0)

    def source(self, names: Mapping[str, object]) -> bytes:
        """The file, with what it is told about its surroundings below its first line."""
        first, _, rest = self.path.read_text(encoding="utf-8").partition("\n")
        told = "".join(f"{name} = {value!r}\n" for name, value in names.items())
        return f"{first}\n{told}{rest}".encode()

    @property
    def row(self) -> str:
        """A row of the table in docs/attacks.md."""
        return f"| `{self.name}` | {self.tries} | {self.layer} | {' or '.join(sorted(self.codes))} |"


ATTACKS = [Attack.read(path) for path in sorted(FOLDER.glob("*.py"))]
