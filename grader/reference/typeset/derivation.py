"""From an exercise to the derivation of its derivatives, rule by rule."""

from collections.abc import Iterator, Sequence

from sympy import Add, Expr, Symbol

from ...errors import ExerciseError
from ...exercise import Exercise
from ...specification import Form
from ..differentiate import NoRule, derive
from ..facts import compute
from ..formula import arguments, evaluate
from .sections import Derivation, Equation, Line, Section
from .step_equations import steps
from .steps import Script
from .tidy import named, tidied
from .written_nodes import Call, Node, Slope, Word, alike, renamed


class NoDerivation(Exception):
    """Why an exercise has nothing to derive."""


def derivation(exercise: Exercise) -> Derivation:
    """The derivation for each input that an exercise is differentiated by; of an optimizer or of
    training, its step.

    Raises:
        ExerciseError: if the formula fails, or there is no rule for a function in it.
        NoDerivation: if there is no input to differentiate by.
    """
    source = ", ".join(filter(None, (exercise.torch, str(exercise.where))))
    if exercise.family.recurrent:
        return Derivation(exercise.text.title, source, tuple(steps(exercise)))
    if not exercise.differentiable:
        raise NoDerivation(f"{exercise.slug} has no derivative: none of its inputs is differentiable")
    shown = Shown(exercise)
    sections = (shown.formula(), *shown.derivatives(), *_reductions(exercise), *_facts(exercise))
    written: tuple[Section, ...] = renamed(sections, shown.names)
    return Derivation(exercise.text.title, source, written)


