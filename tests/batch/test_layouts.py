"""Names as learning systems give them to downloads: whose is a file, and what did the student call
it?
"""

from typing import Any

import pytest

from grader.batch.layouts import (
    blackboard,
    brightspace,
    canvas,
    drive,
    folders,
    moodle,
    nbgrader,
    openedx,
    pattern,
    sakai,
)
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
submission_305:
  :submitters:
  - :name: "J\\xC3\\xBCrgen"
    :sid: '3'
  - :name: Jane Doe (100)
    :sid:
"""


@pytest.mark.parametrize(
    ("layout", "name", "student", "file"),
    [
        (canvas, "doejane_12345_67890_sigmoid.py", "doejane (12345)", "sigmoid.py"),
        (canvas, "doejane_LATE_12345_67890_sigmoid.py", "doejane (12345)", "sigmoid.py"),
        (canvas, "doejane_late_12345_67890_sigmoid-1.py", "doejane (12345)", "sigmoid-1.py"),
        (canvas, "müllerzoë_7_8_log_softmax.py", "müllerzoë (7)", "log_softmax.py"),
        (canvas, "van_der_berganna_12345_67890_hw_1_2_final.py", "van_der_berganna (12345)", "hw_1_2_final.py"),
        (canvas, "anon_Xy1Z2_67890_gelu.py", "anon (Xy1Z2)", "gelu.py"),
        (canvas, "LATE_anon_Xy1Z2_67890_gelu.py", "anon (Xy1Z2)", "gelu.py"),
        (canvas, "doejane_12345_67890_homework.zip", "doejane (12345)", "homework.zip"),
        (canvas, "doejane_12345_text.html", "doejane (12345)", ""),
        (canvas, "doejane_12345_67890_1_sigmoid.py", "doejane (12345)", "1_sigmoid.py"),
        (canvas, "doejane_12345_67890_666_67999_sigmoid.py", "doejane (12345)", "666_67999_sigmoid.py"),
        (canvas, "doejane_12345_67890_666_text.html", "doejane (12345)", "666_text.html"),
        (canvas, "doejane_12345_67890_a\nb.py", "doejane (12345)", "a\nb.py"),
        (
            canvas.LAYOUT,
            "mallory_666_67999_doejane_12345_67890_sigmoid.py",
            "mallory (666)",
            "doejane_12345_67890_sigmoid.py",
        ),
        (canvas, "mallory_666_67999_anon_Xy1Z2_67890_gelu.py", "mallory (666)", "anon_Xy1Z2_67890_gelu.py"),
        (canvas, "jane", None, ""),
        (canvas, "relu_6.py", None, ""),
        (canvas, "12345_67890_sigmoid.py", None, ""),
        (moodle, "Jane Doe_12345_assignsubmission_file_", "Jane Doe (12345)", ""),
        (moodle, "Jane Doe_12345_assignsubmission_file", "Jane Doe (12345)", ""),
        (moodle, "Jane Doe_12345_assignsubmission_file_sigmoid.py", "Jane Doe (12345)", "sigmoid.py"),
        (moodle, "Group A-Zoë, Jr. O'Neil_9_assignsubmission_file_", "Group A-Zoë, Jr. O'Neil (9)", ""),
        (moodle, "Default group_assignsubmission_file_", "Default group", ""),
        (moodle, "Participant_77_assignsubmission_file_my_gelu.py", "Participant (77)", "my_gelu.py"),
        (moodle, "李 明_5_assignsubmission_onlinetext_", "李 明 (5)", ""),
        (
            moodle.LAYOUT,
            "M_6_assignsubmission_file_J_1_assignsubmission_file_a.py",
            "M (6)",
            "J_1_assignsubmission_file_a.py",
        ),
        (moodle, "Jane Doe_12345", None, ""),
        (blackboard, "HW1_jdoe_attempt_2026-10-05-23-10-00_sigmoid.py", "jdoe", "sigmoid.py"),
        (blackboard, "HW1_jdoe_attempt_2026-10-05-23-10-00.txt", "jdoe", ""),
        (blackboard, "HW_1_van_dyk_attempt_2026-10-05-23-10-00_a.py", "HW_1_van_dyk", "a.py"),
        (
            blackboard,
            "H_m_attempt_2026-10-05-23-10-00_H_j_attempt_2026-10-05-23-11-00_a.py",
            "m",
            "H_j_attempt_2026-10-05-23-11-00_a.py",
        ),
        (blackboard, "HW1_jdoe_sigmoid.py", None, ""),
        (brightspace, "13394-80551 - Jane Doe - Oct 5, 2026 1110 PM", "Jane Doe (13394-80551)", ""),
        (
            brightspace.LAYOUT,
            "13394-80551 - Jane Doe - Oct 5, 2026 900 AM - a - b.py",
            "Jane Doe (13394-80551)",
            "a - b.py",
        ),
        (brightspace, "13394-80551 - Jane Doe - Okt 5, 2026 900 AM", None, ""),
        (openedx, "[1] - jdoe - sigmoid.py", "jdoe", "sigmoid.py"),
        (openedx, "[1] - jdoe - [1] - bob - sigmoid.py", "jdoe", "[1] - bob - sigmoid.py"),
        (openedx, "jdoe - sigmoid.py", None, ""),
        (drive, "Jane Doe - sigmoid.py", "Jane Doe", "sigmoid.py"),
        (drive, "Mallory - Jane Doe - sigmoid.py", "Mallory - Jane Doe", "sigmoid.py"),
        (drive, "sigmoid.py", None, ""),
        (sakai, "Doe, Jane(jdoe)", "Jane Doe (jdoe)", ""),
        (sakai, "van der Berg, Anna Maria(u1@school.edu)", "Anna Maria van der Berg (u1@school.edu)", ""),
        (sakai, "Doe, Jane", None, ""),
        (sakai, "Doe (jdoe)", None, ""),
        (nbgrader, "jdoe+ps1+2026-10-05 23:10:00 UTC", "jdoe", ""),
        (nbgrader, "jdoe+ps1+2026-10-05 23:10:00.123456 UTC+b3ba0d", "jdoe", ""),
        (nbgrader, "jdoe+ps1", None, ""),
        (pattern.layout(r"(?P<id>\d+)-(?P<name>[^-]+)-(?P<file>.*)"), "31-Jane Doe-a-b.py", "Jane Doe (31)", "a-b.py"),
        (pattern.layout(r"(?P<login>\w+)"), "jdoe", "jdoe", ""),
        (pattern.layout(r"(?P<login>\w+)"), "j doe", None, ""),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_names_that_systems_give(layout: Any, name: str, student: str | None, file: str) -> None:
    handed = layout.read(name)
    assert (handed and (handed.person.label, handed.file)) == (student and (student, file))


@pytest.mark.parametrize(
    ("layout", "name", "late", "when"),
    [
        (canvas, "doejane_LATE_12345_67890_a.py", True, ""),
        (canvas, "LATE_anon_Xy1Z2_67890_a.py", True, ""),
        (canvas, "lateralus_12345_67890_a.py", False, ""),
        (canvas, "doejane_12345_67890_late_1_a.py", False, ""),
        (blackboard, "HW1_jdoe_attempt_2026-10-05-23-10-00_a.py", False, "2026-10-05-23-10-00"),
        (brightspace, "1-2 - Jane Doe - Oct 5, 2026 1110 PM", False, "2026-10-05-23-10"),
        (nbgrader, "jdoe+ps1+2026-10-05 23:10:00 UTC", False, "2026-10-05 23:10:00"),
        (pattern.layout(r"(?P<login>[a-z]+)(?P<late>-late)?-(?P<attempt>\d+)"), "jdoe-late-3", True, ""),
    ],
)
def test_when_it_was_handed_in(layout: Any, name: str, late: bool, when: str) -> None:
    handed = layout.read(name)
    assert handed
    assert (handed.late, handed.when) == (late, when)


@pytest.mark.parametrize(
    ("layout", "place", "name"),
    [
        (canvas, "doejane_LATE_12345_67890_sigmoid.py", "doejane_12345_67890_hw1.html"),
        (canvas, "group_1_1005_5007_sigmoid.py", "group-1_1005_5007_hw1.html"),
        (canvas, "all/anon_Xy1Z2_67890_gelu.py", "anon_Xy1Z2_67890_hw1.html"),
        (moodle, "hw/Jane Doe_12345_assignsubmission_file_", "Jane Doe_12345_assignsubmission_file_hw1.html"),
        (moodle, "Jane Doe_12345_assignsubmission_file_a.py", "Jane Doe_12345_assignsubmission_file_hw1.html"),
        (brightspace, "1-2 - J D - Oct 5, 2026 1110 PM", "1-2 - J D - Oct 5, 2026 1110 PM - hw1.html"),
        (brightspace, "1-2 - J D - Oct 5, 2026 1110 PM - a.py", "1-2 - J D - Oct 5, 2026 1110 PM - hw1.html"),
        (sakai, "HW1/Doe, Jane(jdoe)", "HW1/Doe, Jane(jdoe)/Feedback Attachment(s)/hw1.html"),
    ],
)
def test_names_under_which_a_page_is_taken_back(layout: Any, place: str, name: str) -> None:
    assert layout.feedback(place, "hw1.html") == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("(", "is no regular expression"),
        ("(?P<student>.*)", "names a group 'student'; there are name, login"),
        ("(?P<file>.*)", "does not say who"),
        (".*", "does not say who"),
    ],
)
def test_patterns_that_cannot_be_used(text: str, words: str) -> None:
    with pytest.raises(pattern.PatternError, match=words):
        pattern.layout(text)


def test_a_group_of_canvas_may_have_a_number_and_a_file_may_have_numbers() -> None:
    others = ["doejane_1001_5001_sigmoid.py", "leekim_1007_5009_sigmoid.py"]
    odd = {
        "group_1_1005_5007_sigmoid.py": ("group_1 (1005)", "sigmoid.py"),
        "doejane_1001_5002_1003_5999_sigmoid.py": ("doejane (1001)", "1003_5999_sigmoid.py"),
        "doejane_1001_5002_1_sigmoid.py": ("doejane (1001)", "1_sigmoid.py"),
    }
    read = canvas.among([*others, *odd])
    found = {name: handed for name in odd if (handed := read(name))}
    assert {name: (h.person.label, h.file) for name, h in found.items()} == odd
    small = canvas.among(["doejane_12_5001_sigmoid.py", "leekim_17_5009_sigmoid.py"])(
        "leekim_17_5009_1003_5999_sigmoid.py"
    )
    assert small
    assert small.person.label == "leekim (17)"


def test_dates_sort_as_time_goes_by() -> None:
    times = [
        "Oct 4, 2026 900 AM",
        "Oct 4, 2026 1200 PM",
        "Oct 4, 2026 1110 PM",
        "Oct 5, 2026 1201 AM",
        "Jan 1, 2027 100 AM",
    ]
    read = [brightspace.read(f"1-2 - J - {time}") for time in times]
    assert [h and h.when for h in read] == sorted(h.when for h in read if h)


@pytest.mark.parametrize(
    ("folder", "students"),
    [
        ("submission_301", ("Jane Doe (100)",)),
        ("submission_302", ("Zoë Müller (zoe@school.edu)", "D'Arcy, Jr: the third (201)")),
        ("submission_303", ("alone@school.edu",)),
        ("submission_304", ("submission_304",)),
        ("submission_305", ("Jürgen (3)", "Jane Doe (100) (submission_305)")),
        ("submission_999", ("submission_999",)),
    ],
)
def test_gradescope(folder: str, students: tuple[str, ...]) -> None:
    assert tuple(h.person.label for h in Export.read(METADATA.encode()).handed(folder)) == students


def test_gradescope_is_not_troubled_by_nonsense() -> None:
    for text in (b"", b"\xff\xfe", b"- :name: x\n", b"submission_1:\n  :submitters:\n    :name: x\n", b"a: &a [*a]\n"):
        assert [h.person.label for h in Export.read(text).handed("submission_1")] == ["submission_1"]


@pytest.mark.parametrize(
    ("paths", "depth"),
    [
        (["jane/a.py", "bob/a.py"], 0),
        (["hw/jane/a.py", "hw/bob/a.py"], 1),
        (["course/hw/jane/a.py", "course/hw/bob/deep/a.py"], 2),
        (["hw/jane.zip", "hw/bob.zip"], 1),
        (["hw/jane.zip", "hw/bob/"], 1),
        (["hw/jane.zip", "hw/grades.csv", "hw/bob/a.py", "index.html"], 1),
        (["jane/a.py", "jane/b.py"], 0),
        (["jane/src/a.py"], 1),
        (["hw/jane/a.py", "hw/readme.py"], 0),
        (["hw/1_x", "hw/2_x"], 1),
        (["hw/1_x/a.py", "hw/2_x/a.py"], 1),
        (["1_x/jane/a.py", "1_x/bob/a.py"], 0),
        ([], 0),
    ],
)
def test_folders_that_hold_all_others(paths: list[str], depth: int) -> None:
    """Here a system's names end in `_x`."""
    assert folders.shared([tuple(p.split("/")) for p in paths], lambda name, _: name.endswith("_x")) == depth
