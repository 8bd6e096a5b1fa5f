"""Which functions of somebody's code run when one of them is called."""

import ast

Definition = ast.FunctionDef | ast.ClassDef
MADE_BY = ("__init__",)  # what takes the settings, and computes nothing


def reached(tree: ast.Module, names: tuple[str, ...]) -> list[ast.FunctionDef]:
    """The functions of these names, the methods of classes of these names, and all that they use,
    in their order.
    """
    known: dict[str, Definition] = {node.name: node for node in tree.body if isinstance(node, Definition)}
    found, waiting = dict[str, Definition](), [*names]
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found[name] = known[name]
            waiting += [n.id for n in ast.walk(known[name]) if isinstance(n, ast.Name)]
    functions = [f for definition in found.values() for f in _functions(definition)]
    return sorted(functions, key=lambda function: function.lineno)


def _functions(definition: Definition) -> list[ast.FunctionDef]:
    if isinstance(definition, ast.FunctionDef):
        return [definition]
    return [f for f in definition.body if isinstance(f, ast.FunctionDef) and f.name not in MADE_BY]
