"""What an answer is worth, and what is said of it. An answer that cannot be read costs nothing."""

from ..exercise import Exercise
from .asked_records import AskedChoice, AskedFormula, AskedMatch, AskedNumber, AskedOrder
from .parts import Parts, TypesetFormula, Words
from .question import QuizMark, QuizQuestion
from .read_formula import ReadFormula, equal, read_formula
from .sample_points import all_equal
from .studied import Quantity, studied
from .written_answers import UnreadableAnswer, WrittenAnswer, chosen, matched, number, ordered

RIGHT: Parts = (Words("That is right."),)
WRONG: Parts = (Words("That is not right."),)
# times the distance that a number may be off from what a mistake gives, to be taken for it
NEAR = 2


def understood(question: QuizQuestion, answer: WrittenAnswer, exercise: Exercise | None) -> TypesetFormula | None:
    """How a formula is read that somebody answers, to be shown before it is graded; None for all
    other answers.

    Raises:
        UnreadableAnswer: if it cannot be read; that costs nothing.
    """
    if not isinstance(question.asked, AskedFormula):
        return None
    return read_formula(_needed(exercise), answer).shown


def graded(question: QuizQuestion, answer: WrittenAnswer, exercise: Exercise | None = None) -> QuizMark:
    """The mark of an answer; `exercise` is the question's, and is needed where a formula is asked
    for.

    Raises:
        UnreadableAnswer: if it is no answer to this question; that costs nothing.
    """
    match question.asked:
        case AskedNumber() as asked:
            return _number(asked, answer)
        case AskedFormula() as asked:
            return _formula(asked, answer, _needed(exercise))
        case AskedChoice() as asked:
            return _choice(asked, answer)
        case AskedOrder() as asked:
            right = ordered(answer, asked) == asked.key
            return QuizMark(right, float(right), RIGHT if right else WRONG)
        case AskedMatch() as asked:
            return _match(asked, answer)


def _needed(exercise: Exercise | None) -> Exercise:
    if exercise is None:
        raise UnreadableAnswer("the exercise that this question is about is not there any more")
    return exercise


def _number(asked: AskedNumber, answer: WrittenAnswer) -> QuizMark:
    got = number(answer)
    if abs(got - asked.value) <= asked.tolerance:
        return QuizMark(True, 1.0, RIGHT)
    near = [w for w in asked.wrong if abs(got - w.value) <= NEAR * asked.tolerance]
    nearest = min(near, key=lambda w: abs(got - w.value), default=None)
    return QuizMark(False, 0.0, nearest.feedback, nearest.mistake) if nearest else QuizMark(False, 0.0, WRONG)


def _choice(asked: AskedChoice, answer: WrittenAnswer) -> QuizMark:
    places = chosen(answer, asked)
    right = places == asked.key
    told = [asked.options[place] for place in places if asked.options[place].right == right]
    feedback = next((option.feedback for option in told if option.feedback), RIGHT if right else WRONG)
    mistake = "" if right else next((option.mistake for option in told if option.mistake), "")
    return QuizMark(right, float(right), feedback, mistake)


def _match(asked: AskedMatch, answer: WrittenAnswer) -> QuizMark:
    got = matched(answer, asked)
    hits = sum(a == b for a, b in zip(got, asked.key, strict=True))
    if hits == len(asked.key):
        return QuizMark(True, 1.0, RIGHT)
    return QuizMark(False, round(hits / len(asked.key), 2), (Words(f"{hits} of {len(asked.key)} are right."),))


def _formula(asked: AskedFormula, answer: WrittenAnswer, exercise: Exercise) -> QuizMark:
    read = read_formula(exercise, answer)
    if equal(exercise, read, read_formula(exercise, asked.key.plain).opened):
        return QuizMark(True, 1.0, RIGHT, understood=read.shown)
    mistake, words = _mistake(asked, read, exercise)
    feedback = (Words(words),) if words else WRONG
    return QuizMark(False, 0.0, feedback, mistake, read.shown)


def _mistake(asked: AskedFormula, read: ReadFormula, exercise: Exercise) -> tuple[str, str]:
    """The first known mistake that gives what was answered, and what is said of it; nothing if none
    does.
    """
    function = studied(exercise)
    if function is None:
        return "", ""
    by = next((s for s, old in function.originals.items() if old.name == asked.wrt), None)
    given = {old: new for new, old in function.originals.items()}
    try:
        answer = read.opened.xreplace(given)
    except UnreadableAnswer:  # too long to be what a known mistake gives
        return "", ""
    for mistake in function.mistakes(Quantity(0, by if asked.of == "gradient" else None)):
        if all_equal(function, answer, mistake.gives):
            return mistake.id, mistake.words
    return "", ""
