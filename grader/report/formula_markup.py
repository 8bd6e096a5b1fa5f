"""A formula of a report as MathML that may stand in a page."""

from xml.etree import ElementTree

from .page import text

NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
TAGS = {"math", "mfrac", "mi", "mn", "mo", "mrow", "msqrt", "msub", "msup", "mtable", "mtd", "mtext", "mtr"}


def formula(written: str, mathml: str) -> str:
    """The formula's MathML, if there is any and it has these elements alone; else the text that it
    was written as.

    It is written anew: XML and HTML do not read every markup alike.
    """
    try:
        return _markup(ElementTree.fromstring(mathml))
    except (ElementTree.ParseError, ValueError):
        return f"<code>{text(written)}</code>"


def _markup(element: ElementTree.Element) -> str:
    tag = element.tag.removeprefix(NAMESPACE)
    if tag not in TAGS:
        raise ValueError(f"no element of a formula: {tag}")
    inner = "".join(_markup(child) + text(child.tail or "") for child in element)
    return f"<{tag}>{text(element.text or '')}{inner}</{tag}>"
