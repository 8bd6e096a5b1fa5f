"""A claim about a function: is it true or false?"""

import re
from collections.abc import Mapping
from random import Random
from typing import ClassVar

from ...exercise import Exercise
from ...fact_notation import Kind
from ...specification import Fact
from ..asked_records import AskedChoice, ChoiceOption
from ..fact_reasons import FactReasons
from ..fact_sentences import HINTS, sentence, truths, untrue
from ..parts import Parts, Snippet, Words
from ..question_kind import DrawnQuestion, QuestionKind
from ..studied import Quantity, studied
from ..topic_facts import topic_facts
from ..typesetting import typeset
from ..ways import introduced, settings

NOTE = re.compile(r"\d+:\d+")
TEXTS = ("True", "False")
STATED = 0.5  # how often an author's claim is taken where there are others


class Claim(QuestionKind):
    """True or false? What is false is what notes say wrongly, or what is so of other functions."""

    name: ClassVar[str] = "claim"
    about: ClassVar[str] = "true or false, with the reason"

    def fits(self, exercise: Exercise) -> bool:
        return bool(exercise.facts or topic_facts(exercise))

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        computed = _computed(exercise)
        stated = [fact for fact in exercise.facts if fact.kind in computed and fact.wrong]
        claims = [*(fact for fact in exercise.facts if fact.kind == "claim"), *topic_facts(exercise)]
        if claims and (not computed or random.random() < STATED):
            return _claimed(random.choice(claims), random)
        if stated and random.random() < STATED:
            return _stated(exercise, random.choice(stated), random)
        if not computed:
            return None
        kind = random.choice(sorted(computed))
        claim = untrue(kind, computed[kind], random) if random.random() < 0.5 else computed[kind]
        return _about(exercise, kind, claim, computed[kind]) if claim else None


def _computed(exercise: Exercise) -> Mapping[Kind, str]:
    return {} if exercise.behaviour else truths(exercise)


def _claimed(fact: Fact, random: Random) -> DrawnQuestion:
    """What an author or a topic claims, or what is wrongly said in its place; with lines of code
    that show it.
    """
    wrong = random.choice(fact.wrong) if fact.wrong and random.random() < 0.5 else None
    shows = (Words(" These lines run without an error:"), Snippet(fact.shows.strip())) if fact.shows else ()
    hint = (Words("Which few lines of code would show it?"),) if fact.shows else ()
    if wrong:
        return _asked((Words(wrong.text),), False, (Words(f"{wrong.why} {_with_source(fact)}"), *shows), hint)
    others = "".join(f" It is often said: {w.text} {w.why}" for w in fact.wrong[:1])
    return _asked((Words(fact.text),), True, (Words(f"{_with_source(fact)}{others}"), *shows), hint)


def _with_source(fact: Fact) -> str:
    """What is true, and where that is from unless it is a line of notes."""
    return fact.text if NOTE.fullmatch(fact.source) or not fact.source else f"{fact.text} (Source: {fact.source}.)"


def _stated(exercise: Exercise, fact: Fact, random: Random) -> DrawnQuestion:
    """What an author states, or what is wrongly said in its place."""
    wrong = random.choice(fact.wrong) if random.random() < 0.5 else None
    return _about(exercise, fact.kind, wrong.text if wrong else fact.text, fact.text, wrong.why if wrong else "")


def _about(exercise: Exercise, kind: Kind, claim: str, truth: str, why: str = "") -> DrawnQuestion:
    """A claim of a kind that is computed, and what is so, with the reason."""
    function = studied(exercise)
    assert function
    named = typeset(function.called())
    before = introduced(function, Quantity())
    told = (named, *settings(function), Words(f" {sentence(kind, claim)}."))
    reason = (Words(f"{why} " if why else ""), named, Words(f" {sentence(kind, truth)}."))
    return _asked(told, claim == truth, (*reason, *FactReasons(function).reason(kind)), (Words(HINTS[kind]),), before)


def _asked(claim: Parts, right: bool, reason: Parts, hint: Parts, before: Parts = ()) -> DrawnQuestion:
    said: Parts = (Words("That is so. " if right else "That is not so. "), *reason)
    options = tuple(ChoiceOption((Words(text),), text == TEXTS[not right], said) for text in TEXTS)
    prompt = (*before, Words("True or false? "), *claim)
    return DrawnQuestion(prompt, AskedChoice(options), (hint,) if hint else (), said)
