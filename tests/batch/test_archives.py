"""Archives as students make them, and as somebody makes them who means harm."""

import contextlib
import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from grader.batch import archives, files
from grader.batch.file_names import Names
from grader.batch.files import Intake
from grader.batch.naming import Naming
from grader.batch.owners import clean
from grader.batch.quota import STUDENT, Quota, TooMuch
from grader.judge.grade import LARGEST_FILE

NAMING = Naming(Names(("sigmoid", "gelu"), ()))
CODE = b"def sigmoid(x): return x\n"


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return file.getvalue()


def tarred(*entries: tuple[str, bytes, bytes], mode: str = "w:gz") -> bytes:
    """A tar archive of names, data or targets, and types."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data, kind in entries:
            info = tarfile.TarInfo(name)
            info.type = kind
            if kind == tarfile.REGTYPE:
                info.size = len(data)
            else:
                info.linkname = data.decode()
            archive.addfile(info, io.BytesIO(data) if kind == tarfile.REGTYPE else None)
    return file.getvalue()


def taken_in(tmp_path: Path, name: str, data: bytes) -> tuple[dict[str, bytes], dict[str, str]]:
    """What is found in an archive, and what is left out, by the path inside."""
    path = tmp_path / name
    path.write_bytes(data)
    intake = Intake(path, NAMING)
    start = len(f"{path}/")
    return {"/".join(f.parts): f.data for f in intake.found}, {out.path[start:]: out.reason for out in intake.left_out}


def link(name: str, target: str) -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, target.encode()


@pytest.mark.parametrize("name", ["c.zip", "c.tar", "c.tar.gz", "c.tgz", "C.ZIP"])
def test_every_kind_is_read(tmp_path: Path, name: str) -> None:
    if name.lower().endswith("zip"):
        data = zipped(("jane/sigmoid.py", CODE), ("zoë/notes.pdf", b"x"), ("__MACOSX/jane/._sigmoid.py", b"x"))
    else:
        entries = [("./jane/sigmoid.py", CODE), ("zoë/notes.pdf", b"x"), ("jane/.git/a.py", b"x")]
        data = tarred(*((n, d, tarfile.REGTYPE) for n, d in entries), mode="w" if name == "c.tar" else "w:gz")
    found, left_out = taken_in(tmp_path, name, data)
    assert found == {"jane/sigmoid.py": CODE}
    assert left_out == {"zoë/notes.pdf": "is no Python file"}


@pytest.mark.parametrize("name", ["../../etc/evil.py", "/etc/evil.py", "a/../../evil.py", "C:\\evil.py", "..\\evil.py"])
@pytest.mark.parametrize("kind", ["zip", "tgz"])
def test_paths_that_lead_out_are_refused(tmp_path: Path, kind: str, name: str) -> None:
    data = zipped((name, CODE), ("a/sigmoid.py", CODE))
    if kind == "tgz":
        data = tarred((name, CODE, tarfile.REGTYPE), ("a/sigmoid.py", CODE, tarfile.REGTYPE))
    found, left_out = taken_in(tmp_path, f"c.{kind}", data)
    assert found == {"a/sigmoid.py": CODE}
    assert list(left_out.values()) == [archives.OUTSIDE]
    assert [p.name for p in tmp_path.iterdir()] == [f"c.{kind}"]


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    found, left_out = taken_in(tmp_path, "c.zip", zipped(link("a/sigmoid.py", "/etc/passwd"), ("b/sigmoid.py", CODE)))
    assert (list(found), left_out) == (["b/sigmoid.py"], {"a/sigmoid.py": archives.LINK})
    kinds = [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
    entries = [(f"{n}/sigmoid.py", b"/etc/passwd", kind) for n, kind in enumerate(kinds)]
    found, left_out = taken_in(tmp_path, "c.tgz", tarred(*entries, ("b/sigmoid.py", CODE, tarfile.REGTYPE)))
    assert list(found) == ["b/sigmoid.py"]
    assert list(left_out.values()) == [archives.LINK, archives.LINK, "is no ordinary file", "is no ordinary file"]


def test_a_submission_is_read_no_further_than_it_may_be_large(tmp_path: Path) -> None:
    found, _ = taken_in(tmp_path, "c.zip", zipped(("a/sigmoid.py", bytes(20 * LARGEST_FILE))))
    assert len(found["a/sigmoid.py"]) == LARGEST_FILE + 1


# what Mallory hands in that is more than a student may, by what there is too much of
NAMED = [(f"{n}/sigmoid.py", CODE) for n in range(30)]
FILES = [(name, data, tarfile.REGTYPE) for name, data in NAMED]
LARGE = [("b/data.bin", bytes(3 << 20), tarfile.REGTYPE)]
HALVES = [(f"{n}/gelu.py", bytes(1 << 19)) for n in range(9)]


@pytest.mark.parametrize(
    ("limit", "archive", "words"),
    [
        ({"entries": 10}, ("work.zip", zipped(*NAMED)), "more than 10 entries"),
        ({"entries": 10}, ("work.tgz", tarred(*FILES)), "more than 10 entries"),
        ({"kept": 10 * len(CODE)}, ("work.zip", zipped(*NAMED)), "MiB of submissions"),
        ({"kept": 10 * len(CODE)}, ("work.tar", tarred(*FILES, mode="w")), "MiB of submissions"),
        ({"unpacked": 1 << 20}, ("work.tgz", tarred(*FILES[:1], *LARGE, *FILES)), "more than 1 MiB unpacked"),
        ({"unpacked": 1 << 20}, ("work.zip", zipped(*HALVES)), "more than 1 MiB unpacked"),
        ({"directory": 1000}, ("work.zip", zipped(*NAMED)), "a table of contents of more than 0 MiB"),
    ],
    ids=lambda v: next(iter(v)) if isinstance(v, dict) else "",
)
@pytest.mark.parametrize("packed", ["folder", "zip", "tgz"])
def test_no_student_takes_the_room_of_another(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: Mapping[str, Any],
    archive: tuple[str, bytes],
    words: str,
    packed: str,
) -> None:
    monkeypatch.setattr(files, "STUDENT", STUDENT._replace(**limit))
    handed = {f"Mallory_1_assignsubmission_file_/{archive[0]}": archive[1]}
    handed |= {f"{who}_2_assignsubmission_file_/sigmoid.py": CODE for who in ("Ann", "Zoe")}
    path = tmp_path / f"c.{packed}"
    if packed == "folder":
        for name, data in handed.items():
            (path / name).parent.mkdir(parents=True)
            (path / name).write_bytes(data)
    else:
        whole = zipped(*handed.items()) if packed == "zip" else tarred(*((*h, tarfile.REGTYPE) for h in handed.items()))
        path.write_bytes(whole)
    said: list[str] = []
    intake = Intake(path, NAMING, say=said.append)
    assert {"Ann (2)", "Zoe (2)"} <= {s for f in intake.found for s in f.owner.students}
    of_mallory = [out for out in intake.left_out if out.students == ("Mallory (1)",)]
    assert any(words in out.reason for out in of_mallory)
    assert len(said) == 1
    assert words in said[0]
    assert list(intake.students) == ["Ann (2)", "Mallory (1)", "Zoe (2)"]
    assert intake.whole


def described(header: bytes) -> bytes:
    """A tar archive of one submission, with a header of this text that describes it."""
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, len(header)
    padded = header.ljust(-(-len(header) // 512) * 512, b"\0")
    return info.tobuf(tarfile.USTAR_FORMAT) + padded + tarred(("sigmoid.py", CODE, tarfile.REGTYPE), mode="w")


def test_a_header_is_read_no_further_than_it_may_be_large(tmp_path: Path) -> None:
    taken = {}
    for size in (20, archives.LARGEST_HEADER + 1):
        found, left_out = taken_in(tmp_path, "c.zip", zipped(("jane.tar", described(b"1" * size)), ("bob.py", CODE)))
        taken[size] = (list(found), left_out.get("jane.tar", ""))
    small, large = taken.values()
    assert small == (["jane.tar/sigmoid.py"], "")
    assert large == ([], "is given up: a header of more than 16 KiB")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_python_unpacks_in_one_go_is_not_unpacked(tmp_path: Path, method: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("jane/sigmoid.py", bytes(1 << 20))
    found, left_out = taken_in(tmp_path, "c.zip", file.getvalue())
    assert (found, left_out) == ({}, {"jane/sigmoid.py": archives.PACKED})


def test_an_archive_that_holds_nothing_was_handed_in(tmp_path: Path) -> None:
    nothing = {
        "zeros.tar.gz": gzip.compress(bytes(1 << 20)),
        "empty.zip": zipped(),
        "mac.zip": zipped(("__MACOSX/._sigmoid.py", b"x")),
    }
    for name, data in nothing.items():
        path = tmp_path / "c" / name.partition(".")[0] / name
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    (tmp_path / "c" / "dot").mkdir()
    (tmp_path / "c" / "dot" / ".sigmoid.py").write_bytes(CODE)
    intake = Intake(tmp_path / "c", NAMING)
    told = {out.students[0]: out.reason for out in intake.left_out}
    empty = "is an archive without a file that could be a submission"
    assert told == {**dict.fromkeys(("zeros", "empty", "mac"), empty), "dot": "is hidden: name it sigmoid.py"}


def test_only_the_time_that_is_spent_on_a_student_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("time.process_time", lambda: now)
    quota = Quota(STUDENT._replace(seconds=10))
    for _ in range(9):
        now += 100
        with quota:
            now += 1
            quota.entry()
    with quota:
        now += 2
        with pytest.raises(TooMuch, match="more than 10 s to unpack"):
            quota.unpack(1)
    with quota, pytest.raises(TooMuch, match="more than 10 s"):
        quota.entry()


def test_archives_of_students_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = zipped(("sigmoid.py", CODE))
    outer = zipped(
        ("jane.zip", inner), ("bob.tar.gz", tarred(("hw/gelu.py", CODE, tarfile.REGTYPE))), ("bad.zip", b"PK")
    )
    found, left_out = taken_in(tmp_path, "c.zip", outer)
    assert found == {"jane.zip/sigmoid.py": CODE, "bob.tar.gz/hw/gelu.py": CODE}
    assert "cannot be unpacked" in left_out["bad.zip"]
    _, left_out = taken_in(tmp_path, "c.zip", zipped(("jane.zip", zipped(("deep.zip", inner)))))
    assert left_out == {"jane.zip/deep.zip": "is an archive in an archive in an archive"}
    monkeypatch.setattr(files, "LARGEST_NESTED", 10)
    found, left_out = taken_in(tmp_path, "c.zip", outer)
    assert (found, len(left_out)) == ({}, 3)


def encrypted() -> bytes:
    data = bytearray(zipped(("a/sigmoid.py", CODE)))
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


def wrong_sum() -> bytes:
    data = bytearray(zipped(("a/sigmoid.py", CODE)))
    for mark, offset in ((b"PK\1\2", 16), (b"PK\3\4", 14)):
        data[data.index(mark) + offset] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("c.zip", lambda: b""),
        ("c.zip", lambda: b"no archive"),
        ("c.zip", encrypted),
        ("c.zip", wrong_sum),
        ("c.zip", lambda: zipped(("a/sigmoid.py", CODE))[:-30]),
        ("c.tgz", lambda: b""),
        ("c.tgz", lambda: b"no archive"),
        ("c.tgz", lambda: gzip.compress(b"no archive, but compressed" * 100)),
        ("c.tgz", lambda: tarred(("a/sigmoid.py", CODE * 9999, tarfile.REGTYPE))[:150]),
        ("c.tar", lambda: b"\0" * 511 + b"x" * 600),
    ],
)
def test_what_is_broken_is_said_to_be(tmp_path: Path, name: str, make: Callable[[], bytes]) -> None:
    found, left_out = taken_in(tmp_path, name, make())
    assert found == {}
    assert left_out


def chained() -> bytes:
    """A tar archive of one header after the other that says the next one has a long name."""
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 5
    return (info.tobuf(format=tarfile.GNU_FORMAT) + b"name\0".ljust(512, b"\0")) * 3000


def test_no_way_to_spoil_an_archive_stops_a_batch(tmp_path: Path) -> None:
    _, left_out = taken_in(tmp_path, "c.tar", chained())
    assert len(left_out) == 1
    random = Random(0)
    whole = [
        ("c.zip", zipped(("a/sigmoid.py", CODE * 50), link("b.py", "/etc"), ("n.zip", zipped(("sigmoid.py", CODE))))),
        (
            "c.tar",
            tarred(("a/sigmoid.py", CODE, tarfile.REGTYPE), ("l" * 150 + ".py", CODE, tarfile.REGTYPE), mode="w"),
        ),
        ("c.tgz", tarred(("a/sigmoid.py", CODE, tarfile.REGTYPE), ("b/sigmoid.py", CODE, tarfile.REGTYPE))),
    ]
    for _ in range(3000):
        name, data = random.choice(whole)
        spoilt = bytearray(data)
        for _ in range(random.choice((1, 2, 10))):
            place = random.randrange(len(spoilt))
            spoilt[place : place + random.randrange(3)] = random.randbytes(random.randrange(3))
        offered: list[bytes] = []
        for entry in archives.entries(io.BytesIO(spoilt), name, Quota(STUDENT)):
            with contextlib.suppress(*archives.BROKEN):
                offered.append(entry.read(LARGEST_FILE) if entry.read else b"")
        assert sum(map(len, offered)) < 10_000


def test_folders(tmp_path: Path) -> None:
    (tmp_path / "jane").mkdir()
    (tmp_path / "jane" / "sigmoid.py").write_bytes(CODE)
    (tmp_path / "jane" / "gelu.py").symlink_to(tmp_path / "jane" / "sigmoid.py")
    (tmp_path / "bob").symlink_to(tmp_path / "jane")
    (tmp_path / "jane" / "__pycache__").mkdir()
    (tmp_path / "jane" / "__pycache__" / "sigmoid.py").write_bytes(CODE)
    (tmp_path / "zoe.zip").write_bytes(zipped(("sigmoid.py", CODE)))
    intake = Intake(tmp_path, NAMING)
    assert sorted("/".join(f.parts) for f in intake.found) == ["jane/sigmoid.py", "zoe.zip/sigmoid.py"]
    assert {(out.path, out.reason) for out in intake.left_out} == {
        (f"{tmp_path}/bob", archives.LINK),
        (f"{tmp_path}/jane/gelu.py", archives.LINK),
    }


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Zoe\u0308", "Zo\u00eb"),
        ("a\x1b[2Jb\nc\td", "a\ufffd[2Jb c d"),
        ("safe\u202eexe", "safe\ufffdexe"),
        ("caf\udce9", "caf\ufffd"),
        ("  two   words ", "two words"),
    ],
)
def test_names_are_made_harmless(name: str, shown: str) -> None:
    assert clean(name) == shown


def test_names_in_utf_8_that_the_archive_does_not_announce(tmp_path: Path) -> None:
    data = zipped(("zo?/sigmoid.py".replace("?", "XX"), CODE)).replace(b"zoXX", "zo\u00eb".encode())
    found, _ = taken_in(tmp_path, "c.zip", data)
    assert list(found) == ["zo\u00eb/sigmoid.py"]
