"""From paths to submissions: whose, of which exercise, which of several, and what is left out."""

import codecs
import io
import os
import tarfile
import warnings
import zipfile
from pathlib import Path

import pytest

from grader.batch.class_report import LeftOut
from grader.batch.collect import collect
from grader.batch.file_names import Names
from grader.batch.layouts.listed import ListError
from grader.batch.naming import Naming
from grader.batch.summary import complete

SLUGS = ("sigmoid", "gelu", "relu", "relu6", "log_softmax", "adam")


def tree(root: Path, *paths: str) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"# {path}\n", encoding="utf-8")
    return root


def archive(file: Path, *paths: str) -> Path:
    with zipfile.ZipFile(file, "w") as written:
        for path in paths:
            written.writestr(path, f"# {path}\n")
    return file


def handed_in(*paths: Path, only: tuple[str, ...] = ()) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    """What was collected: the code's comment by student and exercise, and what was left out."""
    collected = collect(paths, Naming(Names(SLUGS, only)))
    found = {(s.student, s.exercise): (s.data or b"").decode().strip("# \n") for s in collected.submissions}
    return found, {out.path: out.reason for of_path in collected.left_out.values() for out in of_path}


@pytest.mark.parametrize(
    ("file", "slug", "attempt"),
    [
        ("sigmoid.py", "sigmoid", 0),
        ("Sigmoid.PY", "sigmoid", 0),
        ("sigmoid-1.py", "sigmoid", 1),
        ("sigmoid-12.py", "sigmoid", 12),
        ("sigmoid (1).py", "sigmoid", 1),
        ("sigmoid(2).py", "sigmoid", 2),
        ("log-softmax.py", "log_softmax", 0),
        ("Log Softmax-3.py", "log_softmax", 3),
        ("relu6.py", "relu6", 0),
        ("relu-6.py", "relu", 6),
        ("Adam.py", "adam", 0),
        ("sig_moid.py", "sigmoid", 0),
        ("LogSoftmax.py", "log_softmax", 0),
        ("logsoftmax (2).py", "log_softmax", 2),
        ("relu_6.py", "relu6", 0),
        ("homework.py", "", 0),
        ("my_sigmoid.py", "", 0),
        ("-1.py", "", 0),
        (f"sigmoid-{'9' * 5000}.py", "", 0),
        (".py", "", 0),
    ],
)
def test_names_of_files(file: str, slug: str, attempt: int) -> None:
    assert Names(SLUGS, ()).read(file) == (slug, bool(slug), attempt)


def test_with_one_exercise_any_name_will_do(tmp_path: Path) -> None:
    root = tree(tmp_path / "c", "jane/homework.py", "bob/sigmoid.py", "bob/helpers.py", "ann/gelu.py", "eve.py")
    found, left_out = handed_in(root, only=("sigmoid",))
    assert found == {
        ("jane", "sigmoid"): "jane/homework.py",
        ("bob", "sigmoid"): "bob/sigmoid.py",
        ("eve", "sigmoid"): "eve.py",
    }
    reason = f"is another file of bob for sigmoid; {root}/bob/sigmoid.py counts: named after the exercise"
    assert left_out == {f"{root}/bob/helpers.py": reason}


def test_what_has_a_name_of_no_exercise_is_left_out_with_the_reason(tmp_path: Path) -> None:
    root = tree(tmp_path / "c", "jane/sigmod.py", "jane/gelu.py", "jane/report.pdf")
    found, left_out = handed_in(root)
    assert list(found) == [("jane", "gelu")]
    assert left_out == {
        f"{root}/jane/sigmod.py": "has a name of no exercise: sigmod.py; if it is sigmoid, name it sigmoid.py",
        f"{root}/jane/report.pdf": "is no Python file",
    }


@pytest.mark.parametrize(
    ("file", "slug"),
    [
        ("sigmoid_final.py", "sigmoid"),
        ("sigmoid2.py", "sigmoid"),
        ("Copy of sigmoid.py", "sigmoid"),
        ("HW1_MySigmoid.py", "sigmoid"),
        ("sgimoid.py", "sigmoid"),
        ("my_log_softmax.py", "log_softmax"),
        ("sigmoid_and_gelu.py", ""),
        ("prelude.py", ""),
        ("solution.py", ""),
        ("a" * 100_000 + ".py", ""),
    ],
)
def test_an_exercise_whose_name_is_nearly_there_is_named(file: str, slug: str) -> None:
    assert Names((*SLUGS, "prelu"), ()).near(file) == slug


def test_names_that_differ_by_a_line_alone_have_to_be_written_as_they_are() -> None:
    names = Names(("log_it", "logit"), ())
    assert [names.read(f)[0] for f in ("log_it.py", "logit.py", "LogIt.py", "lo_git.py")] == [
        "log_it",
        "logit",
        "logit",
        "",
    ]


