"""A claim about a function: is it true or false?"""

import re
from collections.abc import Mapping
from random import Random
from typing import ClassVar

from ...exercise import Exercise
from ...fact_notation import Kind
from ...specification import Fact
from ..asked_records import AskedChoice, ChoiceOption
from ..fact_sentences import sentence, truths, untrue
from ..parts import Part, Parts, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..studied import studied
from ..topic_facts import topic_facts
from ..typesetting import typeset
from ..ways import settings

NOTE = re.compile(r"\d+:\d+")
TEXTS = ("True", "False")


class Claim(QuestionKind):
    """True or false? What is false is what notes say wrongly, or what is so of other functions."""

    name: ClassVar[str] = "claim"
    about: ClassVar[str] = "true or false, with the reason"

    def fits(self, exercise: Exercise) -> bool:
        return bool(exercise.facts or topic_facts(exercise))

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        stated = [*_claims(exercise), *(fact for fact in exercise.facts if fact.kind != "claim" and fact.wrong)]
        computed = _computed(exercise)
        if stated and (not computed or random.random() < 0.5):
            return _stated(exercise, random.choice(stated), random)
        if not computed:
            return None
        kind = random.choice(sorted(computed))
        right = random.random() < 0.5
        truth = sentence(kind, computed[kind])
        claim = truth if right else sentence(kind, untrue(kind, computed[kind], random))
        return _asked(_about(exercise, claim), right, (*_named(exercise), Words(f" {truth}.")))


def _computed(exercise: Exercise) -> Mapping[Kind, str]:
    return {} if exercise.behaviour else truths(exercise)


def _claims(exercise: Exercise) -> list[Fact]:
    """What is claimed of the exercise, or of its topic."""
    return [*(fact for fact in exercise.facts if fact.kind == "claim"), *topic_facts(exercise)]


def _stated(exercise: Exercise, fact: Fact, random: Random) -> DrawnQuestion:
    """What an author states, or what is wrongly said in its place."""
    wrong = random.choice(fact.wrong) if fact.wrong and random.random() < 0.6 else None
    said = wrong.text if wrong else fact.text
    if fact.kind == "claim":
        return _asked((Words(said),), wrong is None, (Words(wrong.why if wrong else _source(fact)),))
    claim = _about(exercise, sentence(fact.kind, said))
    if wrong:
        return _asked(claim, False, (Words(wrong.why),))
    return _asked(claim, True, (*_named(exercise), Words(f" {sentence(fact.kind, fact.text)}.")))


def _source(fact: Fact) -> str:
    """What is true, and where that is from unless it is a line of notes."""
    return fact.text if NOTE.fullmatch(fact.source) or not fact.source else f"{fact.text} (Source: {fact.source}.)"


def _asked(claim: Parts, right: bool, reason: Parts) -> DrawnQuestion:
    said: tuple[Part, ...] = (Words("That is so. " if right else "That is not so. "), *reason)
    options = tuple(ChoiceOption((Words(text),), text == TEXTS[not right], said) for text in TEXTS)
    return DrawnQuestion((Words("True or false? "), *claim), AskedChoice(options), (), said)


def _about(exercise: Exercise, claim: str) -> Parts:
    return (*_named(exercise), *_with(exercise), Words(f" {claim}."))


def _named(exercise: Exercise) -> Parts:
    function = studied(exercise)
    return (typeset(function.called()),) if function else (Words(exercise.slug),)


def _with(exercise: Exercise) -> Parts:
    function = studied(exercise)
    return settings(function) if function else ()
