"""Checks the lines of a derivation of a function of single numbers, one after the other."""

from contextlib import suppress
from dataclasses import replace

from sympy import Basic, Expr, Rational, Symbol

from ...exercise import Exercise
from ...reference.parse.readings import Readings
from ...reference.parse.row_statements import Defined, Heading, Side, WrittenEquation, statements
from ...reference.parse.source import Unreadable, position, printable
from ...reference.parse.token_rows import TokenRow
from ...reference.parse.tree import Call, Name, Node, Slope, walk
from ...reference.written.constant_letters import fitted
from ...reference.written.equality import Difference, Points
from ...reference.written.meaning import Derivative, Meaning, define
from ...reference.written.roles import Roles
from ...reference.written.seen import Seen
from ...reference.written.vocabulary import Vocabulary
from ...report.checked_derivation import CheckedDerivation, Unread, WrongEquation
from .ahead import Ahead
from .case_by_case import CaseBook
from .compared_sides import ComparedSides
from .conclusion import Conclusion
from .told import Told
from .wrong_step import Stand, WrongSteps

MOST_WRONG = 12
TOO_MANY = "so many equations before this do not hold that the rest was not checked"


class Lines:
    """A derivation while grader reads it."""

    def __init__(self, exercise: Exercise, text: str, readings: Readings, roles: Roles) -> None:
        self._exercise, self._text = exercise, text
        self._vocabulary = Vocabulary(exercise, readings, roles)
        self._points = Points(exercise, self._vocabulary.definitions)
        self._meaning = Meaning(self._vocabulary)
        self._seen = Seen(self._meaning, self._points)
        self._ending = Conclusion(exercise, self._vocabulary, self._points)
        self._steps = WrongSteps(self._vocabulary, self._points, self._seen, self._ending.secrets)
        self._told = Told(self._vocabulary, self._points, self._meaning)
        self._cases = CaseBook()
        self._sides = ComparedSides(self._vocabulary, self._points, self._cases, self._ending, text)
        # names that got a formula, and in which case
        self._defined: dict[str, tuple[Stand, Basic | None]] = {}
        self._worked: set[Derivative] = set()  # derivatives that a line has computed
        self._unfinished: set[str] = set()  # names of formulas that still contain a derivative
        self._stand: Stand | None = None
        self._first: Stand | None = None  # of the chain of equations
        # the result of the last chain that began with the derivative
        self._answer: Stand | None = None
        self._equations = 0
        self._wrong: list[WrongEquation] = []
        self._unread: list[Unread] = []

    def checked(self, read: list[TokenRow], path: str) -> CheckedDerivation:
        """Reads all rows, also those after a wrong row."""
        ahead = Ahead(read)
        for number, row in enumerate(read):
            if len(self._wrong) >= MOST_WRONG:
                self._complain(Unreadable(TOO_MANY, row.tokens[0].start))
                break
            if not row.equation:
                self._row(row)
                continue
            for name, written in ahead.definitions(number, self._vocabulary):
                self._say_before(name, written)
            if letters := ahead.placeholders(number, self._vocabulary):
                self._rule(row, letters)
            else:
                self._row(row)
        end = self._ending.end(self._stand, self._answer, self._cases, self._told)
        return CheckedDerivation(
            self._exercise.slug,
            path,
            sum(row.equation for row in read),
            self._equations,
            tuple(self._wrong),
            end,
            tuple(self._unread),
            self._ending.remarks(end),
        )

    def _row(self, row: TokenRow) -> None:
        for statement in statements(row, self._vocabulary):
            try:
                self._read(statement)
            except Unreadable as complaint:
                self._complain(complaint)

    def _say_before(self, name: str, written: WrittenEquation) -> None:
        """Defines a name that is used before the line that defines it."""
        with suppress(Unreadable):
            if not any(isinstance(p, Name | Call) and _called(p) == name for p in walk(written.sides[0].node)):
                define(self._vocabulary, name, (), written.sides[0].node)
                self._sides.decimals |= {name} if self._sides.has_decimals(written.sides[0].node) else set()

    def _rule(self, row: TokenRow, letters: list[str]) -> None:
        """Checks a rule for any functions. If not all satisfy it, it may mean certain ones."""
        before, stand = len(self._wrong), self._stand
        with self._vocabulary.any_functions(letters):
            self._row(row)
        self._stand = stand
        if len(self._wrong) > before:
            del self._wrong[before:]
            named = ", ".join(letters)
            self._complain(
                Unreadable(f"this does not hold for all functions {named}: say what they are", row.tokens[0].start)
            )

    def _complain(self, complaint: Unreadable) -> None:
        self._unread.append(Unread(*position(self._text, complaint.at), complaint.message))
        self._stand = None

    def _read(self, statement: Heading | WrittenEquation | Unreadable) -> None:
        if isinstance(statement, Unreadable):
            raise statement
        if isinstance(statement, Heading):
            self._head(statement)
            return
        outer = self._cases.current
        if statement.condition is not None:
            self._cases.enter(self._meaning.condition(statement.condition))
        self._equation(statement)
        if statement.condition is not None:
            self._cases.current = outer

    def _head(self, heading: Heading) -> None:
        if heading.condition == "all":
            self._cases.leave()
        elif heading.condition == "otherwise":
            self._cases.otherwise()
        elif not isinstance(heading.condition, str):
            self._cases.enter(self._meaning.condition(heading.condition))

    def _equation(self, written: WrittenEquation) -> None:
        sides = list(written.sides)
        self._vocabulary.bare = any(self._is_bare(side.node) for side in sides)
        try:
            if written.defined:
                stand = self._define(written.defined, sides.pop(0))
                self._first = stand
            elif not written.goes_on:
                stand = self._again(sides) or self._standing(sides.pop(0))
                self._first = stand
            elif written.condition is not None and self._first:  # one more case of the same left side
                stand = self._first
            elif self._stand:
                stand = self._stand
            elif self._unread or self._equations:
                stand = self._standing(sides.pop(0))
            else:
                raise Unreadable("there is no formula before this that it could be equal to", written.start)
            for side in sides:
                stand = self._step(stand, side)
        finally:
            self._vocabulary.bare = False
        self._stand = stand
        self._note(stand)

    def _note(self, stand: Stand) -> None:
        """Records the result of a chain that began with the derivative, everywhere or in a
        case.
        """
        if not (stand.head and stand.finished and self._first and self._first.head):
            return
        self._worked.add(self._first.head)
        case = stand.case
        if case is None and not self._ending.is_right(self._first.value):
            case = self._cases.current
        if case is None:
            self._answer = stand
        elif self._ending.is_right(self._first.value, case):
            self._cases.note(case, stand)

    def _is_bare(self, node: Node) -> bool:
        """Whether a function has a prime but no argument: sinh'."""
        return any(isinstance(p, Name) and p.primes and self._vocabulary.kind(p.text) == "function" for p in walk(node))

    def _standing(self, side: Side, head: Derivative | None = None) -> Stand:
        value, derivative = self._meaning(side.node), self._meaning.derivative(side.node)
        self._seen.add(side.node)
        line, _ = position(self._text, side.start)
        text = printable(self._text[side.start : side.end].replace("&", ""))
        return Stand(side.node, value, text, line, derivative or head, self._finished(side.node))

    def _finished(self, node: Node) -> bool:
        for part in walk(node):
            derivative = isinstance(part, Slope) or (isinstance(part, Name | Call) and part.primes)
            if derivative and self._meaning.derivative(part) not in self._worked:
                return False
            if isinstance(part, Name | Call) and _called(part) in self._unfinished:
                return False
        return True

    def _again(self, sides: list[Side]) -> Stand | None:
        """Handles a name with another formula in another case: u = 1 + x for x > 0, u = 1 - x for
        x < 0.
        """
        node, case = sides[0].node, self._cases.current
        if not isinstance(node, Name | Call) or node.primes or _called(node) not in self._defined or len(sides) < 2:
            return None
        parameters = tuple(a.text for a in node.arguments if isinstance(a, Name)) if isinstance(node, Call) else ()
        if isinstance(node, Call) and len(parameters) != len(node.arguments):
            return None
        before, where = self._defined[_called(node)]
        if case is None or where is None or case == where or self._holds(before.value, self._meaning(sides[1].node)):
            return None
        sides.pop(0)
        return self._define(Defined(_called(node), parameters, node.at, node.at), sides.pop(0), again=True)

    def _holds(self, left: Expr, right: Expr) -> bool:
        return self._points.equal(left, right, self._cases.current)

    def _define(self, defined: Defined, side: Side, again: bool = False) -> Stand:
        """Defines a name. A name of the exercise keeps its meaning if the equation states that
        meaning.
        """
        stand, name = self._standing(side), defined.name
        if not again and self._is_piece(defined, stand):
            self._vocabulary.name_exercise(name)
        if self._vocabulary.values.get(name) == self._vocabulary.value and not again:
            difference, case = self._sides.difference(stand.value, self._vocabulary.value, side)
            if difference is None:
                self._sides.check_cases(side.node)
                self._equations += 1
                if case is None:
                    self._vocabulary.restate(name, stand.value)
                return replace(stand, case=case)
            if self._sides.says_near(stand.value, self._vocabulary.value, side):
                self._equations += 1
                return stand
            if self._cases.current is not None:
                raise Unreadable(f"{name} is not {self._vocabulary.value} in this case", defined.start)
            self._ending.other(name, stand, self._steps.place(difference, stand.value, self._vocabulary.value))
        if name == "e" and not stand.value.free_symbols:  # the e of e^x is that number anyway
            return stand
        self._settle_for(stand)
        itself = any(isinstance(part, Name | Call) and _called(part) == name for part in walk(side.node))
        if itself or not define(self._vocabulary, name, defined.parameters, side.node, again):
            raise Unreadable(f"{name} is used in what defines it", defined.start)
        self._defined[name] = stand, self._cases.current
        if not stand.finished:
            self._unfinished.add(name)
        if self._sides.has_decimals(side.node):
            self._sides.decimals.add(name)
        return stand

    def _is_piece(self, defined: Defined, stand: Stand) -> bool:
        """Whether a function of the inputs, given in a case, equals the exercise there; then it
        does so in all cases.
        """
        own = [self._vocabulary.values[p] for p in defined.parameters]
        case = self._cases.current
        return (
            case is not None
            and own == [*self._vocabulary.inputs.values()]
            and (self._points.equal(stand.value, self._vocabulary.value, case) or self._fits(stand.value, case))
        )

    def _fits(self, value: Expr, case: Basic) -> bool:
        """Whether letters in a formula are constants of the exercise, which has this value in a
        case.
        """
        found = fitted(self._vocabulary, self._points, self._vocabulary.value, value, case)
        if found:
            self._ending.fitted(found)
        return bool(found)

    def _settle_for(self, stand: Stand) -> None:
        """Takes a new name for the exercise without its settings, or with letters for its
        constants, if it fits.
        """
        if self._cases.current is not None or self._ending.is_settled or not stand.value.free_symbols:
            return
        if left_out := self._points.settle(self._vocabulary.value, stand.value):
            self._ending.settled(left_out, stand.line)
        elif found := fitted(self._vocabulary, self._points, self._vocabulary.value, stand.value):
            self._ending.fitted(found)

    def _step(self, before: Stand, side: Side) -> Stand:
        """Checks the next side of an equation."""
        self._equations += 1
        after = replace(self._standing(side, before.head), case=before.case)
        if side.near:
            self._sides.approximate(before, after)
            return replace(after, exact=False)
        difference, case = self._sides.difference(before.value, after.value, side)
        if difference is not None and self._sets(before, after):
            return after
        if difference is None:
            self._sides.check_cases(side.node)
            return replace(after, case=case if case is not None else before.case, exact=before.exact)
        if self._sides.says_near(before.value, after.value, side):
            self._sides.check_cases(side.node, rounded=True)
            return replace(after, exact=before.exact)
        if self._told.implies(before, after):
            if any(wrong.mistake for wrong in self._wrong):
                self._ending.explained.append(after.value)
            return after
        self._told.add(before, after)
        self._tell(before, after, difference, side)
        return replace(after, head=self._meaning.derivative(side.node))

    def _sets(self, before: Stand, after: Stand) -> bool:
        """Whether an equation says that a hyperparameter has its default, which then holds for all
        later lines.

        Raises:
            Unreadable: if the equation gives it another value.
        """
        if before.value not in self._vocabulary.hyperparameters or not isinstance(after.value, Rational):
            return False
        default = self._exercise.hyperparameters[str(before.value)]
        if float(after.value) != default:
            message = f"{before.text} is any number here, or its default {default!r}: leave this line out"
            raise Unreadable(message, before.node.at)
        self._points.fix(before.value)
        self._ending.settled([before.value], after.line)
        return True

    def _tell(self, before: Stand, after: Stand, difference: Difference, side: Side) -> None:
        """Reports an equation that does not hold."""
        node = side.node
        defined, _ = self._defined.get(_called(node), (None, None)) if isinstance(node, Name | Call) else (None, None)
        if before.head and defined and isinstance(after.value, Symbol) and defined.finished:
            self._told.dispute(after.value, before.value)
            self._wrong.append(self._steps.contradicted(before, defined, after, difference))
            return
        _, column = position(self._text, side.start)
        found = self._steps.wrong(before, after, difference, column)
        if found.mistake or (before.finished and self._ending.is_right(before.value)):
            self._ending.explained.append(after.value)
        again = found.mistake in {wrong.mistake for wrong in self._wrong}
        self._wrong.append(replace(found, mistake="") if again else found)


def _called(part: Name | Call) -> str:
    return part.text if isinstance(part, Name) else part.name
