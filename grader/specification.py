"""What an author says of an exercise, as frozen records: nothing here knows families or
formulas.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any, Literal

from .domains import Depending, Domain
from .errors import Where
from .fact_notation import Kind

Function = Callable[..., Any]
Memory = Literal["own", "shared", "in place"]
Graph = Literal["kept", "cut"]
Subject = Literal["value", "gradient", "trajectory", "distribution"]
GIVEN = ("g", "t", "p")  # what a step of a recurrence is given; its other inputs are the state


@dataclass(frozen=True)
class Text:
    """What a docstring says: its first line, the paragraphs after it, and those that begin with
    `Hint:`.
    """

    title: str
    prompt: str
    hints: tuple[str, ...]


@dataclass(frozen=True)
class Input:
    """A tensor that the function takes, or for an optimizer one number of its recurrence.

    `shape` names dimensions: `("channel",)` for a parameter of an elementwise function, `("out",
    "in")` for a weight of a layer. All samples use the same entries of a `shared` one. One that may
    be left out is then `default` everywhere. `domain` is where it lives with all hyperparameters at
    their defaults; `depending` is where else.
    """

    name: str
    domain: Domain
    traps: tuple[float, ...] = ()
    shape: tuple[str, ...] = ()
    differentiable: bool = True
    shared: bool = False
    default: float | None = None
    depending: Depending | None = None

    def under(self, settings: Mapping[str, Any]) -> "Input":
        """The input as it is with these hyperparameters."""
        return replace(self, domain=self.depending.under(settings)) if self.depending else self


@dataclass(frozen=True)
class Behaviour:
    """What an operation does beside its values: its result has memory of its own, shares that of
    the first input, or is the first input, changed in place; and autograd's graph leads from it to
    the inputs, or is cut.
    """

    memory: Memory
    graph: Graph


@dataclass(frozen=True)
class Form:
    """Another formula that belongs to an exercise.

    An equal form of its "value" or "gradient": used in the error bound, proved equal, never
    trusted. Or the "surrogate" that is differentiated in place of the function; or the "mean
    weight", what a sample counts for in a loss's mean.
    """

    function: Function
    of: Literal["value", "gradient", "surrogate", "mean weight"]
    wrt: str = ""


@dataclass(frozen=True)
class Misconception:
    """A wrong formula with a name; `convention` marks one that is right elsewhere, where another
    usage holds.

    `same_as` is the id of another that gives the same results by another way of going wrong, and
    stands for both.
    """

    function: Function
    of: Subject
    wrt: str
    note: str
    explanation: str
    convention: bool
    same_as: str

    @property
    def id(self) -> str:
        return self.function.__name__

    @property
    def title(self) -> str:
        return self.id.replace("_", " ")


@dataclass(frozen=True)
class WrongFact:
    """What is said in place of a fact, the note that says it (`"002:18"`, or nothing), and why it
    is wrong.
    """

    text: str
    note: str
    why: str


@dataclass(frozen=True)
class Fact:
    """What is true of an exercise with its hyperparameters at their defaults, and what is wrongly
    said in its place.

    All kinds but "claim" are computed from the formula; a claim has a `source` instead, and maybe
    code that `shows` it.
    """

    kind: Kind
    text: str
    wrong: tuple[WrongFact, ...] = ()
    source: str = ""
    shows: str = ""


@dataclass(frozen=True, eq=False)
class Specification:
    """Everything that an author says of one function, loss or optimizer, the formula first.

    `output` names the dimensions of one sample's result, `sizes` how long the named dimensions are
    in the calls to make, `reductions` what a loss may do with the samples; a keyword chooses if
    there is more than one.
    """

    function: Function
    text: Text
    inputs: tuple[Input, ...]
    hyperparameters: Mapping[str, Any]
    output: tuple[str, ...] = ()
    sizes: tuple[Mapping[str, int], ...] = ()
    reductions: tuple[str, ...] = ()
    variants: tuple[Mapping[str, Any], ...] = ()
    torch: str | None = None
    deviation: str = ""  # how torch's own function differs from the formula, if it does
    # relatives of torch's own function; None if even that may be called
    forbids: tuple[str, ...] | None = ()
    # times that a call may take as long as its baseline; None if speed is not graded
    speed: float | None = None
    # whether its derivative is to be written down, or comes out of autograd alone
    by_hand: bool = True
    behaviour: Behaviour | None = None  # of an exercise about memory and graph
    # hyperparameters of which only one may be another than its default
    apart: tuple[tuple[str, str], ...] = ()
    forms: Sequence[Form] = field(default_factory=list)
    misconceptions: Sequence[Misconception] = field(default_factory=list)
    facts: Sequence[Fact] = field(default_factory=list)
    origin: str = ""  # the package or course, and the file, that it was loaded from

    @property
    def slug(self) -> str:
        return self.function.__name__

    @property
    def forbidden(self) -> tuple[str, ...]:
        """The functions of torch that a submission may not call, since they give the answer
        away.
        """
        if self.forbids is None:
            return ()
        return (*([self.torch.rpartition(".")[2]] if self.torch else []), *self.forbids)

    @property
    def where(self) -> Where:
        return place(self.function)

    @property
    def differentiable(self) -> tuple[Input, ...]:
        return tuple(i for i in self.inputs if i.differentiable)

    def inputs_under(self, settings: Mapping[str, Any]) -> tuple[Input, ...]:
        """The inputs, each with the domain that it has with these settings."""
        fixed = {**self.hyperparameters, **settings}
        return tuple(i.under(fixed) for i in self.inputs)

    @property
    def all_settings(self) -> tuple[Mapping[str, Any], ...]:
        """The settings that a function is called with: the defaults, the variants, and two variants
        together, where they set different hyperparameters and nothing else has all of these.
        """
        found: list[Mapping[str, Any]] = [{}, *self.variants]
        for first, second in combinations(self.variants, 2):
            if not set(first) & set(second) and not any({*first, *second} <= set(known) for known in found):
                found.append({**first, **second})
        return tuple(found)

    @property
    def flat_batch(self) -> bool:
        """Whether a batch has one dimension alone, since its samples are multiplied by matrices."""
        return any(i.shared and len(i.shape) > 1 for i in self.inputs)

    def form(self, of: str) -> Function | None:
        """The author's function of a kind that there is one of: the surrogate, or the weight in the
        mean.
        """
        return next((form.function for form in self.forms if form.of == of), None)

    def known_mistakes(self, of: str, wrt: str) -> list[Misconception]:
        """What the author knows as mistakes of a value, of the gradient by an input, or of a
        path.
        """
        return [m for m in self.misconceptions if m.of == of and m.wrt in ("", wrt)]


def place(function: Function) -> Where:
    """Where a function is defined."""
    return Where(function.__code__.co_filename, function.__code__.co_firstlineno)


def positional_names(function: Function) -> tuple[str, ...]:
    """The names of a function's positional parameters."""
    code = function.__code__
    return code.co_varnames[: code.co_argcount]
