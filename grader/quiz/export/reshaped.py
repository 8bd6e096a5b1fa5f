"""Questions in another form that asks for the same, for systems that cannot ask for it as it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import permutations
from random import Random

from ..asked_records import Asked, AskedChoice, AskedFormula, AskedMatch, AskedNumber, AskedOrder, ChoiceOption
from ..grading import RIGHT, WRONG
from ..parts import Part, Parts, Picture, Snippet, TypesetFormula, Words, plain_text
from ..question import QuizQuestion
from ..written_answers import letter
from .quiz_format import NotExpressed

FRACTION = "Give a fraction, or "  # how questions that are made ask for a number
DECIMALS: Parts = (Words(" Write decimals here, no fraction."),)
MOST_WRONG = 3  # orders to choose from beside the right one
LONGEST_PLAIN = 100  # characters of an entry of a list that drops down
# in such a list: systems take these for markup, or do not show them
UNSAFE = re.compile(r"[<>&\n]")
FIRST_TRIED = 200  # orders of which some are drawn: 5 items have 120


def no_formula(question: QuizQuestion) -> QuizQuestion:
    """The question itself.

    Raises:
        NotExpressed: if it asks for a formula, of which every equal form is right.
    """
    if isinstance(question.asked, AskedFormula):
        raise NotExpressed("no such system knows that two formulas are equal")
    return question


def said(option: ChoiceOption) -> Parts:
    """What is said to who has chosen an option."""
    return option.feedback or (RIGHT if option.right else WRONG)


def pictures(question: QuizQuestion) -> tuple[Picture, ...]:
    """All pictures of a question, each of them once."""
    shown = (question.prompt, question.explanation, *question.hints, *_items(question.asked))
    return tuple(dict.fromkeys(part for parts in shown for part in parts if isinstance(part, Picture)))


def _items(asked: Asked) -> tuple[Parts, ...]:
    match asked:
        case AskedChoice(options):
            return tuple(parts for option in options for parts in (option.parts, option.feedback))
        case AskedOrder(items):
            return items
        case AskedMatch(left, right):
            return (*left, *right)
        case AskedNumber(wrong=wrong):
            return tuple(number.feedback for number in wrong)
    return ()


def decimals_alone(question: QuizQuestion) -> QuizQuestion:
    """A question for a number, for systems that read decimals alone."""
    if isinstance(question.asked, AskedNumber) and "fraction" in plain_text(question.prompt):
        asked = tuple(_without_fraction(part) for part in question.prompt)
        return replace(question, prompt=asked if asked != question.prompt else (*asked, *DECIMALS))
    return question


def _without_fraction(part: Part) -> Part:
    return Words(part.text.replace(FRACTION, "Give ")) if isinstance(part, Words) else part


def order_as_match(question: QuizQuestion) -> QuizQuestion:
    """Items to be put in order as items that each get their place: 1, 2, 3, ..."""
    if not isinstance(question.asked, AskedOrder):
        return question
    items, key = question.asked.items, question.asked.key
    places = tuple((Words(str(place + 1)),) for place in range(len(items)))
    prompt = (*question.prompt, Words(" Give each its place, from 1 for the first."))
    return replace(question, prompt=prompt, asked=AskedMatch(items, places, tuple(map(key.index, range(len(items))))))


def match_by_letters(question: QuizQuestion) -> QuizQuestion:
    """What is matched by letters, if it cannot stand in a list that drops down: the prompt says
    what they are.
    """
    if not isinstance(question.asked, AskedMatch) or all(map(_is_plain, question.asked.right)):
        return question
    letters = tuple((Words(letter(place)),) for place in range(len(question.asked.right)))
    prompt = (*question.prompt, *listed(question.asked.right, map(plain_text, letters)))
    return replace(question, prompt=prompt, asked=replace(question.asked, right=letters))


def _is_plain(parts: Parts) -> bool:
    text = plain_text(parts)
    return (
        all(isinstance(part, Words | TypesetFormula) for part in parts)
        and 0 < len(text) <= LONGEST_PLAIN
        and not UNSAFE.search(text)
    )


def as_choice(question: QuizQuestion) -> QuizQuestion:
    """An order or a matching as some to choose from, of which one is right; the wrong ones are
    drawn by its id.
    """
    match question.asked:
        case AskedOrder(items, key):
            prompt = (*question.prompt, *listed(items, map(letter, range(len(items)))))
            return _chosen(question, prompt, key, [*permutations(range(len(items)))][:FIRST_TRIED])
        case AskedMatch(left, right, key):
            numbers = [str(place + 1) for place in range(len(left))]
            prompt = (*question.prompt, *listed(left, numbers), *listed(right, map(letter, range(len(right)))))
            ways = [*permutations(range(len(right)), len(left))][:FIRST_TRIED]
            return _chosen(question, prompt, key, ways)
    return question


def _chosen(
    question: QuizQuestion, prompt: Parts, key: tuple[int, ...], ways: Sequence[tuple[int, ...]]
) -> QuizQuestion:
    random = Random(question.id)
    others = [way for way in ways if way != key]
    drawn = [key, *random.sample(others, min(MOST_WRONG, len(others)))]
    random.shuffle(drawn)
    options = tuple(ChoiceOption(_way(way, question.asked), way == key) for way in drawn)
    return replace(question, prompt=prompt, asked=AskedChoice(options))


def _way(places: tuple[int, ...], asked: Asked) -> Parts:
    if isinstance(asked, AskedMatch):
        return (Words(", ".join(f"{number}{letter(place)}" for number, place in enumerate(places, start=1))),)
    return (Words(", ".join(map(letter, places))),)


def listed(items: Iterable[Parts], marks: Iterable[str]) -> Parts:
    """Items below each other, each with its mark."""
    found: list[Part] = []
    for mark, item in zip(marks, items, strict=True):
        found += [Words(f"\n({mark}) "), *item]
    return tuple(found)


def right_parts(asked: Asked) -> Parts:
    """The right answer, as it is shown."""
    match asked:
        case AskedNumber():
            return (Words(asked.shown),)
        case AskedFormula():
            return (asked.key,)
        case AskedChoice(options):
            return _joined(option.parts for option in options if option.right)
        case AskedOrder(items, key):
            return listed([items[place] for place in key], (str(place + 1) for place in range(len(key))))
        case AskedMatch(left, right, key):
            pairs = ((*one, Words(": "), *right[place]) for one, place in zip(left, key, strict=True))
            return _joined(pairs)


def _joined(items: Iterable[Parts]) -> Parts:
    found: list[Part] = []
    for item in items:
        found += [Words("\n")] if found and not isinstance(found[-1], Snippet) else []
        found += item
    return tuple(found)