class Shown:
    """An exercise as it is written: `input` is called x, and of vectors there is as little as it
    takes.
    """

    def __init__(self, exercise: Exercise) -> None:
        self.exercise = exercise
        inputs = {i.name for i in exercise.inputs}
        self.names = {} if "x" in inputs else {"input": "x"}
        self.sizes = exercise.family.written_sizes(exercise)
        self.given = arguments(exercise, {}, self.sizes)
        self.outputs = evaluate(exercise, exercise.function, self.given)
        self.vector = bool(exercise.output)
        y = "out" if "y" in inputs else "y"
        self.symbols = [Symbol(f"{y}_{k}" if self.vector else y, real=True) for k in range(len(self.outputs))]
        self.short = _weighted(self.outputs) if any(len(i.shape) > 1 for i in exercise.inputs) else {}
        self.script = Script(self.short)
        self._surrogate = next((f for f in exercise.forms if f.of == "surrogate"), None)
        self._differentiated = self._outputs(self._surrogate) if self._surrogate else self.outputs

    def value(self, output: int = 0, name: str = "") -> Node:
        """What an output is called: y_0, or sigmoid(x)."""
        if self.vector:
            return Word(self.symbols[output].name)
        name = name or self.exercise.family.value_name(self.exercise)
        return Call(name, tuple(Word(n) for n in self.given.inputs))

    def formula(self) -> Section:
        """The formula, its equal forms, and what the letters are."""
        found = [Line(Equation(Word(z.name), (Script().written(a),))) for a, z in self.short.items()]
        found += [Line(Equation(self.value(k), (self.script.written(o),))) for k, o in enumerate(self.outputs)]
        for form in self.exercise.forms:
            if form.of in ("value", "surrogate"):
                words = "equal form" if form.of == "value" else "differentiated in place of it"
                value = self.value() if form.of == "value" else self.value(0, "surrogate")
                found.append(Line(Equation(value, (self.script.written(self._outputs(form)[0]),)), words))
        return Section("", tuple(found), tuple(self._letters()))

    def derivatives(self) -> Iterator[Section]:
        """A derivation for each input; of a vector by the entry in the place of the output, and by
        another one.
        """
        for name, by in self.slopes():
            slope = Slope(self.value(0, "surrogate" if self._surrogate else ""), Word(by.name))
            forms = [f for f in self.exercise.forms if f.of == "gradient" and f.wrt == name]
            textbook = [self._outputs(f)[self.given.inputs[name].index(by)] for f in forms]
            lines = self._lines(self._differentiated[0], by, slope, textbook)
            heading = f"derivative by {renamed(Word(by.name), self.names).text}"
            yield Section(heading, tuple(lines))

    def slopes(self) -> Iterator[tuple[str, Symbol]]:
        """What to differentiate by: of each input an entry; of vectors that in the place of the
        output, and another.
        """
        outputs = self._differentiated
        for item in self.exercise.differentiable:
            symbols = self.given.inputs[item.name]
            others = [s for s in symbols[1:] if s in outputs[0].free_symbols] if len(outputs) > 1 else []
            yield from ((item.name, by) for by in (symbols[0], *others[:1]))

    def _lines(self, output: Expr, by: Symbol, slope: Slope, textbook: Sequence[Expr]) -> Iterator[Line]:
        try:
            root = derive(output, by)
        except NoRule as error:
            function = type(error.args[0]).__name__
            message = f"{self.exercise.slug} uses {function}, for which there is no rule of differentiation yet"
            raise ExerciseError("A616", message, self.exercise.where) from None
        yield from self.script.lines(root)
        whole = self.script.written(tidied(root.after))
        yield Line(Equation(slope, (whole,)), "altogether")
        for form in textbook:
            if alike(self.script.written(form)) != alike(whole):
                yield self.textbook(slope, form)

    def textbook(self, slope: Slope, form: Expr) -> Line:
        """A derivative as textbooks have it, written through the function's value where that occurs
        in it.
        """
        short = form
        for values in (self.outputs, *(self._outputs(f) for f in self.exercise.forms if f.of == "value")):
            short = named(short, list(zip(values, self.symbols, strict=True)))
        if short == form or self.vector:
            return Line(Equation(slope, (self.script.written(short),)), "textbook form")
        where = (Equation(Word(self.symbols[0].name), (self.value(),)),)
        return Line(Equation(slope, self.script.equal(form, short)), "textbook form", where)

    def _outputs(self, form: Form) -> tuple[Expr, ...]:
        return evaluate(self.exercise, form.function, self.given)

    def _letters(self) -> Iterator[str]:
        inputs = [i.name for i in self.exercise.inputs]
        letters = [f"{short} is {name}" for name, short in self.names.items() if name in inputs]
        letters += [f"{name} = {value!r}" for name, value in self.exercise.hyperparameters.items()]
        if letters:
            yield "; ".join(letters)
        if self.sizes:
            yield f"shown for {self.exercise.family.shown_for(self.sizes)}"


def _weighted(outputs: Sequence[Expr]) -> dict[Expr, Symbol]:
    """Names for the sums of weighted inputs, as a matrix gives them."""
    sums = {a for output in outputs for a in output.atoms(Add) if a.is_polynomial() and a.atoms(Add) == {a}}
    ordered = sorted((a for a in sums if len(a.args) > 2), key=str)
    return {a: Symbol(f"z_{k}", real=True) for k, a in enumerate(ordered, 1)}


def _reductions(exercise: Exercise) -> Sequence[Section]:
    """What the reduction of a loss does to the derivative of one sample."""
    divisor = "the sum of what the samples count for" if exercise.form("mean weight") else "the number of samples"
    effects = {
        "none": "none: it stays as it is",
        "sum": "sum: it stays as it is; every sample is a term of the sum",
        "mean": f"mean: it is divided by {divisor}",
        "batchmean": "batchmean: it is divided by the size of the first dimension",
    }
    if not exercise.reductions:
        return []
    return [Section("what the reduction does to it", (), tuple(effects[r] for r in exercise.reductions))]


def _facts(exercise: Exercise) -> Sequence[Section]:
    """What is true of a function of one number."""
    facts = tuple(f"{kind}: {text}" for kind, text in compute(exercise).items())
    return [Section("facts", (), facts)] if facts else []
