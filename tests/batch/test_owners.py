"""Whose a file is: what stands at the top decides, and nothing that a student makes reads as
another student.
"""

import io
import os
import zipfile
from pathlib import Path

import pytest

from grader.batch.collect import collect
from grader.batch.file_names import Names
from grader.batch.naming import Naming
from grader.batch.owners import Owners, Pointed

SLUGS = ("sigmoid", "gelu")
GRADESCOPE = "submission_metadata.yml"
MOODLE, BRIGHTSPACE = "{}_assignsubmission_file_", "13394-{} - Oct 5, 2026 1110 PM"
BLACKBOARD = "HW1_{}_attempt_2026-10-05-23-10-00_"


def metadata(*students: tuple[str, str, str]) -> bytes:
    """What Gradescope writes: folders, names and numbers."""
    return "".join(
        f"{folder}:\n  :submitters:\n  - :name: {name}\n    :sid: '{number}'\n" for folder, name, number in students
    ).encode()


def packed(*names: str, of_jane: bytes = metadata(("submission_1", "Jane", "1"))) -> bytes:
    """An archive of files with these names, each of which holds its own name, and metadata that
    names Jane.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, of_jane if name.endswith(GRADESCOPE) else f"# {name}\n")
    return file.getvalue()


def handed_out(path: Path, files: dict[str, bytes], kind: str) -> Path:
    """What an instructor downloads, as a folder or an archive."""
    if kind == "folder":
        for name, data in files.items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(data)
        return path
    whole = path.with_name(f"{path.name}.zip")
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return whole


def judged(*paths: Path, only: tuple[str, ...] = ()) -> tuple[dict[str, bytes | None], list[str]]:
    """The sigmoids by student, and everybody who was seen."""
    collected = collect(paths, Naming(Names(SLUGS, only)))
    found = {s.student: s.data for s in collected.submissions if s.exercise == "sigmoid"}
    return found, sorted(collected.students)


# Each system: what Jane's and Mallory's things are called at the top, and how Jane is shown. {} is
# the file's own name.
SYSTEMS = {
    "canvas": ("doejane_1_67890_{}", "mallory_6_67999_{}", "doejane (1)", "mallory (6)"),
    "canvas late": ("doejane_LATE_1_67890_{}", "mallory_6_67999_{}", "doejane (1)", "mallory (6)"),
    "canvas anonymous": ("anon_JaNe_67890_{}", "anon_MaL_67999_{}", "anon (JaNe)", "anon (MaL)"),
    "moodle": (MOODLE.format("Jane_1") + "/{}", MOODLE.format("Mallory_6") + "/{}", "Jane (1)", "Mallory (6)"),
    "moodle flat": (MOODLE.format("Jane_1") + "{}", MOODLE.format("Mallory_6") + "{}", "Jane (1)", "Mallory (6)"),
    "blackboard": (BLACKBOARD.format("jane") + "{}", BLACKBOARD.format("mallory") + "{}", "jane", "mallory"),
    "brightspace": (
        BRIGHTSPACE.format("1 - Jane") + "/{}",
        BRIGHTSPACE.format("6 - Mal") + "/{}",
        "Jane (13394-1)",
        "Mal (13394-6)",
    ),
    "brightspace flat": (
        BRIGHTSPACE.format("1 - Jane") + " - {}",
        BRIGHTSPACE.format("6 - Mal") + " - {}",
        "Jane (13394-1)",
        "Mal (13394-6)",
    ),
    "sakai": (
        "HW1/Doe, Jane(u1)/Submission attachment(s)/{}",
        "HW1/M, Mal(u6)/Submission attachment(s)/{}",
        "Jane Doe (u1)",
        "Mal M (u6)",
    ),
    "github": ("hw1-submissions/hw1-jane/{}", "hw1-submissions/hw1-mallory/{}", "jane", "mallory"),
    "openedx": ("[1]W, [1]H, [1]U/[1] - jane - {}", "[1]W, [1]H, [1]U/[1] - mal - {}", "jane", "mal"),
    "drive": ("Jane - {}", "Mal - {}", "Jane", "Mal"),
    "nbgrader": ("submitted/jane/ps1/{}", "submitted/mallory/ps1/{}", "jane", "mallory"),
    "folders": ("jane/{}", "mallory/{}", "jane", "mallory"),
    "gradescope": (
        "assignment_7_export/submission_1/{}",
        "assignment_7_export/submission_6/{}",
        "Jane (1)",
        "Mallory (6)",
    ),
}
# What is pointed at as an archive alone: in a folder, the folder at the top would be a student's.
ARCHIVES = ("sakai", "github", "nbgrader")
# What Mallory hands in, besides her own sigmoid.py: names that say Jane in the ways of all systems.
NAMES = [
    "doejane_1_67890_sigmoid.py",
    "doejane_1_99999_sigmoid-99.py",
    "anon_JaNe_67890_sigmoid.py",
    "Jane_1_assignsubmission_file_sigmoid.py",
    "Jane_1_assignsubmission_file_/sigmoid.py",
    "HW1_jane_attempt_2026-12-31-23-10-00_sigmoid.py",
    "13394-1 - Jane - Dec 31, 2026 1110 PM - sigmoid.py",
    "13394-1 - Jane - Dec 31, 2026 1110 PM/sigmoid.py",
    "HW1/Doe, Jane(u1)/Submission attachment(s)/sigmoid.py",
    "hw1-submissions/hw1-jane/sigmoid.py",
    "[1]W, [1]H, [1]U/[1] - jane - sigmoid.py",
    "[1] - jane - sigmoid.py",
    "Jane - sigmoid.py",
    "jane/sigmoid.py",
    "submitted/jane/ps1/sigmoid.py",
    "submission_1/sigmoid.py",
    "assignment_7_export/submission_1/sigmoid.py",
]
METADATA = [GRADESCOPE, f"assignment_7_export/{GRADESCOPE}", f"submission_1/{GRADESCOPE}"]
FLAT = (
    "canvas",
    "canvas late",
    "canvas anonymous",
    "moodle flat",
    "blackboard",
    "brightspace flat",
    "openedx",
    "drive",
)


@pytest.mark.parametrize("only", [(), ("sigmoid",)], ids=["all", "one"])
@pytest.mark.parametrize("way", ["loose", "packed", "packed twice"])
@pytest.mark.parametrize(
    ("system", "kind"),
    [(s, kind) for s in SYSTEMS for kind in ("folder", "archive") if kind == "archive" or s not in ARCHIVES],
)
def test_nobody_takes_the_place_of_another(
    tmp_path: Path, system: str, way: str, kind: str, only: tuple[str, ...]
) -> None:
    of_jane, of_mallory, jane, mallory = SYSTEMS[system]
    files = {of_jane.format("sigmoid.py"): b"# Jane's\n", of_mallory.format("sigmoid.py"): b"# mine\n"}
    if system == "gradescope":
        people = metadata(("submission_1", "Jane", "1"), ("submission_6", "Mallory", "6"))
        files[f"assignment_7_export/{GRADESCOPE}"] = people
    if way == "loose":
        names = [n for n in NAMES if "/" not in n or system not in FLAT]
        files |= {of_mallory.format(name): b"# Mallory's\n" for name in names}
        files |= {
            of_mallory.format(n): metadata(("submission_1", "Jane", "1"))
            for n in METADATA[: 1 if system in FLAT else 3]
        }
    else:
        work = packed(*NAMES, *METADATA)
        if way == "packed twice":
            file = io.BytesIO()
            with zipfile.ZipFile(file, "w") as archive:
                for name in ("jane.zip", "doejane_1_67890_work.zip", "Jane_1_assignsubmission_file_/w.zip"):
                    archive.writestr(name, work)
            work = file.getvalue()
        files[of_mallory.format("work.zip")] = work
    found, seen = judged(handed_out(tmp_path / "class", files, kind), only=only)
    assert found[jane] == b"# Jane's\n"
    assert mallory in found
    assert all(student == jane or student.startswith(("mal", "Mal", "M,", "anon (MaL)")) for student in seen)


@pytest.mark.parametrize(
    ("names", "students"),
    [
        (("jane/sigmoid.py", "Jane/sigmoid.py"), ["Jane", "jane"]),
        (("Zo\u00eb/sigmoid.py", "Zoe\u0308/sigmoid.py"), ["Zo\u00eb", "Zo\u00eb [Zoe\\u0308]"]),
        (("jane/sigmoid.py", "jane /sigmoid.py"), ["jane", "jane [jane ]"]),
        (("jane/sigmoid.py", "jane\u200b/sigmoid.py", "jane\u200c/sigmoid.py"), None),
        (("jane/sigmoid.py", "jane.zip"), ["jane", "jane [jane.zip]"]),
        (("j\u0430ne/sigmoid.py", "jane/sigmoid.py"), ["jane", "j\u0430ne"]),
        (("Jane_1_assignsubmission_file_/sigmoid.py", "Jane (1)/sigmoid.py"), None),
        (("Jane_1_assignsubmission_file_/sigmoid.py", "Jane_2_assignsubmission_file_/sigmoid.py"), None),
    ],
)
def test_names_that_look_alike_are_two_students(
    tmp_path: Path, names: tuple[str, ...], students: list[str] | None
) -> None:
    files = {n: packed("sigmoid.py") if n.endswith(".zip") else f"# {i}\n".encode() for i, n in enumerate(names)}
    found, seen = judged(handed_out(tmp_path / "c", files, "archive"))
    assert len(found) == len(seen) == len(names)
    assert len(set(found.values())) == len(names)
    assert students is None or seen == students


def test_two_submissions_of_one_name_in_gradescope_are_two_students(tmp_path: Path) -> None:
    files = {f"submission_{n}/sigmoid.py": f"# {n}\n".encode() for n in (1, 2)}
    files[GRADESCOPE] = metadata(("submission_1", "Jane", "1"), ("submission_2", "Jane", "1"))
    found, _ = judged(handed_out(tmp_path / "c", files, "folder"))
    assert found == {"Jane (1) [submission_1]": b"# 1\n", "Jane (1) [submission_2]": b"# 2\n"}


def test_an_entry_that_comes_twice_is_its_owners(tmp_path: Path) -> None:
    names = ["jane/sigmoid.py", "eve/../jane/sigmoid.py", "/jane/sigmoid.py", "bob/sigmoid.py", "jane/sigmoie.py"]
    path = tmp_path / "c.zip"
    path.write_bytes(packed(*names).replace(b"sigmoie", b"sigmoid"))
    found, seen = judged(path)
    assert found == {"jane": b"# jane/sigmoid.py\n", "bob": b"# bob/sigmoid.py\n"}
    assert seen == ["bob", "jane"]


def test_a_link_to_the_work_of_another_is_not_followed(tmp_path: Path) -> None:
    root = handed_out(tmp_path / "c", {"jane/sigmoid.py": b"# Jane's\n"}, "folder")
    (root / "mallory").symlink_to(root / "jane")
    (root / "eve").mkdir()
    os.link(root / "jane" / "sigmoid.py", root / "eve" / "gelu.py")
    (root / "eve" / "sigmoid.py").symlink_to(root / "jane" / "sigmoid.py")
    (root / "dan").mkdir()
    found, seen = judged(root)
    assert found == {"jane": b"# Jane's\n"}
    assert seen == ["dan", "eve", "jane", "mallory"]


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("Jane Doe_1_assignsubmission_file_", "Jane Doe (1)"),
        ("HW1_jane_attempt_2026-10-05-23-10-00_work.zip", "jane"),
        ("13394-1 - Jane - Oct 5, 2026 1110 PM", "Jane (13394-1)"),
    ],
)
def test_what_is_pointed_at_is_the_outermost_part(path: str, owner: str) -> None:
    owners = Owners(
        Pointed(path, packed=True),
        [("bob", "sigmoid.py"), ("Bob_2_assignsubmission_file_", "a.py")],
        Naming(Names(SLUGS, ())),
    )
    assert {s for o in owners.all() for s in o.students} == {owner}


def test_files_that_are_named_one_by_one_are_their_folders(tmp_path: Path) -> None:
    files = {
        "jane/sigmoid.py": b"# Jane's\n",
        "mallory/doejane_1_67890_sigmoid.py": b"#",
        "mallory/sigmoid.py": b"# mine\n",
    }
    root = handed_out(tmp_path / "hw", files, "folder")
    found, seen = judged(*(root / name for name in files))
    assert found == {"jane": b"# Jane's\n", "mallory": b"# mine\n"}
    assert seen == ["jane", "mallory"]
    names = ["doejane_1_67890_sigmoid.py", "bob_2_67891_sigmoid.py"]
    root = handed_out(tmp_path / "canvas", {name: name.encode() for name in names}, "folder")
    assert judged(*(root / name for name in names))[1] == ["bob (2)", "doejane (1)"]


@pytest.mark.parametrize(
    ("name", "students"),
    [
        ("hw1_2026_10_05/jane/sigmoid.py hw1_2026_10_05/bob/sigmoid.py", ["bob", "jane"]),
        ("第1次作业/jane/sigmoid.py 第1次作业/bob/sigmoid.py", ["bob", "jane"]),
        ("Abgaben/jane/sigmoid.py Abgaben/bob/sigmoid.py", ["bob", "jane"]),
        ("late/mallory/jane/sigmoid.py", ["mallory"]),
        ("mallory/jane/sigmoid.py", ["mallory"]),
        ("late/Jane_1_assignsubmission_file_/a.py late/Bob_2_assignsubmission_file_/a.py", ["Bob (2)", "Jane (1)"]),
        ("Jane_1_assignsubmission_file_/bob/a.py Jane_1_assignsubmission_file_/eve/a.py", ["Jane (1)"]),
        (f"mallory/{GRADESCOPE} mallory/submission_1/sigmoid.py", ["mallory"]),
        (f"hw/{GRADESCOPE} hw/submission_1/a.py hw/submission_2/a.py", ["submission_1", "submission_2"]),
    ],
)
def test_folders_around_all_students(tmp_path: Path, name: str, students: list[str]) -> None:
    """A folder that holds nothing but another one is a student's; metadata counts in Gradescope's
    alone.
    """
    files = {n: metadata(("submission_1", "Jane", "1")) if n.endswith(".yml") else b"#" for n in name.split()}
    assert judged(handed_out(tmp_path / "c", files, "archive"))[1] == students


@pytest.mark.parametrize(
    ("late", "of_mallory"),
    [
        ("mallory/jane/sigmoid.py mallory/bob/sigmoid.py mallory/mallory/sigmoid.py", False),
        ("hw1/mallory/jane/sigmoid.py hw1/mallory/bob/sigmoid.py", False),
        ("mallory/jane/sigmoid.py mallory/bob/gelu.py", True),
        ("mallory/jane.zip mallory/bob.zip", False),
        ("mallory/Jane_1_assignsubmission_file_/sigmoid.py mallory/Bob_2_assignsubmission_file_/sigmoid.py", False),
        ("hw1/mallory/sigmoid.py hw1/eve/sigmoid.py", True),
    ],
)
@pytest.mark.parametrize("kind", ["folder", "archive"])
def test_folders_of_the_only_student_name_nobody(tmp_path: Path, late: str, of_mallory: bool, kind: str) -> None:
    """What may be hers or of several students counts for nobody, and is hers in the rows."""
    if kind == "folder":
        late = " ".join(n for n in late.split() if n.startswith("mallory/")) or "mallory/sigmoid.py"
    work = {n: packed("sigmoid.py") if n.endswith(".zip") else f"# {n}\n".encode() for n in late.split()}
    first = handed_out(
        tmp_path / "class", {f"hw1/{who}/sigmoid.py": who.encode() for who in ("jane", "bob")}, "archive"
    )
    second = handed_out(tmp_path / "late", work, kind)
    found, seen = judged(first, second)
    assert (found["jane"], found["bob"]) == (b"jane", b"bob")
    assert set(seen) - {"jane", "bob"} == {"mallory"} | ({"eve"} & set(found))
    if kind == "archive":
        assert ("mallory" in found) == of_mallory


def test_what_may_be_of_several_students_is_said_to_be(tmp_path: Path) -> None:
    files = {f"mallory/{who}/sigmoid.py": b"#" for who in ("jane", "bob")}
    path = handed_out(tmp_path / "late", files, "archive")
    collected = collect([path], Naming(Names(SLUGS, ())))
    assert {out.students for out in collected.left_out[str(path)]} == {("mallory",)}
    assert all("unpack it and name mallory itself" in out.reason for out in collected.left_out[str(path)])


@pytest.mark.parametrize("first", [True, False])
def test_who_has_a_path_of_her_own_is_named_by_no_other(tmp_path: Path, first: bool) -> None:
    of_jane = handed_out(tmp_path / "jane", {"sigmoid.py": b"# Jane's\n"}, "archive")
    of_mallory = handed_out(
        tmp_path / "mallory", {"jane/sigmoid.py": b"# bad\n", "mallory/sigmoid.py": b"#"}, "archive"
    )
    found, _ = judged(*((of_mallory, of_jane) if first else (of_jane, of_mallory)))
    assert found == {"jane": b"# Jane's\n", "mallory": b"#"}


def test_a_path_that_is_named_after_a_student_is_hers(tmp_path: Path) -> None:
    files = {f"{who}/sigmoid.py": who.encode() for who in ("jane", "mallory")}
    whole = handed_out(tmp_path / "class", files, "archive")
    late = handed_out(tmp_path / "mallory", {"jane/sigmoid.py": b"# late\n", "bob/gelu.py": b"#"}, "archive")
    found, seen = judged(whole, late)
    assert found == {"jane": b"jane", "mallory": b"# late\n"}
    assert seen == ["jane", "mallory"]


def test_downloads_that_are_named_one_by_one_are_of_those_in_their_names(tmp_path: Path) -> None:
    single = tmp_path / "doejane_1_67890_sigmoid.py"
    single.write_bytes(b"# Jane's\n")
    work = {"doejane_1_99999_sigmoid.py": b"# bad\n", "sigmoid.py": b"# mine\n"}
    of_mallory = handed_out(tmp_path / "mallory_6_67999_work", work, "archive")
    table = tmp_path / "mallory_6_67998_notes.csv"
    table.write_text("student,exercise,path\ndoejane (1),sigmoid,bad.py\n", encoding="utf-8")
    found, seen = judged(single, of_mallory, table)
    assert found == {"doejane (1)": b"# Jane's\n", "mallory (6)": b"# mine\n"}
    assert seen == ["doejane (1)", "mallory (6)"]
    dated = handed_out(tmp_path / "hw_2026_10_05", {"bob/sigmoid.py": b"#", "eve/sigmoid.py": b"#"}, "archive")
    assert judged(dated)[1] == ["bob", "eve"]
