"""Names in a text: modules, attributes, texts used as names, and formats. Names that a file only
asks about do not count.
"""

import ast
from collections.abc import Iterator, Sequence

from .means import LONG

GIVEN_A_NAME = {"getattr", "hasattr", "setattr", "delattr", "attrgetter", "methodcaller"}
GIVEN_A_MODULE = {"__import__", "import_module", "find_spec", "find_module", "resolve_name"}
GIVEN_BOTH = "patch"  # of unittest.mock: takes a module's name and a name in it
GIVEN_CODE = {"timeit", "repeat", "Timer"}  # these run a text
GIVEN_A_FORMAT = {"astype", "dtype"}
COMPLEX = {"complex", "complex64", "complex128", "complex256", "csingle", "cdouble", "clongdouble", "F", "D", "G"}
FORMATS = COMPLEX | {"cfloat", "longdouble", "float128"}
EXACT = ("decimal", "fractions")  # their numbers may be constants
ABOUT_CODE = ".__code__.co_"  # for example how many arguments a function takes
DIVISIONS = (ast.FloorDiv, ast.RShift)
LONGEST = 64  # binary digits


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def mentions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yields every dotted name of a text with its line. Names of modules are complete, under
    whatever name the text imports them.
    """
    imported: dict[str, str] = {}
    nodes = list(ast.walk(tree))  # only once: a text may have a million
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                imported[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
                if alias.name not in EXACT:
                    yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                name = f"{node.module or ''}.{alias.name}"
                imported[alias.asname or alias.name] = name
                if node.module not in EXACT or alias.name == "*":
                    yield name, node.lineno
    yield from ((LONG, line) for line in _long_numbers(nodes))
    asked = _only_asked(nodes, imported) | _constants(tree, imported)
    functions = {node.func for node in nodes if isinstance(node, ast.Call)}
    longer = {node.value for node in nodes if isinstance(node, ast.Attribute)}
    for node in nodes:
        if node in asked:
            continue
        if isinstance(node, ast.Attribute | ast.Name):
            if node not in longer:
                yield _dotted(node, imported).replace(ABOUT_CODE, ".co_"), node.lineno
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
    """Returns a builtin that is called, directly or by another name. If it takes a name, the name
    is checked too.
    """
    name = node.attr if isinstance(node, ast.Attribute) else node.id
    if name in GIVEN_A_MODULE or name == "getattr":
        return "" if at_once else name
    return name if isinstance(node, ast.Name) and name not in imported else ""


def _only_asked(nodes: Sequence[ast.AST], imported: dict[str, str]) -> set[ast.AST]:
    """Returns the nodes that a file only asks about or lists: whether a module is loaded, as in a
    notebook, or formats.
    """
    found = set[ast.AST]()
    for node in nodes:
        match node:
            case ast.Compare(ast.Constant(), [ast.In() | ast.NotIn()], [listed]):
                found |= {listed} if _dotted(listed, imported) == "sys.modules" else set()
            case ast.Compare():
                found |= {n for n in (node.left, *node.comparators) if _is_format(n, imported)}
            case ast.Tuple() | ast.List() | ast.Set() if all(
                isinstance(n, ast.Attribute | ast.Name) for n in node.elts
            ):
                found |= {n for n in node.elts if _is_format(n, imported)}
            case ast.Call(ast.Attribute(attr="finfo"), [listed]):
                found |= {listed} if _is_format(listed, imported) else set()
    return found


def _is_format(node: ast.AST, imported: dict[str, str]) -> bool:
    return isinstance(node, ast.Attribute | ast.Name) and _dotted(node, imported).rpartition(".")[2] in FORMATS


def _constants(tree: ast.Module, imported: dict[str, str]) -> set[ast.AST]:
    """Returns the nodes in constants such as `float(Fraction(1, 3))`, which are computed once and
    take no part in a call.
    """
    found, left = set[ast.AST](), list[ast.AST](tree.body)
    while left:  # visits no node twice, however deep functions and calls are nested
        node = left.pop()
        if isinstance(node, ast.Call) and _dotted(node.func, imported) == ".float":
            names = {n for a in node.args for n in ast.walk(a) if isinstance(n, ast.Name | ast.Attribute)}
            if all(_dotted(n, imported).partition(".")[0] in EXACT for n in names if isinstance(n, ast.Name)):
                found |= names
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            left += ast.iter_child_nodes(node)
    return found


def _long_numbers(nodes: Sequence[ast.AST]) -> Iterator[int]:
    """Yields the lines of whole numbers with more digits than any format, if the file divides such
    numbers.
    """
    divides = (n for n in nodes if isinstance(n, ast.BinOp | ast.AugAssign) and isinstance(n.op, DIVISIONS))
    if any(divides) or any(isinstance(n, ast.Name) and n.id == "divmod" for n in nodes):
        yield from (n.lineno for n in nodes if isinstance(n, ast.expr) and _bits(n) > LONGEST)


def _bits(node: ast.expr) -> int:
    """Returns about how many binary digits a whole number has, if it is a constant, a power or a
    shift.
    """
    match node:
        case ast.Constant(int(value)):
            return value.bit_length()
        case ast.BinOp(ast.Constant(int(base)), ast.Pow(), ast.Constant(int(power))) if base > 1:
            return (base.bit_length() - 1) * power
        case ast.BinOp(ast.Constant(int(base)), ast.LShift(), ast.Constant(int(places))) if base:
            return base.bit_length() + places
    return 0


def _dotted(node: ast.expr, imported: dict[str, str]) -> str:
    after: list[str] = []
    while isinstance(node, ast.Attribute):
        after.append(node.attr)
        node = node.value
    first = imported.get(node.id, f".{node.id}") if isinstance(node, ast.Name) else ""
    return ".".join([first, *reversed(after)])


def _of_call(node: ast.Call, imported: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Yields names in calls that take names, and a mark for a module's name that the code
    computes.
    """
    function = node.func
    name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
    texts = [text for argument in node.args if (text := _text(argument))]
    if name in GIVEN_A_MODULE and node.args and not _text(node.args[0]):
        yield "import_module()", node.lineno
    if name in GIVEN_CODE and texts:
        yield "exec()", node.lineno
    given = [_text(k.value) for k in node.keywords if k.arg == "dtype"]
    if not {*given, *(texts if name in GIVEN_A_FORMAT else ())}.isdisjoint(COMPLEX):
        yield "complex()", node.lineno
    if name in GIVEN_A_MODULE or name == GIVEN_BOTH:
        yield from ((text, node.lineno) for text in texts)
    elif name in GIVEN_A_NAME:
        yield from ((f".{text}", node.lineno) for text in texts)
