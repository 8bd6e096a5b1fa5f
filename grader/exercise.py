"""What an exercise is: frozen records made from an author's functions by the decorators in `families`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations
from types import FunctionType
from typing import Any, Literal

from .domains import Depending, Domain, Reals
from .errors import ExerciseError, Where
from .facts import Kind, complaint
from .options import OF_MISCONCEPTIONS, front

Function = Callable[..., Any]
Family = Literal["elementwise", "rowwise", "loss", "layer", "optimizer", "sampler", "training"]
CALCULUS: tuple[Family, ...] = ("elementwise", "rowwise", "loss", "layer")  # families that are differentiated by hand
Memory = Literal["own", "shared", "in place"]
Graph = Literal["kept", "cut"]
Subject = Literal["value", "gradient", "trajectory", "distribution"]
SUBJECTS: Mapping[Family, tuple[Subject, ...]] = {
    "optimizer": ("trajectory",),
    "sampler": ("distribution",),
    "training": ("trajectory",),
}


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
    a layer. All samples use the same entries of a `shared` one. One that may be left out is then `default` everywhere.
    `domain` is where it lives with all hyperparameters at their defaults; `depending` is where else.
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
    """What an operation does beside its values: its result has memory of its own, shares that of the first input, or
    is the first input, changed in place; and autograd's graph leads from it to the inputs, or is cut.
    """

    memory: Memory
    graph: Graph


@dataclass(frozen=True)
class Form:
    """Another formula that belongs to an exercise.

    An equal form of its "value" or "gradient": used in the error bound, proved equal, never trusted. Or the "surrogate"
    that is differentiated in place of the function; or the "mean weight", what a sample counts for in a loss's mean.
    """

    function: Function
    of: Literal["value", "gradient", "surrogate", "mean weight"]
    wrt: str = ""


@dataclass(frozen=True)
class Misconception:
    """A wrong formula with a name; `convention` marks one that is right elsewhere, where another usage holds.

    `same_as` is the id of another that gives the same results by another way of going wrong, and stands for both.
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
    """What is said in place of a fact, the note that says it (`"002:18"`, or nothing), and why it is wrong."""

    text: str
    note: str
    why: str


@dataclass(frozen=True)
class Fact:
    """What is true of an exercise with its hyperparameters at their defaults, and what is wrongly said in its place.

    All kinds but "claim" are computed from the formula; a claim has a `source` instead.
    """

    kind: Kind
    text: str
    wrong: tuple[WrongFact, ...] = ()
    source: str = ""


