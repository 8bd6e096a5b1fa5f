"""An exercise: what its author says, and the family that it belongs to; made by the decorators in
`families`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import FunctionType
from typing import Any

from .domains import Reals
from .errors import ExerciseError
from .fact_notation import Kind, complaint
from .family import Family
from .options import OF_MISCONCEPTIONS, front
from .specification import (
    Fact,
    Form,
    Function,
    Misconception,
    Specification,
    Subject,
    WrongFact,
    place,
    positional_names,
)

ADDED = ("forms", "misconceptions", "facts")  # by the decorators, while a file is loaded


@dataclass(frozen=True, eq=False)
class Exercise(Specification):
    """A specification with its family. The decorators below add to it what else the author says."""

    family: Family = field(kw_only=True)

    @property
    def target(self) -> str:
        """The name a submission defines."""
        return self.family.target(self)

    @property
    def scalar(self) -> bool:
        """Whether a sample is one number of each input, and its result one number."""
        return self.family.scalar(self)

    @property
    def backward(self) -> bool:
        """Whether a submission has a derivative that is written by hand."""
        return self.by_hand and self.family.called

    @property
    def has_graph(self) -> bool:
        """Whether it is a function of one real number, whose facts can be computed."""
        return self.family.per_entry and len(self.inputs) == 1 and isinstance(self.inputs[0].domain, Reals)

    def derivative(self, function: Function | None = None, /, *, wrt: str = "") -> Any:
        """Add the textbook form of the derivative by the input `wrt` (of a rowwise function its
        Jacobian, by rows).
        """

        def add(function: Function) -> Function:
            self._add("forms", Form(function, "gradient", self._check_alternative(function, "gradient", wrt)))
            return function

        return add if function is None else add(function)

    def stable(self, function: Function) -> Function:
        """Add an equal form of the value, such as the one that subtracts the maximum before
        exponentiating.
        """
        self._check_alternative(function, "value", "")
        self._add("forms", Form(function, "value"))
        return function

    def surrogate(self, function: Function) -> Function:
        """Say what is differentiated in place of the function itself, as straight-through
        estimators do.
        """
        self._check_alternative(function, "value", "")
        self._add("forms", Form(function, "surrogate"))
        return function

    def mean_weight(self, function: Function) -> Function:
        """Say what a sample counts for when the mean is taken: the sum is divided by the sum of
        these, not by n.
        """
        self._check_alternative(function, "value", "")
        self._add("forms", Form(function, "mean weight"))
        return function

    @partial(front, OF_MISCONCEPTIONS)
    def misconception(
        self, *, of: Subject, wrt: str = "", note: str = "", convention: bool = False, same_as: str = ""
    ) -> Callable[[Function], Function]:
        """Name a wrong answer: the wrong value, derivative or recurrence, explained by the
        function's docstring.

        `note` is where a student may have it from (`"002:9"`: note 002, line 9). Two that no input
        can distinguish are refused by the self-check, unless the second is declared the `same_as`
        the first.
        """

        def add(function: Function) -> Function:
            by = self._check_alternative(function, of, wrt)
            explanation = " ".join((function.__doc__ or "").split())
            if not explanation:
                raise ExerciseError(
                    "A608",
                    f"{function.__name__} needs a docstring: students read it as the explanation",
                    place(function),
                )
            if function.__name__ in (m.id for m in self.misconceptions):
                message = (
                    f"{self.slug} has a misconception called {function.__name__} already: give this one another name"
                )
                raise ExerciseError("A610", message, place(function))
            if same_as and same_as not in (m.id for m in self.misconceptions):
                message = f"{function.__name__} is the same as {same_as}, which is no misconception above it"
                raise ExerciseError("A605", message, place(function))
            self._add("misconceptions", Misconception(function, of, by, note, explanation, convention, same_as))
            return function

        return add

    def fact(
        self, kind: Kind, text: str, *, but: Mapping[str, tuple[str, str]] | None = None, source: str = ""
    ) -> None:
        """State a fact; `but` has what is wrongly said instead, each with the note it comes from
        and why it is wrong.

        A "claim" is free text with a source; every other kind has its notation and is checked
        against the formula.
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
        self._add("facts", Fact(kind, text, wrong, source))

    def close(self) -> None:
        """From now on nothing can be added: what submissions are judged by is what was looked
        at.
        """
        for name in ADDED:
            object.__setattr__(self, name, tuple(getattr(self, name)))

    def _add(self, name: str, record: Form | Misconception | Fact) -> None:
        added = getattr(self, name)
        if isinstance(added, tuple):
            message = f"{self.slug} is in use, and nothing can be added to it: say all of it in its own file"
            raise ExerciseError("A632", message, self.where if isinstance(record, Fact) else place(record.function))
        added.append(record)

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
        if of not in self.family.subjects:
            words = " or ".join(f'"{subject}"' for subject in self.family.subjects)
            raise ExerciseError("A605", f"of={of!r} does not fit {self.slug}: write of={words}", place(function))
        if of != "gradient":
            return ""
        if self.family.no_gradient:
            raise ExerciseError("A605", self.family.no_gradient, place(function))
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
