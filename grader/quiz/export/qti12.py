"""QTI 1.2 as Canvas imports it, by text2qti: this writes text2qti's text, in which nothing means
more than itself.

Orders and matchings are asked as choices of one, since text2qti has neither.
"""

import io
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ...report.page import UNREADABLE
from ..asked_records import AskedChoice, AskedNumber
from ..grading import RIGHT
from ..parts import FormulaLines, Part, Parts, Picture, Snippet, TypesetFormula, Words
from ..question import QuizQuestion
from .part_markup import picture_file
from .quiz_format import NotExpressed, QuestionSet, QuizFormat
from .reshaped import as_choice, decimals_alone, no_formula, pictures, said
from .written_decimals import decimal

LEAST = 1e-4  # of the numbers that Canvas takes for right
FINEST = 1e-3  # tolerance: text2qti writes four decimals
NOTHING = "&#8203;"  # a space without width
Paths = dict[Picture, Path]


def reshape(question: QuizQuestion) -> QuizQuestion:
    """The question as Canvas asks it.

    Raises:
        NotExpressed: if it asks for a formula, or for a number so near to 0, or so exactly, that
        Canvas cannot.
    """
    asked = as_choice(decimals_alone(no_formula(question)))
    if isinstance(asked.asked, AskedNumber):
        value, tolerance = asked.asked.value, asked.asked.tolerance
        if tolerance < FINEST or min(abs(value - tolerance), abs(value + tolerance)) < LEAST:
            raise NotExpressed("Canvas takes four decimals, and none so near to 0")
    return asked


def write(given: QuestionSet) -> bytes:
    """The whole package, a zip."""
    from text2qti.config import Config  # it takes long
    from text2qti.qti import QTI
    from text2qti.quiz import Quiz

    stream = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        text = "\n".join(_lines(given, _saved(given, Path(folder))))
        QTI(Quiz(text, config=Config())).write(stream)
    return stream.getvalue()


def _saved(given: QuestionSet, folder: Path) -> Paths:
    """The pictures as files, from which text2qti reads them."""
    paths: Paths = {}
    for picture in (picture for question in given.questions for picture in pictures(question)):
        paths.setdefault(picture, folder / f"picture{len(paths) + 1}.svg").write_bytes(picture_file(picture))
    return paths


def _lines(given: QuestionSet, paths: Paths) -> Iterator[str]:
    yield f"Quiz title: {_title(given.title)}\nshuffle answers: false\n"
    asked = Counter[Parts]()
    for group in given.groups:
        picked = len(group.variants) > 1
        if picked:
            yield "GROUP\npick: 1\npoints per question: 1\n"
        for question in group.variants:
            # text2qti refuses questions that read alike, though their choices differ.
            again = NOTHING * asked[question.prompt]
            asked[question.prompt] += 1
            yield from _question(question, again, paths)
        if picked:
            yield "END_GROUP\n"


def _title(text: str) -> str:
    return " ".join(UNREADABLE.sub("\ufffd", text).split()) or "Quiz"


def _question(question: QuizQuestion, again: str, paths: Paths) -> Iterator[str]:
    def shown(parts: Parts) -> str:
        return _shown(parts, paths)

    yield f"Title: {_title(question.id)}"
    yield f"1.  {shown(question.prompt)}{again}"
    if question.explanation:
        yield f"... {shown(question.explanation)}"
    match question.asked:
        case AskedNumber(value, tolerance):
            yield f"+   {shown(RIGHT)}"
            yield f"=   {decimal(value)} +- {decimal(tolerance)}"
        case AskedChoice(options, several):
            for option in options:
                mark = ("[*]" if option.right else "[ ]") if several else ("*a)" if option.right else "a)")
                yield f"{mark} {shown(option.parts)}"
                yield f"... {shown(said(option))}"
    yield ""


def _shown(parts: Parts, paths: Paths) -> str:
    """Parts in one line of Markdown; never empty, and no two formulas side by side, of which
    text2qti sees none.
    """
    return NOTHING.join(_part(part, paths) for part in parts) or NOTHING


def _part(part: Part, paths: Paths) -> str:
    match part:
        case Words(text):
            return _plain(text)
        case TypesetFormula(plain, latex):
            latex = " ".join(UNREADABLE.sub("\ufffd", latex).split())
            return f"${latex}$" if _is_math(latex) else f"<code>{_plain(plain)}</code>"
        case FormulaLines(formulas):
            return "".join(f"<br/>{_part(one, paths)}" for one in formulas) + "<br/>"
        case Snippet(text):
            return f"<br/>{_code(text)}<br/>"
        case Picture(alt=alt):
            return f"![{_plain(alt)}]({paths[part].as_posix()})"


def _is_math(latex: str) -> bool:
    """Whether text2qti takes this for a formula: there is something in it, no dollar, and no
    backslash at its end.
    """
    return bool(latex) and "$" not in latex and not latex.endswith("\\")


def _code(text: str) -> str:
    return "<br/>".join(f"<code>{_plain(line).replace(' ', '&#160;')}</code>" for line in text.split("\n"))


def _plain(text: str) -> str:
    """Text in which every sign that could mean something in Markdown or HTML is a number."""
    clean = UNREADABLE.sub("\ufffd", text)
    return "".join("<br/>" if c == "\n" else c if c == " " or c.isalnum() else f"&#{ord(c)};" for c in clean)


FORMAT = QuizFormat((".zip",), "QTI 1.2 for Canvas, a package", reshape, write, picks=True, needs="text2qti")
