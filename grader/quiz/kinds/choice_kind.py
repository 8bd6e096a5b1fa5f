"""A choice: which of these is the derivative, or the formula, of a function?"""

from collections.abc import Sequence
from random import Random
from typing import ClassVar

from ...exercise import Exercise
from ...listing import listed
from ..asked_records import AskedChoice, ChoiceOption
from ..checks import is_short
from ..grading import RIGHT
from ..parts import Parts, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..sample_points import all_equal, far_apart
from ..studied import KnownMistake, Quantity, StudiedFunction, studied
from ..typesetting import formula, typeset
from ..ways import hints, introduced, result

MOST_WRONG, FEWEST_WRONG = 3, 2
MOST_INPUTS = 8  # numbers that the function takes
LIKELIEST = 12  # mistakes of rules from which some are drawn


class Choice(QuestionKind):
    """Which of these is it? The wrong ones are what known mistakes give."""

    name: ClassVar[str] = "choice"
    about: ClassVar[str] = "which formula is the derivative, or the function"

    def fits(self, exercise: Exercise) -> bool:
        found = studied(exercise)
        return found is not None and len(found.domains) <= MOST_INPUTS and not found.has_classes

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        function = studied(exercise)
        assert function
        of = _asked(function, random)
        by_author = random.random() < 0.5
        right = function.by_author(of) if by_author else function.written(function.expression(of), of)
        if not is_short(formula(right)) or not all_equal(function, function.solved(right), function.expression(of)):
            return None
        wrong = _wrong(function, of, _drawn(function, of, by_author, random))
        if len(wrong) < FEWEST_WRONG:
            return None
        options = [ChoiceOption((formula(right),), True, RIGHT), *wrong]
        random.shuffle(options)
        asked = AskedChoice(tuple(options))
        return DrawnQuestion(_prompt(function, of), asked, hints(function, of), result(function, of))


def _asked(function: StudiedFunction, random: Random) -> Quantity:
    """A slope, or now and then the function itself, if it is known by its name."""
    of = Quantity(random.randrange(len(function.values)))
    recalled = function.exercise.torch is not None and random.random() < 0.2
    return of if recalled or not function.slopes else random.choice(function.slopes)


def _drawn(function: StudiedFunction, of: Quantity, by_author: bool, random: Random) -> Sequence[KnownMistake]:
    """Mistakes in the order in which they are tried: those of the author or of rules, so that all
    options are written alike, and then the others.
    """
    known = function.mistakes(of)
    own = [m for m in known if m.by_author]
    rules = [m for m in known if not m.by_author]
    first = own if by_author else rules[:LIKELIEST]
    others = rules[:LIKELIEST] if by_author else own
    return [*random.sample(first, len(first)), *random.sample(others, len(others))]


def _wrong(function: StudiedFunction, of: Quantity, mistakes: Sequence[KnownMistake]) -> list[ChoiceOption]:
    """What mistakes give, as far as it is short, and far from what is right and from each other."""
    taken = [function.expression(of)]
    found: list[ChoiceOption] = []
    for mistake in mistakes:
        shown = formula(function.written(mistake.gives, of))
        if not is_short(shown) or not all(far_apart(function, mistake.gives, one) for one in taken):
            continue
        taken.append(mistake.gives)
        found.append(ChoiceOption((shown,), False, (Words(mistake.words),), mistake.id))
        if len(found) == MOST_WRONG:
            break
    return found


def _prompt(function: StudiedFunction, of: Quantity) -> Parts:
    """The question; of a function itself the hyperparameters are named, so that it is clear what a
    formula is of.
    """
    if of.by is not None:
        return (*introduced(function, of), Words("Which formula is "), typeset(function.node(of)), Words("?"))
    letters = [s.name for s in function.letters if s in function.values[of.output].free_symbols]
    named = typeset(function.called(of.output))
    said = (Words(f" with the hyperparameter{'s' * (len(letters) > 1)} {listed(letters)}"),) if letters else ()
    return (*introduced(function), Words("Which formula is "), named, *said, Words("?"))
