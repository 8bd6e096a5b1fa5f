"""All kinds of questions by their names."""

from collections.abc import Iterable, Mapping

from ..errors import ExerciseError, Where
from .kinds.choice_kind import Choice
from .kinds.claim_kind import Claim
from .kinds.formula_kind import TypedFormula
from .kinds.match_kind import GraphMatch
from .kinds.numeric_kind import Numeric
from .kinds.order_kind import StepOrder
from .kinds.program_kind import PredictedPrint
from .kinds.property_kind import Property
from .kinds.telling_input_kind import TellingInput
from .kinds.update_kind import PredictedUpdate
from .kinds.wrong_step_kind import WrongLine
from .question_kind import QuestionKind

BUNDLED: tuple[QuestionKind, ...] = (
    Numeric(),
    TypedFormula(),
    Choice(),
    WrongLine(),
    StepOrder(),
    PredictedUpdate(),
    Claim(),
    Property(),
    GraphMatch(),
    TellingInput(),
    PredictedPrint(),
)


def question_kinds(others: Iterable[object] = ()) -> Mapping[str, QuestionKind]:
    """The kinds that grader has, and the `others` that plugins bring.

    Raises:
        ExerciseError: A611, if one of those is no kind; A610, if its name is taken.
    """
    found = {kind.name: kind for kind in BUNDLED}
    for other in others:
        if not isinstance(other, QuestionKind):
            message = f"the hook grader_question_kinds gave {other!r}, which is no object of a QuestionKind"
            raise ExerciseError("A611", message, Where(type(other).__module__))
        if other.name in found:
            raise ExerciseError(
                "A610", f"the name of the kind of questions {other.name} is taken", Where(type(other).__module__)
            )
        found[other.name] = other
    return found
