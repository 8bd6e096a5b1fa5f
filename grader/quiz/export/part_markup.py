"""Parts of questions as markup for pages of other systems, well-formed as XML too."""

import re
from collections.abc import Callable

from ...report.formula_markup import formula
from ...report.page import UNREADABLE, text
from ..parts import FormulaLines, Part, Parts, Picture, Snippet, TypesetFormula, Words
from .svg_markup import svg

OPENED = re.compile(r"<svg\b[^>]*(?<!/)>")
WHITE = '<rect width="100%" height="100%" fill="#fff" stroke="none"/>'
# characters of a formula that fits into a narrow window: a longer one scrolls by keyboard
LONGEST_STILL = 30
Shown = Callable[[TypesetFormula], str]
Drawn = Callable[[Picture], str]


def markup(parts: Parts, shown: Shown, drawn: Drawn) -> str:
    """Markup that may stand in a paragraph, except code, which is a block; every text is
    escaped.
    """
    return "".join(_markup(part, shown, drawn) for part in parts)


def _markup(part: Part, shown: Shown, drawn: Drawn) -> str:
    match part:
        case Words(words):
            return text(words).replace("\n", "<br/>")
        case TypesetFormula():
            return shown(part)
        case FormulaLines(formulas):
            return "".join(f"<br/>{shown(one)}" for one in formulas) + "<br/>"
        case Snippet(code):
            return f"<pre><code>{text(code)}</code></pre>"
        case Picture():
            return drawn(part)


def in_latex(part: TypesetFormula) -> str:
    r"""A formula as MathJax finds it in a page: \( ... \)."""
    return text(rf"\({part.latex}\)")


def in_mathml(part: TypesetFormula) -> str:
    """A formula as browsers show it by themselves."""
    return formula(part.plain, part.mathml)


def image(path: str, picture: Picture) -> str:
    """A picture that lies in a file."""
    return f'<img src="{text(path)}" alt="{text(picture.alt)}"/>'


def picture_file(picture: Picture) -> bytes:
    """What is in that file: the picture on white, since its lines are black there."""
    return UNREADABLE.sub("\ufffd", OPENED.sub(rf"\g<0>{WHITE}", picture.svg, count=1)).encode()


def in_page(parts: Parts) -> str:
    """Parts in a page of ours: MathML, each formula in a box that scrolls, and pictures as SVG."""
    return markup(parts, _boxed, svg)


def _boxed(part: TypesetFormula) -> str:
    stop = ' tabindex="0"' if len(part.plain) > LONGEST_STILL else ""
    return f'<span class="formula"{stop}>{in_mathml(part)}</span>'