@pytest.mark.parametrize("folder", ["src", "hw1", "sigmoid", "a/b/c/d/e"])
def test_a_file_counts_in_any_folder_of_a_student(folder: str, tmp_path: Path) -> None:
    root = tree(tmp_path / "c", f"jane/{folder}/sigmoid.py", "bob/gelu.py", "jane/README.md", "jane/.git/gelu.py")
    found, _ = handed_in(root)
    assert found == {("jane", "sigmoid"): f"jane/{folder}/sigmoid.py", ("bob", "gelu"): "bob/gelu.py"}


def test_libraries_that_are_handed_in_are_nobodys_work(tmp_path: Path) -> None:
    library = "jane/venv/lib/python3.12/site-packages/torch/optim/adam.py"
    assert handed_in(tree(tmp_path / "c", library, "bob/adam.py"))[0] == {("bob", "adam"): "bob/adam.py"}


def test_where_all_names_are_wrong_nobody_has_a_verdict() -> None:
    left_out = [LeftOut(f"{s}/my_work.py", "has a name of no exercise", (s,)) for s in ("ann", "bob")]
    rows = complete((), ("ann", "bob", "eve"), left_out)
    assert [r.status for r in rows] == ["handed in, not judged", "handed in, not judged", "missing"]


def test_the_last_attempt_counts(tmp_path: Path) -> None:
    names = [
        "doejane_1_10_sigmoid.py",
        "doejane_1_11_sigmoid-2.py",
        "doejane_1_12_sigmoid-1.py",
        "doejane_2_13_sigmoid.py",
    ]
    found, left_out = handed_in(archive(tmp_path / "c.zip", *names))
    assert found == {("doejane (1)", "sigmoid"): names[1], ("doejane (2)", "sigmoid"): names[3]}
    assert len(left_out) == 2


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_of_two_entries_of_one_name_the_last_counts_as_it_does_on_a_disk(tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"class.{kind}"
    texts, name = (b"# first\n", b"# last\n"), "jane/sigmoid.py"
    if kind == "zip":
        with warnings.catch_warnings(), zipfile.ZipFile(file, "w") as written:
            warnings.simplefilter("ignore")  # that there is one of this name
            for text in texts:
                written.writestr(name, text)
    else:
        with tarfile.open(file, "w") as packed:
            for text in texts:
                member = tarfile.TarInfo(name)
                member.size = len(text)
                packed.addfile(member, io.BytesIO(text))
    found, left_out = handed_in(file)
    assert found == {("jane", "sigmoid"): "last"}
    assert list(left_out.values()) == ["is in the archive more than once; the last one counts"]


def test_a_student_whose_name_shows_nothing_has_one(tmp_path: Path) -> None:
    found, _ = handed_in(tree(tmp_path / "class", " /sigmoid.py", "jane/sigmoid.py"))
    assert set(found) == {("[ ]", "sigmoid"), ("jane", "sigmoid")}


def test_who_hands_in_later_what_cannot_be_used_is_told(tmp_path: Path) -> None:
    first = tree(tmp_path / "first", "jane/sigmoid.py", "zoe/sigmoid.py")
    late = tree(tmp_path / "late", "jane/sigmoid.pdf", "zoe/sigmoid.py", "zoe/notes.txt")
    assert collect([first, late], Naming(Names(SLUGS, ()))).outdated == ["jane"]
    assert collect([late, first], Naming(Names(SLUGS, ()))).outdated == []


def test_the_path_that_is_named_last_counts(tmp_path: Path) -> None:
    first = archive(tmp_path / "in_time.zip", "Jane Doe_1_assignsubmission_file_/sigmoid.py")
    late = tree(
        tmp_path / "late", "Jane Doe_1_assignsubmission_file_/sigmoid.py", "Zoe_2_assignsubmission_file_gelu.py"
    )
    found, left_out = handed_in(first, late)
    assert set(found) == {("Jane Doe (1)", "sigmoid"), ("Zoe (2)", "gelu")}
    assert list(left_out) == [f"{first}/Jane Doe_1_assignsubmission_file_/sigmoid.py"]


def test_a_class_in_the_place_of_a_student_is_told(tmp_path: Path) -> None:
    """A download in a folder is taken for a student's archive, since what lies in those names
    nobody.
    """
    root = tree(tmp_path / "c", "bob/sigmoid.py", "bob/old/sigmoid.py")
    archive(
        root / "submissions.zip",
        *(f"student{n}_{n}_1{n}_sigmoid.py" for n in range(3)),
        *(f"s{n}/gelu.py" for n in range(9)),
    )
    said: list[str] = []
    collected = collect([root], Naming(Names(SLUGS, ())), said.append)
    assert sorted(collected.students) == ["bob", "submissions"]
    assert len(said) == 1
    assert said[0].startswith("9 files for gelu are taken for those of submissions alone")


def test_a_group_hands_in_for_each_of_its_students(tmp_path: Path) -> None:
    root = tree(tmp_path / "assignment_7_export", "submission_1/sigmoid.py", "submission_2/sigmoid.py")
    text = "submission_1:\n  :submitters:\n  - :name: Jane\n    :sid: '1'\n  - :name: Bob\n    :sid: '2'\n"
    (root / "submission_metadata.yml").write_text(text, encoding="utf-8")
    found, _ = handed_in(root)
    assert found == {
        ("Jane (1)", "sigmoid"): "submission_1/sigmoid.py",
        ("Bob (2)", "sigmoid"): "submission_1/sigmoid.py",
        ("submission_2", "sigmoid"): "submission_2/sigmoid.py",
    }


def test_an_archive_of_one_folder_and_archives_of_single_students(tmp_path: Path) -> None:
    whole = archive(tmp_path / "hw3.zip", "hw3/jane/sigmoid.py", "hw3/bob/activations/sigmoid.py")
    single = archive(tmp_path / "Zoë.zip", "sigmoid.py", "gelu.py")
    found, left_out = handed_in(whole, single)
    assert set(found) == {("jane", "sigmoid"), ("bob", "sigmoid"), ("Zoë", "sigmoid"), ("Zoë", "gelu")}
    assert left_out == {}


def test_a_single_file_belongs_to_its_folder(tmp_path: Path) -> None:
    root = tree(tmp_path, "jane/sigmoid.py")
    found, _ = handed_in(root / "jane" / "sigmoid.py")
    assert set(found) == {("jane", "sigmoid")}


def test_a_list(tmp_path: Path) -> None:
    tree(tmp_path, "files/a.py", "files/b.py")
    rows = [
        "student,exercise,path,remark",
        '"Doe, Jane",sigmoid,files/a.py,x',
        "Zoë,gelu,files/b.py,",
        "Bob,gelu,,never came",
        "Eve,tanh,files/b.py,",
        "Eve,gelu,files/none.py,",
    ]
    file = tmp_path / "list.csv"
    file.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(rows).encode())
    collected = collect([file], Naming(Names(SLUGS, ())))
    assert list(collected.students) == ["Doe, Jane", "Zoë", "Bob", "Eve"]
    assert {(s.student, s.exercise, s.data) for s in collected.submissions} == {
        ("Doe, Jane", "sigmoid", b"# files/a.py\n"),
        ("Zoë", "gelu", b"# files/b.py\n"),
        ("Bob", "gelu", None),
    }
    assert [(o.students, o.exercise, o.reason) for o in collected.left_out[str(file)]] == [
        (("Eve",), "", f"is for tanh, which is no exercise (line 5 of {file})"),
        (("Eve",), "gelu", f"cannot be read: No such file or directory (line 6 of {file})"),
    ]


