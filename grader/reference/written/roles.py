"""What the names of a derivation stand for that it does not define: z for the input, alpha for the
slope.

A definition in the text always wins.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ...domains import Classes
from ...exercise import Exercise
from ..parse.latex_tokens import IF
from ..parse.prose import RESERVED, WORDS
from ..parse.token_rows import TokenRow
from ..parse.tokens import Token
from ..typeset.sections import GREEK
from .functions import EXTREMA, FUNCTIONS, LOGISTIC

PREDICTIONS: Sequence[str] = (
    *("y_hat", "yhat", "y_pred", "ypred", "pred", "prediction", "predicted", "output", "p_hat", "f_hat", "t_hat"),
    *("logits", "logit", "scores", "x", "z", "o", "a", "s", "p", "q", "h", "y", "u", "v", "m", "theta", "mu", "b"),
)
TARGETS: Sequence[str] = (
    "y_true",
    "ytrue",
    "true",
    "targets",
    "label",
    "labels",
    "truth",
    "y_star",
    "t",
    "y",
    "d",
    "r",
    "q",
    "c",
    "b",
)
INPUTS = ("x", "z", "t", "u", "a", "s", "h", "v", "w", "o", "r", "p", "q", "b", "n")
VALUES = ("L", "J", "loss", "Loss", "ell", "l", "E", "C", "cost", "H", "D", "MSE", "BCE", "CE", "KL", "NLL")
SETTINGS: Mapping[str, Sequence[str]] = {
    "negative_slope": ("alpha", "a", "lambda", "k", "slope", "gamma", "beta", "epsilon", "c", "s", "m"),
    "weight": ("alpha", "a", "w", "lambda", "k", "slope", "c"),
    "alpha": ("a", "lambda"),
    "beta": ("b", "delta", "lambda"),
    "delta": ("d", "epsilon", "beta", "lambda"),
    "lambd": ("lambda", "l", "theta", "tau", "k"),
    "temperature": ("tau", "T", "t"),
    "tau": ("T", "t", "temperature"),
    "threshold": ("theta", "tau", "t", "T"),
    "value": ("v", "c"),
    "min_val": ("a", "m"),
    "max_val": ("b", "M"),
    "eps": ("epsilon", "e"),
    "lr": ("eta", "alpha", "gamma"),
    "momentum": ("mu", "beta", "gamma", "rho", "alpha", "m"),
    "weight_decay": ("lambda", "wd"),
    "alpha_": ("rho", "beta"),
}
ALSO_KNOWN_AS: Mapping[str, Sequence[str]] = {
    "silu": ("swish",),
    "l1_loss": ("L1", "mae", "l1loss"),
    "mse_loss": ("mse",),
    "binary_cross_entropy": ("bce",),
    "binary_cross_entropy_with_logits": ("bce", "bcewithlogits"),
    "cross_entropy": ("ce",),
    "huber_loss": ("huber",),
    "smooth_l1_loss": ("smoothl1",),
    "gelu_tanh": ("gelu",),
    "quick_gelu": ("gelu",),
    "kl_div": ("kl",),
    "leaky_relu": ("lrelu",),
    "hardshrink": ("hardshrinkage",),
    "softshrink": ("softshrinkage",),
    "hardswish": ("hswish",),
    "hardsigmoid": ("hsigmoid",),
}
_OPERATORS = {"+", "-", "*", "/", "^", "=", "~", "(", ")", "<", ">", "<=", ">="}
_CONDITIONS = ("at", "case", *IF)  # words before a condition
_MARKS = ("hat", "bar", "tilde", "pred", "true", "star")
_BEFORE_DEFINITION = (",", ";", ".", ":", "&", "quad", "row", "end")


@dataclass(frozen=True)
class Roles:
    """Names and the inputs and hyperparameters that they stand for, names for the value of the
    exercise, names for its constants, and how its own name may be spelled.
    """

    aliases: Mapping[str, str] = field(default_factory=dict)
    values: tuple[str, ...] = ()
    constants: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)


def plain(name: str) -> str:
    """A name without what people spell in several ways: capitals, lines, dots."""
    return re.sub(r"[\W_]", "", name).lower()


def infer(exercise: Exercise, rows: Sequence[TokenRow]) -> Roles:
    """The roles of names, from which of them the text uses and does not define."""
    used = _Used(rows)
    titles = {plain(t): exercise.slug for t in (exercise.slug, *ALSO_KNOWN_AS.get(exercise.slug, ()))}
    names = [*(i.name for i in exercise.inputs), *exercise.hyperparameters]
    # L(y_hat, y) = ...
    told = [n for n in used.parameters if n not in used.defined] if "target" in names else []
    unknown = [n for n in dict.fromkeys((*used.undefined, *told)) if n not in names and plain(n) not in titles]
    aliases = _of_inputs(exercise, unknown, used)
    taken = {*aliases.values(), *(n for n in names if n in used.all)}
    for name in exercise.hyperparameters:
        choice = next((a for a in SETTINGS.get(name, ()) if a in unknown and a not in aliases), None)
        if choice and name not in taken:
            aliases[choice] = name
    left = [n for n in unknown if n not in aliases]
    reduces = "reduction" in exercise.family.keywords  # L = 1/n sum ... is its value
    values = tuple(n for n in left if n in VALUES and reduces)
    left = [n for n in left if n not in values and n != "e"]
    open_settings = [n for n in exercise.hyperparameters if n not in taken and n not in aliases.values()]
    if len(left) == 1 and len(open_settings) == 1:
        aliases[left.pop()] = open_settings[0]
    return Roles(aliases, values, tuple(n for n in left if len(n) == 1 or n in GREEK), titles)


def _of_inputs(exercise: Exercise, unknown: Sequence[str], used: "_Used") -> dict[str, str]:
    """Names of the inputs: the target first, since the prediction has more of them."""
    names = [i.name for i in exercise.inputs]
    first = names[0]
    aliases: dict[str, str] = {}
    if "target" in names:
        if "target" not in used.all:
            hats = any(n in used.all for n in PREDICTIONS[:11])
            classes = any(isinstance(i.domain, Classes) for i in exercise.inputs)
            order: Sequence[str] = ("y", *TARGETS) if hats or classes or first in used.all else TARGETS
            order = tuple(n for n in order if n != "q") if exercise.slug == "mse_loss" else order
            if target := next((n for n in order if n in unknown), None):
                aliases[target] = "target"
        candidates: Sequence[str] = PREDICTIONS
    else:
        candidates = INPUTS
        aliases |= {n: "weight" for n in SETTINGS["weight"] if "weight" in names and n in unknown and not aliases}
    if first not in used.all and not (first == "input" and "x" in used.all and "x" not in used.defined):
        free = [n for n in unknown if n not in aliases]
        choice = next((n for n in candidates if n in free), None)
        if choice is None:
            choice = next((n for n in candidates if n in used.parameters and n not in used.defined), None)
        if choice:
            aliases[choice] = first
    if first == "input" and "x" not in used.defined:
        aliases.setdefault("x", first)
    if "target" in names and "target" not in aliases.values() and "y" not in used.all:
        aliases.setdefault("y", "target")
    if "lambd" in exercise.hyperparameters and "lambda" not in used.defined:
        aliases["lambda"] = "lambd"
    return aliases


class _Used:
    """Which names a text uses, in the order in which they come, and which of them it defines."""

    def __init__(self, rows: Sequence[TokenRow]) -> None:
        self.all: dict[str, None] = {}
        self.defined: set[str] = set()
        self.parameters: dict[str, None] = {}  # of functions that it defines
        self._bound: set[str] = set()
        for row in rows:
            if row.equation:
                self._read(row.tokens, row.words.rstrip(" $(").lower().endswith(IF))
        known = {*FUNCTIONS, *EXTREMA, *LOGISTIC, "pi", "e", "f", "d", "\u2202", "infinity"}
        inner = {*self._bound, *(p for p in self.parameters)}
        self.undefined = [n for n in self.all if n not in known and n not in self.defined and n not in inner]

    def _read(self, tokens: Sequence[Token], condition: bool) -> None:
        integral = any(t.kind == "integral" for t in tokens)
        for k, token in enumerate(tokens):
            if token.kind != "name":
                continue
            before = tokens[k - 1].kind if k else "end"
            after = tokens[k + 1].kind if k + 1 < len(tokens) else "end"
            if (before == "_" and k > 1 and tokens[k - 2].kind in ("sum", "prod")) or (
                before in ("{", "(") and k > 2 and tokens[k - 3].kind in ("sum", "prod")
            ):
                self._bound.add(token.text)
            if _is_word(token) and not {before, after} & _OPERATORS:
                continue
            for name in _letters(token, tokens[k + 1] if k + 1 < len(tokens) else None):
                self.all.setdefault(name)
                if integral and name != token.text and token.text == f"d{name}":
                    self._bound.add(name)
            if integral and before == "name" and tokens[k - 1].text == "d":
                self._bound.add(token.text)
            opens = before in _BEFORE_DEFINITION or (before == "name" and _is_word(tokens[k - 1]))
            asked = k > 0 and tokens[k - 1].text.lower() in _CONDITIONS
            if opens and not condition and not asked and not token.run:
                self._define(tokens, k, after)

    def _define(self, tokens: Sequence[Token], k: int, after: str) -> None:
        name = tokens[k].text
        if after == "=":
            self.defined.add(name)
            base, _, index = name.partition("_")
            if index and index not in _MARKS:
                self.defined.add(base if not index.startswith("hat_") else f"{base}_hat")
        elif after == "(":
            stop = k + 2
            inner = []
            while stop + 1 < len(tokens) and tokens[stop].kind == "name":
                inner.append(tokens[stop].text)
                stop += 2 if tokens[stop + 1].kind == "," else 1
            if inner and stop + 1 < len(tokens) and (tokens[stop].kind, tokens[stop + 1].kind) == (")", "="):
                self.defined.add(name)
                self.parameters |= dict.fromkeys(inner)


def _letters(token: Token, after: Token | None) -> Iterator[str]:
    """The names that a token may be."""
    text = token.text
    base, _, index = text.partition("_")
    if text in FUNCTIONS or text in EXTREMA or text in RESERVED:
        return
    if token.run:
        yield from (c for c in base)
    elif len(base) == 1 or base in GREEK or text in PREDICTIONS or text in TARGETS or text in VALUES:
        article = text in ("a", "I") and not token.latex and after is not None and _is_word(after)
        if not article:
            yield text
            if index and index not in _MARKS:
                yield base if not index.startswith("hat_") else f"{base}_hat"
    elif base[0] in ("d", "\u2202") and len(base) > 1:
        yield text[1:]
    elif not token.latex and len(base) <= 2 and text.lower() not in WORDS:
        yield from base
    else:
        yield text


def _is_word(token: Token) -> bool:
    return token.kind == "name" and len(token.text) > 1 and token.text.lower() in {*WORDS, "and"}
