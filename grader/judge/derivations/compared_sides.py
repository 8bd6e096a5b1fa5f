"""Compares both sides of an equation: they may be equal everywhere, in a case, up to rounded
decimals, or nearly.
"""

from sympy import Basic, Expr, Or

from ...reference.parse.row_statements import Side
from ...reference.parse.source import Unreadable, position
from ...reference.parse.tree import Cases, Name, Node, Number, walk
from ...reference.written.constant_letters import fitted
from ...reference.written.equality import Difference, NoValue, Points
from ...reference.written.meaning import Meaning
from ...reference.written.vocabulary import Vocabulary
from .case_by_case import CaseBook
from .conclusion import ROUNDED, Conclusion
from .wrong_step import Stand

NO_VALUE = "one side of this has no value anywhere: is it 0/0, or the root of a negative number?"
NO_POINT = "no number that was tried is in this case, so this line was not checked"
LEAST_DIGITS = 3  # of a decimal that may be rounded
CLOSE = 0.05  # the largest distance between formulas that the text only calls near


class ComparedSides:
    """Compares both sides in the case that holds now. Other findings go to the conclusion."""

    def __init__(
        self, vocabulary: Vocabulary, points: Points, cases: CaseBook, conclusion: Conclusion, text: str
    ) -> None:
        self._vocabulary, self._points, self._cases, self._conclusion = vocabulary, points, cases, conclusion
        self._meaning, self._text = Meaning(vocabulary), text
        self.decimals: set[str] = set()  # names of formulas with decimals that may be rounded

    def check_cases(self, node: Node, rounded: bool = False) -> None:
        """Refuses cases that leave numbers out, and overlapping cases with different values.

        Raises:
            Unreadable: if there are such cases.
        """
        for cases in (part for part in walk(node) if isinstance(part, Cases)):
            value = self._meaning(cases)
            conditions = [self._meaning.condition(c) for _, c in cases.branches]
            whole = cases.otherwise is not None or self._cases.current is not None
            if not whole and (missed := self._points.outside(Or(*conditions))):
                where = ", ".join(f"{name} = {number:.3g}" for name, number in missed.items())
                raise Unreadable(f"these cases leave out {where}", cases.at)
            for branch, under in cases.also:
                if self._differ(value, self._meaning(branch), self._meaning.condition(under), rounded):
                    raise Unreadable("this is not equal to what stands before it in this case", branch.at)
            for (branch, _), condition in zip(cases.branches, () if cases.ordered else conditions, strict=False):
                if self._differ(value, self._meaning(branch), condition, rounded):
                    raise Unreadable("two of these cases hold at once, and give different values", branch.at)

    def _differ(self, left: Expr, right: Expr, case: Basic, rounded: bool) -> bool:
        """Whether two formulas differ in a case; if `rounded`, by more than rounded decimals
        allow.
        """
        try:
            differ = self._points.difference(left, right, case) is not None
        except NoValue:
            return False
        return differ and not (rounded and self._points.off(left, right, case) <= ROUNDED)

    def approximate(self, before: Stand, after: Stand) -> None:
        """Notes how near an equation is that only claims to be near. It is never wrong."""
        off = self._points.off(before.value, after.value, self._cases.current)
        self._conclusion.near(after.line, off, off <= CLOSE)

    def says_near(self, left: Expr, right: Expr, side: Side) -> bool:
        """Whether two formulas are equal except for rounded decimals in the second one."""
        if not self.has_decimals(side.node):
            return False
        off = self._points.off(left, right, self._cases.current)
        if off > ROUNDED:
            return False
        self._conclusion.rounded(position(self._text, side.start)[0])
        return True

    def _has_cases(self, node: Node) -> bool:
        return any(isinstance(part, Cases) for part in walk(node))

    def has_decimals(self, node: Node) -> bool:
        """Whether a formula has decimals that may be rounded, or a name for such."""
        return any(
            _digits(part) >= LEAST_DIGITS if isinstance(part, Number) else part.text in self.decimals
            for part in walk(node)
            if isinstance(part, Number | Name)
        )

    def difference(self, left: Expr, right: Expr, side: Side) -> tuple[Difference | None, Basic | None]:
        """Returns where two sides differ, and if they are equal only in a case, that case. A
        derivation that states the exercise without its settings uses its defaults.

        Raises:
            Unreadable: if one of them has no value anywhere.
        """
        case = self._cases.current
        try:
            difference = self._points.difference(left, right)
            whole = self._vocabulary.value
            if difference and whole in (left, right) and not self._points.equal(left, right, case):
                stated = right if left == whole else left
                if left_out := self._points.settle(whole, stated, case):
                    self._conclusion.settled(left_out, position(self._text, side.start)[0])
                    return None, case
                if found := fitted(self._vocabulary, self._points, whole, stated, case):
                    self._conclusion.fitted(found)
                    return None, case
        except NoValue:
            if case is None:
                raise Unreadable(NO_VALUE, side.start) from None
        else:
            if difference is None and self._has_cases(side.node):
                difference = self._points.close_look(left, right, None)
            if difference is None or case is None:
                return difference, None
        try:
            return self._points.difference(left, right, case) or self._points.close_look(left, right, case), case
        except NoValue:
            raise Unreadable(NO_POINT, side.start) from None


def _digits(number: Number) -> int:
    """Returns how many significant digits a decimal has; 0 if it is no decimal."""
    scaled, denominator = number.value.numerator, number.value.denominator
    if denominator == 1:
        return 0
    while denominator % 10 and denominator > 1:
        factor = 2 if denominator % 2 == 0 else 5
        scaled, denominator = scaled * (10 // factor), denominator // factor
        if len(str(scaled)) > LEAST_DIGITS:
            break
    return len(str(abs(scaled)))
