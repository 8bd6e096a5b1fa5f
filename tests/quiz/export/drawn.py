"""Questions drawn at random, with all that has a meaning in some format in their texts."""

from typing import Any

from hypothesis import strategies as st

from grader.quiz.asked_records import (
    Asked,
    AskedChoice,
    AskedMatch,
    AskedNumber,
    AskedOrder,
    ChoiceOption,
    WrongNumber,
)
from grader.quiz.export.quiz_format import QuestionSet, VariantGroup
from grader.quiz.parts import FormulaLines, Parts, Snippet, TypesetFormula, Words
from grader.quiz.question import QuestionOrigin, QuizQuestion

NASTY = r"""ab 0<>&"'{}~=#:\%[]$*_`^|/-+.,;()!?@""" + "\n\u00e9\u2212\u4e2d\U0001f600\x00\x0b\ufffe"
WORDS = [
    *("->", "\\n", "\\:", "&&058;", "&#37;", "%50%", "[html]", "####", "//", "::x::", "$CATEGORY: x", "]]>", "<!--"),
    *("</script>", "{{c1::x}}", "${x}", "{{{", "\\(", "```", "\n\n", "END_GROUP", "*a) ", "1. ", "=  ", "<b>", "&lt;"),
]
text = st.lists(st.one_of(st.text(NASTY, max_size=8), st.sampled_from(WORDS)), max_size=4).map("".join)
MATH = "<math><mfrac><mi>x</mi><mn>2</mn></mfrac></math>"
formula = st.text(r"x0<>&{}\_^$%#~= ", min_size=1, max_size=8).map(lambda t: TypesetFormula(t, t, MATH))
lines = st.lists(formula, min_size=1, max_size=3).map(lambda formulas: FormulaLines(tuple(formulas)))
part = st.one_of(text.map(Words), formula, lines, text.map(Snippet))
parts = st.lists(part, max_size=3).map(tuple)


def marked(strategy: st.SearchStrategy[Parts]) -> st.SearchStrategy[Any]:
    """Two to five different items: each begins with its number."""
    return st.lists(strategy, min_size=2, max_size=5).map(
        lambda items: tuple((Words(f"{place} "), *item) for place, item in enumerate(items))
    )


@st.composite
def asked(draw: Any) -> Asked:
    what = draw(st.sampled_from([AskedNumber, AskedChoice, AskedOrder, AskedMatch]))
    if what is AskedNumber:
        value = draw(st.integers(-10000, 10000)) / 1000
        wrong = tuple(WrongNumber(value + k, draw(parts), "m") for k in range(1, draw(st.integers(1, 3))))
        return AskedNumber(value, 0.001, 3, str(value), wrong)
    items = draw(marked(parts))
    key = tuple(draw(st.permutations(range(len(items)))))
    if what is AskedOrder:
        return AskedOrder(items, key)
    if what is AskedMatch:
        return AskedMatch(items[: len(items) - draw(st.integers(0, len(items) - 2))], items, key[: len(items)])
    right = draw(st.sets(st.sampled_from(range(len(items))), min_size=1, max_size=len(items) - 1))
    if not draw(st.booleans()):
        right = {min(right)}
    options = tuple(ChoiceOption(item, place in right, draw(parts)) for place, item in enumerate(items))
    return AskedChoice(options, len(right) > 1)


@st.composite
def questions(draw: Any) -> QuizQuestion:
    given = draw(asked())
    if isinstance(given, AskedMatch):
        given = AskedMatch(given.left, given.right, given.key[: len(given.left)])
    seed = draw(st.integers(0, 10**6))
    origin = QuestionOrigin(draw(st.sampled_from(["choice", "a::b"])), draw(st.sampled_from(["relu", "x {y}~="])), seed)
    return QuizQuestion(
        origin, (Words("What? "), *draw(parts)), given, draw(st.lists(parts, max_size=2).map(tuple)), draw(parts)
    )


question_sets = st.builds(
    QuestionSet,
    st.sampled_from(["Quiz", "A/B: {x} & <y>"]),
    st.lists(
        st.lists(questions(), min_size=1, max_size=2).map(lambda q: VariantGroup(tuple(q))), min_size=1, max_size=2
    ).map(tuple),
)
