"""What a person sees of markup, to compare with the parts that it was made from."""

import re
from xml.etree import ElementTree as Xml

from grader.quiz.parts import FormulaLines, Part, Parts, Picture, TypesetFormula

CONTROL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def seen(markup: str) -> str:
    """The text of a piece of markup, which has to be well-formed."""
    root = Xml.fromstring(f"<div>{markup}</div>")
    for line in root.iter("br"):
        line.text = "\n"
    for image in root.iter("img"):
        image.text = f"[{image.get('alt')}]"
    return "".join(root.itertext())


def meant(parts: Parts) -> str:
    """What has to be seen, with formulas in LaTeX."""
    return CONTROL.sub("\ufffd", "".join(map(_meant, parts)))


def _meant(part: Part) -> str:
    match part:
        case TypesetFormula():
            return rf"\({part.latex}\)"
        case FormulaLines(formulas):
            return "".join(f"\n{_meant(one)}" for one in formulas) + "\n"
        case Picture():
            return f"[{part.alt}]"
    return part.text
