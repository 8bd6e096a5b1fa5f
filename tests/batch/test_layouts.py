"""Names as learning systems give them to downloads: whose is a file, and what did the student call it?"""

import pytest

from grader.batch.archives import Parts
from grader.batch.layouts import canvas, folders, moodle
from grader.batch.layouts.gradescope import Export

METADATA = """---
submission_301:
  :submitters:
  - :name: Jane Doe
    :sid: '100'
    :email: jane@school.edu
  :created_at: 2026-10-01 12:00:00.000000000 Z
  :history:
  - :id: 300
    :name: not a student
submission_302:
  :submitters:
  - :name: "Zo\\u00eb M\\u00fcller"
    :sid: ''
    :email: zoe@school.edu
  - :name: 'D''Arcy, Jr: the third'
    :sid: 201
    :email: null
  :results:
    :name: nobody
submission_303:
  :submitters:
  - :email: alone@school.edu
submission_304:
  :submitters: []
"""


@pytest.mark.parametrize(
    ("path", "student", "file"),
    [
        ("doejane_12345_67890_sigmoid.py", "doejane (12345)", "sigmoid.py"),
        ("doejane_LATE_12345_67890_sigmoid.py", "doejane (12345)", "sigmoid.py"),
        ("doejane_late_12345_67890_sigmoid-1.py", "doejane (12345)", "sigmoid-1.py"),
        ("müllerzoë_7_8_log_softmax.py", "müllerzoë (7)", "log_softmax.py"),
        ("van_der_berganna_12345_67890_hw_1_2_final.py", "van_der_berganna (12345)", "hw_1_2_final.py"),
        ("anon_Xy1Z2_67890_gelu.py", "anon Xy1Z2", "gelu.py"),
        ("LATE_anon_Xy1Z2_67890_gelu.py", "anon Xy1Z2", "gelu.py"),
        ("doejane_12345_67890_homework.zip/week 1/gelu.py", "doejane (12345)", "gelu.py"),
        ("hw1/doejane_12345_67890_relu6.py", "doejane (12345)", "relu6.py"),
        ("jane/sigmoid.py", None, ""),
        ("jane/relu_6.py", None, ""),
        ("12345_67890_sigmoid.py", None, ""),
    ],
)
def test_canvas(path: str, student: str | None, file: str) -> None:
    handed = canvas.handed(tuple(path.split("/")))
    assert (handed and (handed.students, handed.file)) == (student and ((student,), file))


@pytest.mark.parametrize(
    ("path", "student", "file"),
    [
        ("Jane Doe_12345_assignsubmission_file_/sigmoid.py", "Jane Doe (12345)", "sigmoid.py"),
        ("Jane Doe_12345_assignsubmission_file/sigmoid.py", "Jane Doe (12345)", "sigmoid.py"),
        ("Jane Doe_12345_assignsubmission_file_sigmoid.py", "Jane Doe (12345)", "sigmoid.py"),
        ("Jane Doe_12345_assignsubmission_file_/src/deep/log_softmax.py", "Jane Doe (12345)", "log_softmax.py"),
        ("Group A-Zoë, Jr. O'Neil_9_assignsubmission_file_/gelu (1).py", "Group A-Zoë, Jr. O'Neil (9)", "gelu (1).py"),
        ("Participant_77_assignsubmission_file_my_gelu.py", "Participant (77)", "my_gelu.py"),
        ("李 明_5_assignsubmission_file_/work.zip/gelu.py", "李 明 (5)", "gelu.py"),
        ("hw 3/Jane Doe_1_assignsubmission_onlinetext_/a.py", "Jane Doe (1)", "a.py"),
        ("Jane Doe_12345/sigmoid.py", None, ""),
    ],
)
def test_moodle(path: str, student: str | None, file: str) -> None:
    handed = moodle.handed(tuple(path.split("/")))
    assert (handed and (handed.students, handed.file)) == (student and ((student,), file))


@pytest.mark.parametrize(
    ("path", "students"),
    [
        ("submission_301/sigmoid.py", ("Jane Doe (100)",)),
        ("submission_301/src/sigmoid.py", ("Jane Doe (100)",)),
        ("submission_302/sigmoid.py", ("Zoë Müller (zoe@school.edu)", "D'Arcy, Jr: the third (201)")),
        ("submission_303/sigmoid.py", ("alone@school.edu",)),
        ("submission_304/sigmoid.py", ("submission_304",)),
        ("submission_999/sigmoid.py", ("submission_999",)),
        ("other/sigmoid.py", None),
        ("sigmoid.py", None),
    ],
)
@pytest.mark.parametrize("root", [(), ("assignment_5_export",)])
def test_gradescope(path: str, students: tuple[str, ...] | None, root: Parts) -> None:
    export = Export.read((*root, "submission_metadata.yml"), METADATA.encode())
    handed = export.handed((*root, *path.split("/")))
    assert (handed and handed.students) == students


def test_gradescope_is_not_troubled_by_nonsense() -> None:
    for text in (b"", b"\xff\xfe", b"- :name: x\n", b"submission_1:\n  :submitters:\n    :name: x\n", b"a: &a [*a]\n"):
        handed = Export.read(("submission_metadata.yml",), text).handed(("submission_1", "a.py"))
        assert handed == (("submission_1",), "a.py")


@pytest.mark.parametrize(
    ("path", "students"),
    [
        ("jane/sigmoid.py", ("jane",)),
        ("Zoë Müller, Jr/activations/sigmoid.py", ("Zoë Müller, Jr",)),
        ("jane.zip/sigmoid.py", ("jane",)),
        ("jane.tar.gz/hw/sigmoid.py", ("jane",)),
        ("sigmoid.py", ()),
    ],
)
def test_folders(path: str, students: tuple[str, ...]) -> None:
    assert folders.handed(tuple(path.split("/"))).students == students


@pytest.mark.parametrize(
    ("paths", "depth"),
    [
        (["jane/a.py", "bob/a.py"], 0),
        (["hw/jane/a.py", "hw/bob/a.py"], 1),
        (["course/hw/jane/a.py", "course/hw/bob/deep/a.py"], 2),
        (["jane/a.py", "jane/b.py"], 0),
        (["hw/jane/a.py", "hw/readme.py"], 0),
        ([], 0),
    ],
)
def test_folders_that_hold_all_others(paths: list[str], depth: int) -> None:
    assert folders.shared([tuple(p.split("/")) for p in paths]) == depth
