"""Rules of QTI 3.0's information model for the elements that are written, since its schema is not
to be had offline.

Per element: the attributes that it must have and may have, and its children as a pattern of their
names in order.
"""

import re
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

ITEM = "{http://www.imsglobal.org/xsd/imsqtiasi_v3p0}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
XML, XSI = "{http://www.w3.org/XML/1998/namespace}", "{http://www.w3.org/2001/XMLSchema-instance}"
IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]*")
CARDINALITIES = {"single", "multiple", "ordered", "record"}
NUMBERS = {"boolean", "duration", "float", "integer", "point"}
BASE_TYPES = NUMBERS | {"directedPair", "file", "identifier", "pair", "string"}
VALUES = {
    "cardinality": CARDINALITIES,
    "base-type": BASE_TYPES,
    "show-hide": {"show", "hide"},
    "navigation-mode": {"linear", "nonlinear"},
    "submission-mode": {"individual", "simultaneous"},
    **{name: {"true", "false"} for name in ("adaptive", "time-dependent", "shuffle", "visible")},
}
NAMED = {"identifier", "response-identifier", "outcome-identifier"}
COUNTS = {"max-choices", "max-associations", "match-max", "expected-length", "select"}
EXPRESSION = "(?:variable|base-value|correct|match|member|and|gte|lte)"
FLOW = "FLOW"  # text with elements of HTML and MathML


@dataclass(frozen=True)
class ElementRule:
    """What an element may be; `children` are names without qti-, each followed by a space."""

    required: str
    optional: str
    children: str


RULES = {
    "assessment-item": ElementRule(
        "identifier title time-dependent",
        "adaptive label tool-name tool-version",
        "(?:response-declaration )*(?:outcome-declaration )*(?:item-body )?(?:response-processing )?"
        "(?:modal-feedback )*",
    ),
    "response-declaration": ElementRule("identifier cardinality", "base-type", "(?:correct-response )?"),
    "outcome-declaration": ElementRule("identifier cardinality", "base-type", "(?:default-value )?"),
    "correct-response": ElementRule("", "interpretation", "(?:value )+"),
    "default-value": ElementRule("", "interpretation", "(?:value )+"),
    "value": ElementRule("", "field-identifier base-type", ""),
    "item-body": ElementRule("", "id class", FLOW),
    "prompt": ElementRule("", "id class", FLOW),
    "text-entry-interaction": ElementRule("response-identifier", "expected-length pattern-mask placeholder-text", ""),
    "choice-interaction": ElementRule(
        "response-identifier", "max-choices min-choices shuffle orientation", "(?:prompt )?(?:simple-choice )+"
    ),
    "order-interaction": ElementRule(
        "response-identifier", "max-choices min-choices shuffle orientation", "(?:prompt )?(?:simple-choice )+"
    ),
    "match-interaction": ElementRule(
        "response-identifier", "max-associations min-associations shuffle", "(?:prompt )?(?:simple-match-set ){2}"
    ),
    "simple-match-set": ElementRule("", "id", "(?:simple-associable-choice )*"),
    "simple-choice": ElementRule("identifier", "fixed show-hide", FLOW),
    "simple-associable-choice": ElementRule("identifier match-max", "match-min fixed show-hide", FLOW),
    "response-processing": ElementRule("", "template template-location", "(?:response-condition )*"),
    "response-condition": ElementRule("", "", "response-if (?:response-else-if )*(?:response-else )?"),
    "response-if": ElementRule("", "", rf"{EXPRESSION} (?:set-outcome-value )+"),
    "response-else-if": ElementRule("", "", rf"{EXPRESSION} (?:set-outcome-value )+"),
    "response-else": ElementRule("", "", "(?:set-outcome-value )+"),
    "set-outcome-value": ElementRule("identifier", "", rf"{EXPRESSION} "),
    "match": ElementRule("", "", rf"(?:{EXPRESSION} ){{2}}"),
    "member": ElementRule("", "", rf"(?:{EXPRESSION} ){{2}}"),
    "and": ElementRule("", "", rf"(?:{EXPRESSION} )+"),
    "gte": ElementRule("", "", rf"(?:{EXPRESSION} ){{2}}"),
    "lte": ElementRule("", "", rf"(?:{EXPRESSION} ){{2}}"),
    "variable": ElementRule("identifier", "weight-identifier", ""),
    "correct": ElementRule("identifier", "", ""),
    "base-value": ElementRule("base-type", "", ""),
    "modal-feedback": ElementRule("outcome-identifier identifier show-hide", "title", "content-body "),
    "content-body": ElementRule("", "id class", FLOW),
    "assessment-test": ElementRule("identifier title", "tool-name tool-version", "(?:test-part )+"),
    "test-part": ElementRule("identifier navigation-mode submission-mode", "", "(?:assessment-section )+"),
    "assessment-section": ElementRule(
        "identifier title visible", "required fixed keep-together", "(?:selection )?(?:assessment-item-ref )+"
    ),
    "selection": ElementRule("select", "with-replacement", ""),
    "assessment-item-ref": ElementRule("identifier href", "required fixed category", ""),
}
# what each must have
HTML = {**dict.fromkeys(("div", "p", "span", "br", "pre", "code"), ""), "img": "src alt"}
PHRASING = {"p", "span", "pre", "code"}  # what has no blocks in it
BLOCKS = {"div", "p", "pre"}
INTERACTIONS = {"choice-interaction", "order-interaction", "match-interaction"}
COMMON = {"id", "class", "dir", f"{XML}lang", f"{XSI}schemaLocation"}


