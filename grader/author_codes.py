"""The codes of what the author of a plugin, or whoever sets up a course, has to change."""

from typing import NamedTuple


class Code(NamedTuple):
    """The name of a code in a few words, and what it means."""

    name: str
    meaning: str


AUTHOR_CODES = {
    "A601": Code(
        "wrong-parameters",
        "The positional parameters of an exercise are its inputs. An optimizer's first one is the gradient, g. A "
        "training step has p first, then the data, and last g, what p.grad holds. An exercise is a function that is "
        "written with def and decorated once.",
    ),
    "A602": Code(
        "option-misfit",
        "An option of the decorator does not fit the function or another option: it names an input, a dimension or a "
        "hyperparameter that is not there, or asks for inputs that the family does not have.",
    ),
    "A603": Code(
        "wrong-hyperparameter",
        "Hyperparameters are keyword-only parameters with a default: a number, a text, None or a tuple of them. "
        "Inputs have none.",
    ),
    "A604": Code(
        "other-parameters",
        "A derivative, stable form or misconception takes the same positional parameters as its exercise.",
    ),
    "A605": Code(
        "wrong-of",
        "A derivative or misconception says what it is of, and by which input, in a way that fits the exercise's "
        "family.",
    ),
    "A606": Code(
        "wrong-trap", "A trap has to be a finite number that float32 can hold and that the input's domain has."
    ),
    "A607": Code(
        "no-docstring",
        "An exercise needs a docstring: title first, then the prompt, then paragraphs that begin with `Hint:`.",
    ),
    "A608": Code("no-explanation", "A misconception needs a docstring: students read it as the explanation."),
    "A609": Code(
        "unknown-name",
        "A formula uses a name that is not defined, or functions of torch, numpy, math or sympy. Build it with "
        "grader.sym.",
    ),
    "A610": Code(
        "name-taken",
        "Two exercises, or two misconceptions of one exercise, have the same name. The exercise found first stays: "
        "give the other another name.",
    ),
    "A611": Code(
        "no-exercise",
        "A file among the plugins makes no exercise, or the hook grader_exercises gave something that no decorator of "
        "grader has made.",
    ),
    "A612": Code(
        "plugin-fails",
        "A plugin cannot be imported: Python stops at a syntax error, or a statement raises an exception.",
    ),
    "A613": Code(
        "no-formula",
        "The author's function fails, or returns something that is no formula of its parameters. It is called with "
        "symbols: no `if`, `max` or `float` can decide about them, and only sym computes with them.",
    ),
    "A614": Code(
        "no-value",
        "The formula or its derivative has no value at one of its inputs: it divides by 0, or takes a root or "
        "logarithm of a negative number. Narrow the domain or remove the trap.",
    ),
    "A615": Code("forms-differ", "A derivative or stable form is not equal to what it should be equal to."),
    "A616": Code(
        "unknown-function",
        "The formula uses a function that cannot be differentiated or evaluated exactly yet. There are powers, exp, "
        "log, sin, cos, sinh, cosh, tanh, atan, erf, erfc, Abs, sign, Max, Min and Piecewise.",
    ),
    "A617": Code("domain-too-narrow", "The domain of an input has hardly any number of the dtype under test."),
    "A618": Code("no-mistake", "A misconception gives the same results as the truth, so it names nothing."),
    "A619": Code(
        "no-bound",
        "No form of the formula has an error bound at one of its inputs, where a divisor may round to 0. Add a stable "
        "form, narrow the domain or remove the trap.",
    ),
    "A620": Code(
        "wrong-setting",
        "The table [tool.grader] of the course's pyproject.toml cannot be read or has a setting that does not exist.",
    ),
    "A621": Code(
        "wrong-fact",
        "A fact is of no kind that exists, is not written as its kind is, or is a claim without a source. The "
        "documentation for authors has the notation.",
    ),
    "A630": Code(
        "condition-open",
        "It is open whether two numbers of a recurrence are equal, or whether a condition on the step holds: one of "
        "them is rounded. Keep counts as whole numbers, such as count + 1, and compare them with whole numbers.",
    ),
    "A631": Code(
        "family-fails",
        "A family of a plugin raises an exception, or does not answer what it is asked: its exercises cannot be "
        "judged. `grader.testing` shows what a family has to do.",
    ),
    "A622": Code(
        "wrong-option",
        "An option of a decorator does not exist, or its value is no such thing. The error says how it is written.",
    ),
    "A623": Code(
        "takes-too-long",
        "An author's code takes too long: a plugin that is loaded, a function that writes a formula, or what is worked "
        "out from it. A loop does not end, or the formula has too many terms or nested pieces: write it shorter, or "
        "make the sizes smaller.",
    ),
    "A624": Code(
        "nested-too-deep",
        "An author's function calls itself without end, or the formula is nested too deeply to be worked out.",
    ),
    "A625": Code(
        "decimal-for-constant",
        "A formula has the decimal of a number such as pi or the root of 2. The reference is exact to the last place, "
        "so that it would be another function: write sym.pi, sym.sqrt(2), ...",
    ),
    "A626": Code(
        "no-distribution",
        "The formula of a sampler is no distribution function that can be judged: over the domain it rises from about "
        "0 to about 1, without jumps.",
    ),
    "A632": Code(
        "too-late",
        "A form, a misconception or a fact is added to an exercise that is in use already. What submissions are judged "
        "by does not change on the way: say all of it in the exercise's own file.",
    ),
    "A633": Code(
        "exercise-unknown",
        "An assignment of the course asks for an exercise that there is not. `grader list` has those that there are.",
    ),
    "A634": Code(
        "format-fails",
        "A format that a plugin brings raises an exception, or gives something else than bytes: nothing was written.",
    ),
}
