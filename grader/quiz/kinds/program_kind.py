"""What a short torch program prints: which tensors share memory, and what backward() leaves in
.grad.
"""

from random import Random
from typing import ClassVar

from ...exercise import Exercise
from ...family import Procedure
from ..asked_records import AskedChoice, AskedNumber, ChoiceOption, WrongNumber
from ..exact_values import DIGITS, TOLERANCE
from ..parts import Snippet, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..torch_programs import gradient_program, memory_program


class PredictedPrint(QuestionKind):
    """What does this program print?"""

    name: ClassVar[str] = "program"
    about: ClassVar[str] = "what a short torch program prints"

    def fits(self, exercise: Exercise) -> bool:
        """Whether an exercise is about memory, graphs or gradients themselves."""
        loop = exercise.family.procedure is Procedure.LOOP
        return bool(exercise.behaviour) or loop or (exercise.form("surrogate") is not None and not exercise.by_hand)

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        return _memory(random) if exercise.behaviour and random.random() < 0.7 else _gradient(random)


def _memory(random: Random) -> DrawnQuestion:
    program = memory_program(random)
    texts = [program.printed, *program.others]
    random.shuffle(texts)
    options = tuple(ChoiceOption((Words(t),), t == program.printed, (Words(program.told),)) for t in texts)
    prompt = (Words("What does this program print?"), Snippet(program.code))
    hint = (Words("Ask whether y has memory of its own, and whether the line before the last writes or names."),)
    return DrawnQuestion(prompt, AskedChoice(options), (hint,), (Words(program.told),))


def _gradient(random: Random) -> DrawnQuestion:
    program = gradient_program(random)
    wrong = tuple(WrongNumber(x, (Words(why),), mistake) for x, mistake, why in program.mistakes)
    asked = AskedNumber(program.printed, TOLERANCE, DIGITS, f"{program.printed:g}", wrong)
    prompt = (Words("What number does this program print?"), Snippet(program.code))
    hint = (Words("Ask what is a constant to autograd, and what .grad held before."),)
    return DrawnQuestion(prompt, asked, (hint,), (Words(program.told),))
