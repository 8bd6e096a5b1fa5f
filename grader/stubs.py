"""Code that is not written yet: signatures with a TODO."""

from .specification import Specification

WIDTH = 100


def function(name: str, parameters: list[str], result: str, todo: str) -> str:
    """A function that is not written yet."""
    line = listed(f"def {name}(", parameters, f") -> {result}:")
    return f'{line}\n    raise NotImplementedError("TODO: {todo}")\n'


def settings(spec: Specification) -> list[str]:
    """The hyperparameters with their defaults, as parameters."""
    return [f"{name}={value!r}" for name, value in spec.hyperparameters.items()]


def listed(head: str, items: list[str], tail: str) -> str:
    """Items in one line, or below each other if the line would be long."""
    line = f"{head}{', '.join(items)}{tail}"
    if len(line) <= WIDTH:
        return line
    indent = " " * (len(head) - len(head.lstrip()))
    below = "".join(f"{indent}    {item},\n" for item in items)
    return f"{head}\n{below}{indent}{tail}"