@pytest.mark.parametrize(
    ("between", "encoding"), [("\t", "utf-16"), ("\t", "utf-16-be"), (";", "utf-8-sig"), (",", "utf-8")]
)
def test_a_list_may_be_as_excel_writes_it(tmp_path: Path, between: str, encoding: str) -> None:
    tree(tmp_path, "a, b.py")
    text = "\r\n".join(between.join(row) for row in (("student", "exercise", "path"), ("Zoë", "gelu", '"a, b.py"')))
    file = tmp_path / "list.csv"
    file.write_bytes(codecs.BOM_UTF16_BE * (encoding == "utf-16-be") + text.encode(encoding))
    (found,) = collect([file], Naming(Names(SLUGS, ()))).submissions
    assert (found.student, found.exercise, found.data) == ("Zoë", "gelu", b"# a, b.py\n")


def test_a_list_may_name_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "sigmoid.py")
    (tmp_path / "folder").mkdir()
    file = tmp_path / "list.csv"
    file.write_text("student,exercise,path\nann,sigmoid,sigmoid.py\nbob,sigmoid,folder\n", encoding="utf-8")
    collected = collect([file], Naming(Names(SLUGS, ())))
    told = [(out.students, out.reason) for out in collected.left_out[str(file)]]
    assert told == [((who,), f"is no ordinary file (line {n} of {file})") for n, who in ((2, "ann"), (3, "bob"))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"name,exercise,path\n", "must name student, exercise, path"),
        (b"", "it has nothing"),
        (b"student|exercise|path\n", "must name"),
        ("student,exercise\n".encode("utf-16"), "must name"),
        (b"student,exercise,path\n,sigmoid,a.py\n", "needs a student"),
        (b"student,exercise,path\n\xff,sigmoid,a.py\n", "cannot be read"),
        (b'student,exercise,path\n"a"b,sigmoid,a.py\n', "cannot be read"),
    ],
)
def test_a_list_that_is_none(tmp_path: Path, text: bytes, words: str) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(text)
    with pytest.raises(ListError, match=words):
        collect([file], Naming(Names(SLUGS, ())))
