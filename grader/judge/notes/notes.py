"""Notes for a person: which means that honest work has no use for a submission names in its text,
or was seen to use.

A note decides nothing and takes no points. What is named in the text need not run, and what runs
need not be named.
"""

import ast
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping

from ...report.model import Note
from .means import MEANS, Means
from .mentions import mentions

# what tells of such means when it runs: how code of torch's begins, and what the worker's recorder
# calls the rest
SEEN = ("torch._decomp.", "torch._refs.", "complex()", "autograd.kept")
# functions of other libraries that do the same as one of torch's that has another name
SAME_AS = {
    "softplus": ("numpy.logaddexp",),
    "logsigmoid": ("numpy.logaddexp", "scipy.special.log_expit"),
    "logsumexp": ("numpy.logaddexp",),
    "sigmoid": ("scipy.special.expit", "scipy.stats.logistic"),
}
OTHERS = ("math", "numpy", "scipy.special")  # libraries with functions of the same names as torch's
# what can give `__name__` another value unseen
REBINDING = ("globals", "vars", "locals", "__builtins__")
ELSEWHERE, SAME = "elsewhere", "calls a function that is forbidden here, of another library than torch"
UNREAD, TOO_DEEP = "unread", "is nested so deep that its text could not be looked through"
PARTS_OF_TORCH = ("autograd",)  # which have the name of a library that is such means
STARS = ("sys.*", "importlib.*", "inspect.*")  # modules of which some names are means
MOST_NAMES = 5  # that a note tells of


CHECK = "grader.check"  # which people have in scripts for themselves; it does nothing in a worker


def notes(source: str, called: Iterable[str] = (), forbidden: Collection[str] = ()) -> tuple[Note, ...]:
    """The notes on a submission's text and on what it was seen to call, one for each kind of means.

    `forbidden` are the names of functions of torch that the exercise forbids, which other libraries
    may have as well. Text that is no Python has none: it does not run. Text that is nested too deep
    to be read has a note of its own.
    """
    same = {f"{m}.{name}" for m in OTHERS for name in forbidden} | {s for f in forbidden for s in SAME_AS.get(f, ())}
    elsewhere = Means(ELSEWHERE, SAME, modules=frozenset(same))
    every = (*MEANS, elsewhere)
    first = {name: 0 for name in called if name.startswith(SEEN)}
    unread: tuple[Note, ...] = ()
    try:
        first = _first_lines(mentions(_without_main(source)), every) | first
    except (RecursionError, MemoryError):
        unread = (Note(UNREAD, TOO_DEEP, ("text",), 0),)
    except (SyntaxError, ValueError):
        pass
    return (*unread, *(note for means in every if (note := _note(means, first))))


def _without_main(source: str) -> ast.Module:
    """The text without what stands under `if __name__ == "__main__":`, which does not run; with it,
    if the text works with `__name__` in any other way.
    """
    tree, text = ast.parse(source), unicodedata.normalize("NFKC", source)  # as Python reads names
    kept = [s for s in tree.body if not (isinstance(s, ast.If) and not s.orelse and _is_main(s.test))]
    guards = len(tree.body) - len(kept)
    plain = text.count("__name__") == guards and not any(word in text for word in REBINDING)
    return ast.Module(kept, []) if plain else tree


def _is_main(test: ast.expr) -> bool:
    match test:
        case ast.Compare(ast.Name("__name__"), [ast.Eq()], [ast.Constant("__main__")]):
            return True
    return False


def _first_lines(mentioned: Iterable[tuple[str, int]], every: Iterable[Means]) -> dict[str, int]:
    """The first line of each name that has a word of some means in it: few of a long text's
    names.
    """
    words = {word for means in every for word in means.words_of_names()}
    first: dict[str, int] = {}
    for name, line in mentioned:
        if name.removesuffix("()") == CHECK:
            continue
        if name in STARS or not words.isdisjoint(name.removesuffix("()").split(".")):
            first[name] = min(line, first.get(name, line))
    return first


def _note(means: Means, first: Mapping[str, int]) -> Note | None:
    found: dict[str, int] = {}
    for name, line in first.items():
        for told in _known_as(means, name):
            found[told] = min(line, found.get(told, line))
    if not found:
        return None
    in_order = sorted(found, key=lambda name: (found[name], name))
    return Note(means.id, means.words, tuple(in_order[:MOST_NAMES]), min(found.values()))


def _known_as(means: Means, mentioned: str) -> Iterator[str]:
    """The parts of a dotted name, `.x.y` if it is not known what it begins with, that are such
    means. A module may be reached through another one that has imported it.
    """
    parts = mentioned.split(".")
    yield from dict.fromkeys(part for part in parts if part in means.names)
    for module in means.modules:
        anywhere = "." in module or (parts[0] and module not in PARTS_OF_TORCH)
        inside = f".{module}." in f".{mentioned}." if anywhere else f"{mentioned}.".startswith(f"{module}.")
        if inside or _in_all_of(mentioned, module):
            yield module
    if mentioned.endswith("()") and mentioned[:-2] in means.builtins:
        yield mentioned[:-2]


def _in_all_of(mentioned: str, module: str) -> bool:
    """Whether a module is among all the names that a star imports."""
    return mentioned in STARS and module.startswith(mentioned[:-1])