def broken_rules(element: Xml.Element) -> list[str]:
    """What an element and all in it have that the model does not allow."""
    name = element.tag.removeprefix(ITEM)
    if name.startswith("qti-"):
        rule = RULES.get(name.removeprefix("qti-"))
        broken = _qti(element, name, rule) if rule else [f"{name} is not known"]
    else:
        broken = _html(element, name)
    return [*broken, *(one for child in element if not child.tag.startswith(MATHML) for one in broken_rules(child))]


def _qti(element: Xml.Element, name: str, rule: ElementRule) -> list[str]:
    broken = [f"{name} needs {a}" for a in rule.required.split() if a not in element.attrib]
    allowed = {*rule.required.split(), *rule.optional.split()} | COMMON
    broken += [f"{name} cannot have {a}" for a in element.attrib if a not in allowed]
    broken += [f"{name}: {a} is {value}" for a, value in element.items() if not _is_good(a, value)]
    if rule.children is FLOW:
        return broken
    children = "".join(f"{child.tag.removeprefix(f'{ITEM}qti-')} " for child in element)
    if not re.fullmatch(rule.children, children):
        broken.append(f"{name} cannot have the children {children}")
    if name not in ("qti-value", "qti-base-value") and any((text or "").strip() for text in _texts(element)):
        broken.append(f"{name} has text")
    return broken


def _texts(element: Xml.Element) -> list[str | None]:
    return [element.text, *(child.tail for child in element)]


def _html(element: Xml.Element, name: str) -> list[str]:
    if name not in HTML:
        return [f"{name} is not allowed"]
    broken = [f"{name} needs {a}" for a in HTML[name].split() if a not in element.attrib]
    broken += [f"{name} cannot have {a}" for a in element.attrib if a not in {*HTML[name].split()} | COMMON]
    if name in PHRASING:
        inside = {child.tag.removeprefix(ITEM) for child in element.iter() if child is not element}
        broken += [f"{block} within {name}" for block in sorted(inside & (BLOCKS | {f"qti-{i}" for i in INTERACTIONS}))]
    return broken


def _is_good(attribute: str, value: str) -> bool:
    if attribute in NAMED:
        return bool(IDENTIFIER.fullmatch(value))
    if attribute in COUNTS:
        return value.isdecimal()
    return value in VALUES.get(attribute, {value})
