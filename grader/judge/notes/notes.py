"""Notes for a person: which means that honest work has no use for a submission names in its text, or was seen to use.

A note decides nothing and takes no points. What is named in the text need not run, and what runs need not be named.
"""

import ast
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping

from ...report.model import Note
from .means import MEANS, Means

SEEN = ("torch._decomp.", "torch._refs.")  # what code of torch's begins with that tells of such means when it runs
GIVEN_A_NAME = {"getattr", "hasattr", "setattr", "delattr", "attrgetter", "methodcaller"}
GIVEN_A_MODULE = {"__import__", "import_module", "find_spec", "find_module", "resolve_name"}
GIVEN_BOTH = "patch"  # of unittest.mock: a module's name, and what is in it
GIVEN_CODE = {"timeit", "repeat", "Timer"}  # which run a text
OTHERS = ("math", "numpy", "scipy.special")  # libraries with functions of the same names as torch's
REBINDING = ("globals", "vars", "locals", "__builtins__")  # what can give `__name__` another value unseen
ELSEWHERE, SAME = "elsewhere", "calls a function that is forbidden here, of another library than torch"
UNREAD, TOO_DEEP = "unread", "is nested so deep that its text could not be looked through"
PARTS_OF_TORCH = ("autograd",)  # which have the name of a library that is such means
STARS = ("sys.*", "importlib.*", "inspect.*")  # modules of which some names are means
MOST_NAMES = 5  # that a note tells of


def notes(source: str, called: Iterable[str] = (), forbidden: Collection[str] = ()) -> tuple[Note, ...]:
    """The notes on a submission's text and on what it was seen to call, one for each kind of means.

    `forbidden` are the names of functions of torch that the exercise forbids, which other libraries may have as well.
    Text that is no Python has none: it does not run. Text that is nested too deep to be read has a note of its own.
    """
    elsewhere = Means(ELSEWHERE, SAME, modules=frozenset(f"{m}.{name}" for m in OTHERS for name in forbidden))
    every = (*MEANS, elsewhere)
    first = {name: 0 for name in called if name.startswith(SEEN)}
    unread: tuple[Note, ...] = ()
    try:
        first = _first_lines(_mentions(_without_main(source)), every) | first
    except (RecursionError, MemoryError):
        unread = (Note(UNREAD, TOO_DEEP, ("text",), 0),)
    except (SyntaxError, ValueError):
        pass
    return (*unread, *(note for means in every if (note := _note(means, first))))


def _without_main(source: str) -> ast.Module:
    """The text without what stands under `if __name__ == "__main__":`, which does not run; with it, if the text works
    with `__name__` in any other way.
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


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _first_lines(mentioned: Iterable[tuple[str, int]], every: Iterable[Means]) -> dict[str, int]:
    """The first line of each name that has a word of some means in it: few of a long text's names."""
    words = {word for means in every for word in means.words_of_names()}
    first: dict[str, int] = {}
    for name, line in mentioned:
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
    """The parts of a dotted name, `.x.y` if it is not known what it begins with, that are such means. A module may be
    reached through another one that has imported it.
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


def _mentions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every dotted name of a text with its line; names of modules are whole, whatever they are imported as."""
    imported: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                imported[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                name = f"{node.module or ''}.{alias.name}"
                imported[alias.asname or alias.name] = name
                yield name, node.lineno
    asked = _only_asked(tree, imported)
    functions = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    longer = {node.value for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if node in asked:
            continue
        if isinstance(node, ast.Attribute | ast.Name):
            if node not in longer:
                yield _dotted(node, imported), node.lineno
            if isinstance(node.ctx, ast.Load) and (name := _called(node, imported, node in functions)):
                yield f"{name}()", node.lineno
        elif isinstance(node, ast.Match):
            patterns = (p for case in node.cases for p in ast.walk(case.pattern) if isinstance(p, ast.MatchClass))
            of = _dotted(node.subject, imported)
            yield from ((f"{of}.{name}", p.lineno) for p in patterns for name in p.kwd_attrs)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f".{node.name}", node.lineno
        elif isinstance(node, ast.Constant) and isinstance(node.value, complex):
            yield "complex()", node.lineno
        elif isinstance(node, ast.Call):
            yield from _of_call(node, imported)
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            yield f".{node.slice.value!s}", node.lineno


def _called(node: ast.Attribute | ast.Name, imported: dict[str, str], at_once: bool) -> str:
    """A builtin that is called, at once or by another name; one that takes a name is looked at with the name."""
    name = node.attr if isinstance(node, ast.Attribute) else node.id
    if name in GIVEN_A_MODULE or name == "getattr":
        return "" if at_once else name
    return name if isinstance(node, ast.Name) and name not in imported else ""


def _only_asked(tree: ast.Module, imported: dict[str, str]) -> set[ast.AST]:
    """Where a file asks whether a module is loaded, as for a notebook: nothing is done with the module."""
    return {
        node.comparators[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        and isinstance(node.ops[0], ast.In | ast.NotIn)
        and isinstance(node.left, ast.Constant)
        and _dotted(node.comparators[0], imported) == "sys.modules"
    }


def _dotted(node: ast.expr, imported: dict[str, str]) -> str:
    after: list[str] = []
    while isinstance(node, ast.Attribute):
        after.append(node.attr)
        node = node.value
    first = imported.get(node.id, f".{node.id}") if isinstance(node, ast.Name) else ""
    return ".".join([first, *reversed(after)])


def _of_call(node: ast.Call, imported: dict[str, str]) -> Iterator[tuple[str, int]]:
    """The names that are given to calls which take names, and that a name of a module is worked out."""
    function = node.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    texts = [text for argument in node.args if (text := _text(argument))]
    if name in GIVEN_A_MODULE and node.args and not _text(node.args[0]):
        yield "import_module()", node.lineno
    if name in GIVEN_CODE and texts:
        yield "exec()", node.lineno
    if name in GIVEN_A_MODULE or name == GIVEN_BOTH:
        yield from ((text, node.lineno) for text in texts)
    elif name in GIVEN_A_NAME:
        yield from ((f".{text}", node.lineno) for text in texts)
