"""Questions by hand, one of each thing that can be asked for."""

from grader.quiz.asked_records import (
    Asked,
    AskedChoice,
    AskedFormula,
    AskedMatch,
    AskedNumber,
    AskedOrder,
    ChoiceOption,
    WrongNumber,
)
from grader.quiz.parts import Picture, Snippet, TypesetFormula, Words
from grader.quiz.question import QuestionOrigin, QuizQuestion

SLOPE = TypesetFormula("s*(1 - s)", r"s \, (1 - s)", "<math><mi>s</mi></math>")
NUMBER = AskedNumber(0.25, 0.005, 2, "1/4", (WrongNumber(0.5, (Words("That is the value."),), "value"),))
CHOICE = AskedChoice(
    (
        ChoiceOption((SLOPE,), True, (Words("Right."),)),
        ChoiceOption((Words("1"),), False, (Words("That is steeper."),), "slope_one"),
        ChoiceOption((Words("0"),), False),
    )
)
SEVERAL = AskedChoice((*CHOICE.options, ChoiceOption((Words("s - s^2"),), True)), several=True)
ORDER = AskedOrder(((Words("then"),), (Words("last"),), (Words("first"),)), (2, 0, 1))
MATCH = AskedMatch(((Words("relu"),), (Words("tanh"),)), ((Picture("<svg/>", "S"),), (Words("kink"),)), (1, 0))
FORMULA = AskedFormula("sigmoid", "gradient", "x", SLOPE)
ALL: tuple[Asked, ...] = (NUMBER, CHOICE, SEVERAL, ORDER, MATCH, FORMULA)


def question(asked: Asked) -> QuizQuestion:
    """A question that asks for something."""
    origin = QuestionOrigin("numeric", "sigmoid", 3, "course, activations/sigmoid.py", "f" * 64)
    prompt = (Words("What is "), SLOPE, Snippet("print(1)"), Words("?"))
    return QuizQuestion(origin, prompt, asked, ((Words("Look at 0."),),), (Words("It is that."),))
