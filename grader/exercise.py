"""What an exercise is: frozen records made from an author's functions by the decorators in `families`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .domains import Domain
from .errors import ExerciseError, Where

Function = Callable[..., Any]
Family = Literal["elementwise", "rowwise", "loss", "layer", "optimizer"]
Subject = Literal["value", "gradient", "trajectory"]


@dataclass(frozen=True)
class Text:
    """What a docstring says: its first line, the paragraphs after it, and those that begin with `Hint:`."""

    title: str
    prompt: str
    hints: tuple[str, ...]


@dataclass(frozen=True)
class Input:
    """A tensor that the function takes, or for an optimizer one number of its recurrence.

    `shape` names dimensions: `("channel",)` for a parameter of an elementwise function, `("out", "in")` for a weight of
    a layer.
    """

    name: str
    domain: Domain
    traps: tuple[float, ...] = ()
    shape: tuple[str, ...] = ()
    differentiable: bool = True


@dataclass(frozen=True)
class Form:
    """An equal form of the value or of the derivative: used in the error bound, proved equal, never trusted."""

    function: Function
    of: Literal["value", "gradient"]
    wrt: str = ""


@dataclass(frozen=True)
class Misconception:
    """A wrong formula with a name; `convention` marks one that is right elsewhere, where another usage holds."""

    function: Function
    of: Subject
    wrt: str
    note: str
    explanation: str
    convention: bool

    @property
    def id(self) -> str:
        return self.function.__name__

    @property
    def title(self) -> str:
        return self.id.replace("_", " ")


@dataclass(frozen=True, eq=False)
class Exercise:
    """One function, loss or optimizer: the formula and everything its author says about it."""

    family: Family
    function: Function
    text: Text
    inputs: tuple[Input, ...]
    hyperparameters: Mapping[str, Any]
    variants: tuple[Mapping[str, Any], ...] = ()
    torch: str | None = None
    deviation: str = ""  # how torch's own function differs from the formula, if it does
    forms: list[Form] = field(default_factory=list)
    misconceptions: list[Misconception] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return self.function.__name__

    @property
    def target(self) -> str:
        """The name a submission defines: the slug, or for an optimizer the class as torch calls it."""
        if self.family != "optimizer":
            return self.slug
        return self.torch.rpartition(".")[2] if self.torch else self.slug.title().replace("_", "")

    @property
    def where(self) -> Where:
        return place(self.function)

    @property
    def differentiable(self) -> tuple[Input, ...]:
        return tuple(i for i in self.inputs if i.differentiable)

    def derivative(self, function: Function | None = None, /, *, wrt: str = "") -> Any:
        """Add the textbook form of the derivative by the input `wrt` (of a rowwise function its Jacobian, by rows)."""

        def add(function: Function) -> Function:
            self.forms.append(Form(function, "gradient", self._check_alternative(function, "gradient", wrt)))
            return function

        return add if function is None else add(function)

    def stable(self, function: Function) -> Function:
        """Add an equal form of the value, such as the one that subtracts the maximum before exponentiating."""
        self._check_alternative(function, "value", "")
        self.forms.append(Form(function, "value"))
        return function

    def misconception(
        self, *, of: Subject, wrt: str = "", note: str = "", convention: bool = False
    ) -> Callable[[Function], Function]:
        """Name a wrong answer: the wrong value, derivative or recurrence, explained by the function's docstring.

        `note` is where a student may have it from (`"002:9"`: note 002, line 9).
        """

        def add(function: Function) -> Function:
            by = self._check_alternative(function, of, wrt)
            explanation = " ".join((function.__doc__ or "").split())
            if not explanation:
                raise ExerciseError(
                    "A608", f"{function.__name__} needs a docstring: it is what the student is told", place(function)
                )
            self.misconceptions.append(Misconception(function, of, by, note, explanation, convention))
            return function

        return add

    def _check_alternative(self, function: Function, of: Subject, wrt: str) -> str:
        names = positional_names(function)
        expected = tuple(i.name for i in self.inputs)
        if names != expected:
            message = (
                f"{function.__name__}({', '.join(names)}) must take what {self.slug} takes: ({', '.join(expected)})"
            )
            raise ExerciseError("A604", message, place(function))
        if (of == "trajectory") != (self.family == "optimizer"):
            raise ExerciseError(
                "A605", f"of={of!r} does not fit the {self.family} exercise {self.slug}", place(function)
            )
        if of != "gradient":
            return ""
        if self.family == "layer":
            raise ExerciseError(
                "A605", "a layer's derivative is not written by hand: its inputs are matrices", place(function)
            )
        names = tuple(i.name for i in self.differentiable)
        if not wrt and len(names) == 1:
            return names[0]
        if wrt not in names:
            raise ExerciseError(
                "A605", f"say by which input {function.__name__} is: wrt= one of {', '.join(names)}", place(function)
            )
        return wrt


def place(function: Function) -> Where:
    """Where a function is defined."""
    return Where(function.__code__.co_filename, function.__code__.co_firstlineno)


def positional_names(function: Function) -> tuple[str, ...]:
    """The names of a function's positional parameters."""
    code = function.__code__
    return code.co_varnames[: code.co_argcount]
