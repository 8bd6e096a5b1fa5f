"""QTI 3: a package with an item for each question, and a test that takes one variant of each
group.
"""

from collections.abc import Mapping

from ...report.page import text
from ..parts import Picture
from ..question import QuizQuestion
from .part_markup import image, picture_file
from .qti_item import NAMESPACE, item
from .quiz_format import QuestionSet, QuizFormat
from .reshaped import decimals_alone, no_formula, pictures
from .zip_archive import zipped

PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
ITEM_TYPE, TEST_TYPE = "imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0"


def reshape(question: QuizQuestion) -> QuizQuestion:
    """The question as QTI 3 asks it.

    Raises:
        NotExpressed: if it asks for a formula.
    """
    return decimals_alone(no_formula(question))


def write(given: QuestionSet) -> bytes:
    """The whole package, a zip."""
    return zipped(files(given))


def files(given: QuestionSet) -> Mapping[str, bytes]:
    """What is in the package, by paths."""
    paths: dict[Picture, str] = {}
    for picture in (picture for question in given.questions for picture in pictures(question)):
        paths.setdefault(picture, f"pictures/{len(paths) + 1}.svg")
    named = [{f"g{g}v{v}": q for v, q in enumerate(group.variants)} for g, group in enumerate(given.groups)]
    of_all = {name: question for row in named for name, question in row.items()}
    used = {name: [paths[picture] for picture in pictures(question)] for name, question in of_all.items()}
    return {
        "imsmanifest.xml": _manifest(used).encode(),
        "test.xml": _test(given, [[*row] for row in named]).encode(),
        **{
            f"items/{name}.xml": item(question, name, lambda p: image(f"../{paths[p]}", p)).encode()
            for name, question in of_all.items()
        },
        **{path: picture_file(picture) for picture, path in paths.items()},
    }


def _test(given: QuestionSet, names: list[list[str]]) -> str:
    sections = []
    for place, (row, group) in enumerate(zip(names, given.groups, strict=True)):
        items = "".join(f'<qti-assessment-item-ref identifier="{name}" href="items/{name}.xml"/>' for name in row)
        picked = '<qti-selection select="1"/>' if len(row) > 1 else ""
        head = f'identifier="section{place}" title="{text(group.name)}" visible="false"'
        sections.append(f"<qti-assessment-section {head}>{picked}{items}</qti-assessment-section>")
    part = 'identifier="part" navigation-mode="nonlinear" submission-mode="individual"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<qti-assessment-test xmlns="{NAMESPACE}" identifier="test" title="{text(given.title)}">',
        f"<qti-test-part {part}>",
        *sections,
        "</qti-test-part>",
        "</qti-assessment-test>",
    ]
    return "\n".join(lines) + "\n"


def _manifest(used: Mapping[str, list[str]]) -> str:
    needed = "".join(f'<dependency identifierref="{name}"/>' for name in used)
    resources = [_resource("test", TEST_TYPE, ["test.xml"], needed)]
    resources += [_resource(name, ITEM_TYPE, [f"items/{name}.xml", *paths]) for name, paths in used.items()]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<manifest xmlns="{PACKAGE}" identifier="manifest">',
        "<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>",
        "<organizations/>",
        "<resources>",
        *resources,
        "</resources>",
        "</manifest>",
    ]
    return "\n".join(lines) + "\n"


def _resource(name: str, kind: str, paths: list[str], needed: str = "") -> str:
    listed = "".join(f'<file href="{path}"/>' for path in paths)
    return f'<resource identifier="{name}" type="{kind}" href="{paths[0]}">{listed}{needed}</resource>'


FORMAT = QuizFormat((".zip",), "QTI 3, a package", reshape, write, picks=True)
