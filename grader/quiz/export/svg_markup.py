"""A picture that may stand in a page: lines, shapes and text, and nothing that runs or is
fetched.
"""

from xml.etree import ElementTree as Xml

from ...report.page import text
from ..parts import Picture

NAMESPACE = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "g", "path", "polyline", "polygon", "line", "circle", "ellipse", "rect", "text", "tspan"}
ATTRIBUTES = {
    *("viewBox", "width", "height", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "opacity"),
    *("font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "transform", "points", "d"),
    *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy"),
}


def svg(picture: Picture) -> str:
    """The picture's SVG written anew, named by its words; these alone if there is more in it than
    may stand there.
    """
    try:
        root = Xml.fromstring(picture.svg)
        if root.tag.removeprefix(NAMESPACE) != "svg":
            raise ValueError("no svg")
        return _markup(root, f' role="img" aria-label="{text(picture.alt)}"')
    except (Xml.ParseError, ValueError):
        return f"<em>{text(picture.alt)}</em>"


def _markup(element: Xml.Element, more: str = "") -> str:
    tag = element.tag.removeprefix(NAMESPACE)
    if tag not in TAGS:
        raise ValueError(f"no element of a picture: {tag}")
    kept = "".join(f' {k}="{text(v)}"' for k, v in element.attrib.items() if k in ATTRIBUTES and "url(" not in v)
    inner = "".join(_markup(child) + text(child.tail or "") for child in element)
    return f"<{tag}{kept}{more}>{text(element.text or '')}{inner}</{tag}>"
