"""The place where a found formula is wrong: a step of the derivation, or a piece of the formula."""

import ast
from collections.abc import Iterable

from ...reference.edits import Edit
from ...reference.malrules.wrong_derivation import WrongStep
from ...reference.typeset.code import Reading
from ...reference.typeset.mathml import inline
from ...reference.typeset.notation import notation
from ...reference.typeset.steps import RULES
from ...reference.typeset.text import written
from ...reference.typeset.tidy import tidied
from ...reference.typeset.written_nodes import Node, Slope, Word
from ...report.model import Step
from ...specification import GIVEN

PIECES: dict[type[ast.AST], str] = {
    ast.Add: "sum",
    ast.Sub: "sum",
    ast.Mult: "product",
    ast.Div: "quotient",
    ast.Pow: "power",
    ast.USub: "sign",
    ast.Constant: "number",
    ast.Name: "name",
    ast.Call: "function",
    ast.IfExp: "case",
    ast.Compare: "condition",
}


def of_rules(steps: Iterable[WrongStep]) -> tuple[Step, ...]:
    """Returns the wrong steps of a derivation."""
    return tuple(map(_of_rule, steps))


def of_edit(how: Reading, edit: Edit) -> tuple[Step, ...]:
    """Returns the changed piece of an author's function, if students can read it."""
    step = _of_edit(how, edit)
    return (step,) if step else ()


def _of_rule(step: WrongStep) -> Step:
    rule = "the whole derivative" if step.rule == "whole" else RULES.get(step.rule, f"derivative of {step.rule}")
    at = written(Slope(notation(step.before), Word(step.by.name)))
    if step.inner is not None:
        at = f"{at} with {step.by} = {written(notation(step.inner))}"
    return _typeset(rule, at, notation(tidied(step.wrong)), notation(tidied(step.right)))


def _of_edit(how: Reading, edit: Edit) -> Step | None:
    rule = _changed_state(edit) or _piece(edit.old)
    # not the right piece: that is the answer
    place = edit.piece if edit.piece is not edit.old else edit.around_new
    at = how.text(place, edit.tree) if place else None
    wrong, right = how.node(edit.new, edit.tree), how.node(edit.old, edit.tree)
    return None if wrong is None or right is None or wrong == right else _typeset(rule, at or "", wrong, right)


def _piece(node: ast.expr) -> str:
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "sym.Piecewise":
        return "branches"
    operation: ast.AST = getattr(node, "op", node)
    return PIECES.get(type(operation), "formula")


def _typeset(rule: str, at: str, wrong: Node, right: Node) -> Step:
    return Step(rule, at, written(wrong), written(right), inline(wrong), inline(right))


def _changed_state(edit: Edit) -> str:
    """Returns which part of a recurrence an edit is in; "" for other formulas."""
    arguments = [a.arg for a in edit.tree.args.args]
    if arguments[0] != GIVEN[0]:
        return ""
    kept = [a for a in arguments if a not in GIVEN]
    match edit.statement:
        case ast.Assign([ast.Name(name)]) if name in arguments:
            return f"update of the state {name}" if name in kept else f"new value of {name}"
        case ast.Return(ast.Tuple(results)):
            place = next(k for k, result in enumerate(results) if any(n is edit.old for n in ast.walk(result)))
            return f"update of the state {kept[place - 1]}" if place else "step of the parameter"
    return ""
