"""Notes for a person: means that honest work does not need, which a submission names in its text or
was seen to use.

A note decides nothing and costs no points. Named code need not run, and the names of code that runs
need not be in the text.
"""

import ast
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping

from ...report.model import Note
from .means import MEANS, Means
from .mentions import mentions

# how such means show when they run: the beginning of names in torch's code, and the recorder's
# names for the rest
SEEN = ("torch._decomp.", "torch._refs.", "complex()", "autograd.kept")
# functions of other libraries that equal a torch function of another name
SAME_AS = {
    "softplus": ("numpy.logaddexp",),
    "logsigmoid": ("numpy.logaddexp", "scipy.special.log_expit"),
    "logsumexp": ("numpy.logaddexp",),
    "sigmoid": ("scipy.special.expit", "scipy.stats.logistic"),
}
OTHERS = ("math", "numpy", "scipy.special")  # libraries with functions of the same names as torch's
# these can give `__name__` another value unseen
REBINDING = ("globals", "vars", "locals", "__builtins__")
ELSEWHERE, SAME = "elsewhere", "calls a function that is forbidden here, of another library than torch"
UNREAD, TOO_DEEP = "unread", "is nested so deep that its text could not be looked through"
PARTS_OF_TORCH = ("autograd",)  # they share their name with a library that is such a means
STARS = ("sys.*", "importlib.*", "inspect.*")  # modules of which some names are means
MOST_NAMES = 5  # in a note


CHECK = "grader.check"  # people have it in their scripts; it does nothing in a worker


def notes(source: str, called: Iterable[str] = (), forbidden: Collection[str] = ()) -> tuple[Note, ...]:
    """Returns the notes on a submission's text and on its observed calls, one for each kind of
    means.

    `forbidden` are the names of torch functions that the exercise forbids; other libraries may have
    them too. A text that is not Python has no notes, because it does not run. A text that is nested
    too deep to read has its own note.
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
    """Returns the text without the code under `if __name__ == "__main__":`, which does not run; or
    the whole text, if it uses `__name__` in any other way.
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
    """Returns the first line of each name that contains a word of some means: few of the names in a
    long text.
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
    """Yields the parts of a dotted name (`.x.y` if its beginning is unknown) that are such means.
    Another module that has imported a module may lead to it.
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
    """Whether a star import of all names includes a module."""
    return mentioned in STARS and module.startswith(mentioned[:-1])
