"""The lines of a derivation, rightly or with one rule got wrong, where all lines after it go on
from what it gives.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sympy import Expr, Symbol

from ..reference.differentiate import RuleStep, derive, split_up
from ..reference.malrules.form import BuggyForm
from ..reference.malrules.forms import forms
from ..reference.malrules.kinds import KINDS
from ..reference.malrules.slopes import slopes
from ..reference.malrules.wrong_derivation import WrongStep
from ..reference.typeset.notation import notation
from ..reference.typeset.tidy import tidied
from ..reference.typeset.written_nodes import Slope, Word
from .parts import TypesetFormula
from .said_of_numbers import rule_words
from .typesetting import equation

LIKELY = 3  # the least plausibility of a mistake


@dataclass(frozen=True)
class RuleMistake:
    """A rule that is misapplied at one step of a derivation."""

    step: RuleStep
    form: BuggyForm

    @property
    def id(self) -> str:
        return self.form.kind

    @property
    def words(self) -> str:
        """What is done wrongly, and at what."""
        step = self.step
        return rule_words(
            WrongStep(self.id, step.rule, step.before, step.by, step.after, step.after, self.form.part, None)
        )


def told_steps(value: Expr, by: Symbol) -> list[RuleStep]:
    """The steps that have a line of their own, innermost first, the whole derivative last; each of
    them once.
    """
    return [*dict.fromkeys(path[-1] for path in _paths(derive(value, by), by))]


def longest_path(value: Expr, by: Symbol) -> list[RuleStep]:
    """Steps of which each uses the one before it, from the inside out, as many as there can be."""
    return max(_paths(derive(value, by), by), key=len, default=[])


def _paths(step: RuleStep, by: Symbol) -> list[list[RuleStep]]:
    """For each step with a line of its own the longest path that leads to it, the step itself
    last.
    """
    below = [path for part in (step.parts[1:] if step.rule == "chain" else step.parts) for path in _paths(part, by)]
    if not step.before.has(by) or tidied(step.after).is_number:  # a constant, or a straight line
        return below
    inner = max(below, key=len, default=[])
    return [*below, [*inner, step]]


def rule_mistakes(step: RuleStep, root: Expr) -> Iterator[RuleMistake]:
    """What may go wrong at a step."""
    own = forms(step) if step.parts else slopes(step, root)
    yield from (RuleMistake(step, form) for form in own if KINDS[form.kind].plausibility >= LIKELY)


def result(step: RuleStep, mistake: RuleMistake | None = None) -> Expr:
    """What a step gives, if another one below it or itself is got wrong."""
    split = split_up(step.before, step.by)
    own = mistake is not None and mistake.step == step
    if own and mistake and not step.parts:
        return mistake.form.combine(step.by, step.before)
    below = [result(derive(part, step.by), mistake) for part in split.parts]
    combine = mistake.form.combine if own and mistake else split.combine
    return combine(*split.outer_slope(), *below)


def line(step: RuleStep, mistake: RuleMistake | None = None) -> TypesetFormula:
    """The equation that a step writes down."""
    return equation(Slope(notation(step.before), Word(step.by.name)), tidied(result(step, mistake)))
