"""Answers are read as people write them; what is none gets a word that says how to write one."""

import pytest

from grader.quiz.written_answers import UnreadableAnswer, chosen, matched, number, ordered

from .made import CHOICE, MATCH, ORDER, SEVERAL


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[("0.25", 0.25), (" 1/4 ", 0.25), ("-3", -3.0), ("\u22123", -3.0), ("1e-3", 0.001), ("0,5", 0.5), (".5", 0.5)],
        *[("1 / 4", 0.25), ("- 1", -1.0), ("+2.", 2.0), ("-1/8", -0.125), ("1/-8", -0.125)],
    ],
)
def test_numbers(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *[
            "",
            " ",
            "nan",
            "inf",
            "one",
            "1/0",
            "1/2/3",
            "1e999999999",
            "9**9**9**9",
            "__import__('os')",
            "0x10",
            "1,2,3",
        ],
        *["(" * 1000000, "1e999", "\u0661", "1_000", "2 3", "- - 1"],
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(UnreadableAnswer):
        number(text)


def test_choices() -> None:
    assert chosen("b", CHOICE) == (1,)
    assert chosen("(B).", CHOICE) == (1,)
    assert chosen(["a"], CHOICE) == (0,)
    assert chosen("d, a", SEVERAL) == (0, 3)
    assert chosen(["d", "a"], SEVERAL) == (0, 3)


def test_orders_and_pairs() -> None:
    assert ordered("c a b", ORDER) == (2, 0, 1)
    assert ordered("cab", ORDER) == (2, 0, 1)
    assert matched("b a", MATCH) == (1, 0)
    assert matched("2a 1b", MATCH) == (1, 0)
    assert matched(["1-b", "2-a"], MATCH) == (1, 0)


@pytest.mark.parametrize(("text", "word"), [("d", "a to c"), ("ab", "one of"), ("aa", "twice"), ("1", "a to c")])
def test_what_is_no_choice_is_refused(text: str, word: str) -> None:
    with pytest.raises(UnreadableAnswer, match=word):
        chosen(text, CHOICE)


@pytest.mark.parametrize("text", ["a b", "a b c d", "a a b", ""])
def test_what_is_no_order_is_refused(text: str) -> None:
    with pytest.raises(UnreadableAnswer):
        ordered(text, ORDER)


@pytest.mark.parametrize("text", ["a", "a a", "1a", "1a 1b", "1a 2a", "3a 1b", "1a 2b 1a"])
def test_what_is_no_matching_is_refused(text: str) -> None:
    with pytest.raises(UnreadableAnswer):
        matched(text, MATCH)
