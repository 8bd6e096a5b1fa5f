"""What the names of a derivation with indices stand for that it does not define."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...domains import Classes
from ...exercise import Exercise
from ..parse.prose import RESERVED, WORDS
from ..parse.token_rows import TokenRow
from ..parse.tokens import Token
from ..typeset.sections import GREEK
from .indexed_names import KRONECKER, split
from .roles import PREDICTIONS, SETTINGS, TARGETS, VALUES, plain

RESULTS = ("p", "y", "s", "a", "q", "softmax", "sigma", "S", "f", "out", "z", "o", "h", "y_hat", "p_hat")
SIZES = ("n", "N", "C", "K", "m", "M", "D", "d", "k", "V")
UPSTREAM = ("g", "G", "grad_output", "upstream")  # the gradient by the results
_BETAS = (("beta_1", "beta1", "b_1", "b1", "beta"), ("beta_2", "beta2", "b_2", "b2"))
_STEPS = {"alpha": ("rho", "beta", "gamma", "beta_2"), "rho": ("gamma", "beta"), "momentum": ("beta", "mu", "gamma")}
_WHOLE_VECTOR = ("softmax", "log_softmax", "softmin", "sigma", "S", "logsoftmax", "Softmax")


@dataclass(frozen=True)
class IndexLetters:
    """Letters that are the index of the right class, letters for how many entries there are, and
    all indices.
    """

    classes: tuple[str, ...]
    sizes: tuple[str, ...]
    indices: frozenset[str]


@dataclass(frozen=True)
class IndexedRoles:
    """Names and the inputs and settings that they stand for; names that the text does not define of
    the results, of the value of all, and of the gradient by the results; and all other names with
    indices.
    """

    inputs: dict[str, str]
    settings: dict[str, str]
    letters: IndexLetters
    results: tuple[str, ...]
    values: tuple[str, ...]
    upstream: tuple[str, ...]
    others: tuple[str, ...]
    largest: int  # of the numbers that are written as indices


def has_indices(rows: Sequence[TokenRow]) -> bool:
    """Whether a text sums over an index."""
    return any(t.kind in ("sum", "prod", "expectation") for row in rows for t in row.tokens)


def with_families(row: TokenRow) -> TokenRow:
    """A row in which softmax(z)_i and softmax(z_i) are entries of a vector: softmax_i."""
    found: list[Token] = []
    tokens = row.tokens
    k = 0
    while k < len(tokens):
        token = tokens[k]
        kinds = [t.kind for t in tokens[k + 1 : k + 6]]
        if token.kind == "name" and token.text in _WHOLE_VECTOR and kinds[:3] == ["(", "name", ")"]:
            _, index = split(tokens[k + 2].text)
            if index and len(index) == 1 and token.text not in ("sigma", "S"):
                found.append(replace(token, text=f"{token.text}_{index}", end=tokens[k + 3].end, run=False))
                k += 4
                continue
            if kinds[3:5] == ["_", "name"]:
                text = f"{token.text}_{tokens[k + 5].text}"
                found.append(replace(token, text=text, end=tokens[k + 5].end, run=False))
                k += 6
                continue
        if token.text in _WHOLE_VECTOR[:3] + _WHOLE_VECTOR[5:] and kinds[:3] == ["(", "name", ")"]:
            found.append(token)  # softmax(z) is the whole vector
            k += 4
            continue
        whole = kinds[:3] == ["(", "name", ")"] and len(token.text) == 1 and token.kind == "name"
        found.append(token)
        k += 1
        if whole and token.text in (*VALUES, *RESULTS) and split(tokens[k + 1].text)[1] == "" and kinds[3:4] == ["="]:
            k += 3  # f(x) of a whole vector is f
    return replace(row, tokens=tuple(found))


def infer(exercise: Exercise, rows: Sequence[TokenRow]) -> IndexedRoles:
    """The roles of names, from which of them the text uses and does not define."""
    text = _Text(rows)
    names = [i.name for i in exercise.inputs]
    known = {*names, *exercise.hyperparameters}
    unknown = [n for n in text.bases if n not in text.defined and n not in known]
    inputs = {n: n for n in names}
    first = names[0]
    classes: tuple[str, ...] = ()
    if "target" in names:
        targets = [n for n in ("y", *TARGETS) if n in unknown]
        if any(isinstance(i.domain, Classes) for i in exercise.inputs):
            classes = tuple(n for n in dict.fromkeys((*targets, *TARGETS, "y", "c")) if n in text.classes)
        for name in targets[:1]:
            inputs[name] = "target"
    if first not in {*text.bases, *text.numbered}:
        free = [n for n in unknown if n not in inputs and n not in classes]
        choice = next((n for n in text.below if n in free), None)
        choice = choice or next((n for n in PREDICTIONS if n in free), None)
        if choice and choice not in ("L", "J"):
            inputs[choice] = first
    inputs |= {n: m for n in unknown for m in names if plain(n) == plain(m)}
    settings: dict[str, str] = {}
    for name in exercise.hyperparameters:
        if name == "betas":
            settings |= {n: f"betas_{k}" for k, group in enumerate(_BETAS) for n in group if n in unknown}
            continue
        options = SETTINGS.get(name, ()) if exercise.family.called else (*_STEPS.get(name, ()), *SETTINGS.get(name, ()))
        if name not in text.bases:
            chosen = [n for n in options if n in unknown and n not in inputs and n not in settings]
            settings |= dict.fromkeys(chosen[:1], name)
    taken = {*inputs, *settings}
    letters = IndexLetters(
        classes,
        tuple(n for n in SIZES if n in (*text.bounds, *unknown) and n not in {*text.defined, *taken, *text.classes}),
        frozenset(n for n in text.classes if n.isalpha() and n not in taken),
    )
    return IndexedRoles(
        inputs,
        settings,
        letters,
        tuple(n for n in RESULTS if n in unknown and n not in taken and (n != "sigma" or n in text.indexed)),
        tuple(n for n in VALUES if n in unknown and n not in taken),
        tuple(n for n in UPSTREAM if n in text.indexed and n not in {*taken, *text.defined}),
        tuple(n for n in text.indexed if n not in taken),
        max(text.numbered.values(), default=0),
    )


class _Text:
    """Which names a text uses, and where."""

    def __init__(self, rows: Sequence[TokenRow]) -> None:
        self.bases: dict[str, None] = {}
        self.defined: set[str] = set()
        self.below: dict[str, None] = {}  # what is differentiated by
        self.bounds: dict[str, None] = {}  # where sums end
        self.indexed: dict[str, None] = {}  # names with indices
        # names with a number as their index, and the largest of these
        self.numbered: dict[str, int] = {}
        self.classes: set[str] = set()  # letters that are indices or compared with them
        self._indices: set[str] = set()
        for row in rows:
            if row.equation or any(t.kind in ("!=", "==") for t in row.tokens):
                self._read(row.tokens)
        for name in self._indices:
            self.bases.pop(name, None)

    def _read(self, tokens: Sequence[Token]) -> None:
        for k, token in enumerate(tokens):
            if token.kind != "name" or token.text in RESERVED:
                continue
            before = [t.text for t in tokens[max(0, k - 3) : k]]
            kinds = [t.kind for t in tokens[max(0, k - 3) : k]]
            after = tokens[k + 1].kind if k + 1 < len(tokens) else "end"
            summed = (kinds[-1:] == ["_"] or kinds[-2:] == ["_", "{"]) and bool({"sum", "prod"} & {*kinds})
            for name in _names(token):
                base, index = split(name)
                if index.isdecimal() and len(index) < 3:
                    self.numbered[base] = max(int(index), self.numbered.get(base, 0))
                base, index = (name, "") if not _is_index(index) else (base, index)
                self.classes |= {*index}
                self.indexed |= {base: None} if index else {}
                if summed or (after in ("!=", "==") and len(base) == 1 and not index):
                    self._indices.add(base)
                    self.classes.add(base)
                    continue
                self.bases.setdefault(base)
                if before[-1:] in (["d"], ["\u2202"]) and kinds[-2:-1] in (["/"], ["{"]) and "frac" not in kinds:
                    self.below.setdefault(base)
                if kinds[-1:] == ["/"] and token.text != name:
                    self.below.setdefault(base)
                if kinds[-1:] == ["^"] or kinds[-2:] == ["^", "{"]:
                    self.bounds.setdefault(base)
                opens = not kinds or kinds[-1] in (",", ";", ":", ".") or _is_word(tokens[k - 1])
                if after == "=" and opens and not (len(base) == 1 and not index and _is_index_condition(tokens, k)):
                    self.defined.add(base)


def _is_index_condition(tokens: Sequence[Token], k: int) -> bool:
    """Whether an equation is a condition on indices: i = j."""
    rest = tokens[k + 2 :]
    return bool(rest) and rest[0].kind == "name" and len(rest[0].text) == 1 and (len(rest) == 1 or k > 0)


def _is_index(index: str) -> bool:
    return bool(index) and len(index) <= 2 and not index.isdigit()


def _is_word(token: Token) -> bool:
    return token.kind == "name" and len(token.text) > 1 and token.text.lower() in WORDS


def _names(token: Token) -> Iterator[str]:
    base, _ = split(token.text)
    if token.run and base not in GREEK:
        yield from (c for c in base[:-1] if c not in "de")
        last = token.text[len(base) - 1 :]
        if last not in ("d", "e"):
            yield last
    elif _is_word(token) or base in KRONECKER or base in ("d", "e", "\u2202", "pi", "exp", "log", "ln"):
        return
    elif base[0] in "d\u2202" and len(base) > 1 and base not in GREEK and not token.latex:
        yield token.text[1:]
    else:
        yield token.text