@dataclass(frozen=True, eq=False)
class Exercise:
    """One function, loss or optimizer: the formula and everything its author says about it.

    `output` names the dimensions of one sample's result, `sizes` how long the named dimensions are in the calls to
    make, `reductions` what a loss may do with the samples; a keyword chooses if there is more than one.
    """

    family: Family
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
    forbids: tuple[str, ...] | None = ()  # relatives of torch's own function; None if even that may be called
    speed: float | None = None  # times that a call may take as long as its baseline; None if speed is not graded
    by_hand: bool = True  # whether its derivative is to be written down, or comes out of autograd alone
    behaviour: Behaviour | None = None  # of an exercise about memory and graph
    apart: tuple[tuple[str, str], ...] = ()  # hyperparameters of which only one may be another than its default
    forms: list[Form] = field(default_factory=list)
    misconceptions: list[Misconception] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    origin: str = ""  # the package or course, and the file, that it was loaded from

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
    def forbidden(self) -> tuple[str, ...]:
        """The functions of torch that a submission may not call, since they give the answer away."""
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
        """The settings that a function is called with: the defaults, the variants, and two variants together, where
        they set different hyperparameters and nothing else has all of these.
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

    @property
    def has_graph(self) -> bool:
        """Whether it is a function of one real number, whose facts can be computed."""
        return self.family == "elementwise" and len(self.inputs) == 1 and isinstance(self.inputs[0].domain, Reals)

    def form(self, of: str) -> Function | None:
        """The author's function of a kind that there is one of: the surrogate, or the weight in the mean."""
        return next((form.function for form in self.forms if form.of == of), None)

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

    def surrogate(self, function: Function) -> Function:
        """Say what is differentiated in place of the function itself, as straight-through estimators do."""
        self._check_alternative(function, "value", "")
        self.forms.append(Form(function, "surrogate"))
        return function

    def mean_weight(self, function: Function) -> Function:
        """Say what a sample counts for when the mean is taken: the sum is divided by the sum of these, not by n."""
        self._check_alternative(function, "value", "")
        self.forms.append(Form(function, "mean weight"))
        return function

    @partial(front, OF_MISCONCEPTIONS)
    def misconception(
        self, *, of: Subject, wrt: str = "", note: str = "", convention: bool = False, same_as: str = ""
    ) -> Callable[[Function], Function]:
        """Name a wrong answer: the wrong value, derivative or recurrence, explained by the function's docstring.

        `note` is where a student may have it from (`"002:9"`: note 002, line 9). Two that no input can tell apart are
        refused by the self-check, unless the second is declared the `same_as` the first.
        """

        def add(function: Function) -> Function:
            by = self._check_alternative(function, of, wrt)
            explanation = " ".join((function.__doc__ or "").split())
            if not explanation:
                raise ExerciseError(
                    "A608", f"{function.__name__} needs a docstring: it is what the student is told", place(function)
                )
            if function.__name__ in (m.id for m in self.misconceptions):
                message = (
                    f"{self.slug} has a misconception called {function.__name__} already: give this one another name"
                )
                raise ExerciseError("A610", message, place(function))
            if same_as and same_as not in (m.id for m in self.misconceptions):
                message = f"{function.__name__} is the same as {same_as}, which is no misconception above it"
                raise ExerciseError("A605", message, place(function))
            self.misconceptions.append(Misconception(function, of, by, note, explanation, convention, same_as))
            return function

        return add

    def fact(
        self, kind: Kind, text: str, *, but: Mapping[str, tuple[str, str]] | None = None, source: str = ""
    ) -> None:
        """State a fact; `but` has what is wrongly said instead, each with the note it comes from and why it is wrong.

        A "claim" is free text with a source; every other kind has its notation and is checked against the formula.
        """
        if but and not all(
            isinstance(v, tuple) and len(v) == 2 and all(map(isinstance, v, (str, str))) for v in but.values()
        ):
            message = f'a fact of {self.slug}: write but={{"what is wrongly said": ("note", "why it is wrong")}}'
            raise ExerciseError("A621", message, self.where)
        wrong = tuple(WrongFact(said, note, why) for said, (note, why) in (but or {}).items())
        texts = [text, *(w.text for w in wrong)]
        complaints = [c for c in (complaint(kind, t) for t in texts) if c]
        if kind == "claim" and not source:
            complaints.append("a claim needs a source=: no computation checks it")
        if kind != "claim" and not self.has_graph:
            complaints.append(f"{kind} is computed for functions of one real number alone: state a claim")
        if kind != "claim" and any(f.kind == kind for f in self.facts):
            complaints.append(f"{kind} is stated twice")
        if text in texts[1:]:
            complaints.append(f"{text!r} is stated as right and as wrong")
        complaints += [f"say why {w.text!r} is wrong" for w in wrong if not w.why]
        if complaints:
            raise ExerciseError("A621", f"a fact of {self.slug}: {'; '.join(complaints)}", self.where)
        self.facts.append(Fact(kind, text, wrong, source))

    def _check_alternative(self, function: Function, of: Subject, wrt: str) -> str:
        if not isinstance(function, FunctionType):
            message = f"what stands under a decorator of {self.slug} is a function written with def, not {function!r}"
            raise ExerciseError("A604", message)
        if function.__name__ == self.slug:
            message = f"this function takes the name {self.slug} from its exercise, which is lost: give it another"
            raise ExerciseError("A610", message, place(function))
        names = positional_names(function)
        expected = tuple(i.name for i in self.inputs)
        if names != expected:
            message = (
                f"{function.__name__}({', '.join(names)}) must take what {self.slug} takes: ({', '.join(expected)})"
            )
            raise ExerciseError("A604", message, place(function))
        code = function.__code__
        hyperparameters = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
        if unknown := sorted(set(hyperparameters) - set(self.hyperparameters)):
            message = f"{function.__name__} takes {', '.join(unknown)}, which {self.slug} does not have"
            raise ExerciseError("A604", message, place(function))
        if of not in SUBJECTS.get(self.family, ("value", "gradient")):
            words = " or ".join(f'"{subject}"' for subject in SUBJECTS.get(self.family, ("value", "gradient")))
            raise ExerciseError("A605", f"of={of!r} does not fit {self.slug}: write of={words}", place(function))
        if of != "gradient":
            return ""
        if self.family == "layer":
            message = 'a layer has no derivative to write: its inputs are matrices. Say what goes wrong with of="value"'
            raise ExerciseError("A605", message, place(function))
        names = tuple(i.name for i in self.differentiable)
        if not wrt and len(names) == 1:
            return names[0]
        if not names:
            raise ExerciseError("A605", f"{self.slug} has no derivative: its graph is cut", place(function))
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
