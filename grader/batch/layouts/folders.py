"""A folder for each student, with any folders inside: `jane/sigmoid.py`,
`jane/activations/sigmoid.py`. In its place there may be an archive, `jane.zip`.
"""

import re
from collections.abc import Callable, Collection

from .. import archives
from ..archives import Parts
from . import openedx

# words in the names of folders that an instructor makes, and texts that stand in them
OF_A_COURSE = (
    "assignment assignments class course exercise exercises homework hw lab late ps pset sheet students submission"
    " submissions submitted export download downloads the of for and all week"
    " abgabe abgaben aufgabe aufgaben blatt kurs tarea tareas entrega devoir devoirs"
)
CLONES = "-submissions"  # as GitHub Classroom's command clones all repositories
WITHIN = ("作业", "提交", "课程")


def shared(paths: Collection[Parts], known: Callable[[str, bool], bool]) -> int:
    """How many folders at the top of `paths` only hold the folders of students, and are passed
    over.

    Below one that does, there are at least two students: names of files or folders that are
    `known`, folders and archives, and no loose Python file with another name; or one, whose folder
    has a name that is known. Where all is in one folder down to the files, the last one is a
    student's at least. A folder that is empty ends in "".
    """
    depth, level, around = 0, set(paths), ""
    while True:
        folders = {p[depth] for p in level if len(p) > depth + 1}
        files = {p[depth] for p in level if len(p) == depth + 1} - {""}
        loose = {f for f in files if f.lower().endswith((".py", ".ipynb")) and not known(f, False)}
        units = folders | {f for f in files if known(f, False) or archives.suffix(f)}
        if loose or len(units) != 1 or not folders:
            break
        (only,) = folders
        if known(only, True) or clone(only, around):
            return depth
        depth, around = depth + 1, only
        level = {p for p in level if len(p) > depth}
    return depth if not loose and len(units) > 1 else max(depth - 1, 0)


def clone(name: str, around: str) -> str:
    """Whose clone of an assignment a folder is, by the folder `around` it: jdoe of `hw1-jdoe` in
    `hw1-submissions`; nobody's if it is none.
    """
    prefix = f"{around.removesuffix(CLONES)}-"
    return name.removeprefix(prefix) if around.endswith(CLONES) and name.startswith(prefix) else ""


def trusted(paths: Collection[Parts], depth: int, whole: str) -> int:
    """How many of the folders that hold all others are no student's: those that are named after an
    assignment or a course, by Open edX, or, the outermost one, as the `whole` is that it lies in.
    """
    wrapper = next((p for p in paths if len(p) > depth), ())[:depth]
    for n, name in enumerate(wrapper):
        if not (of_course(name) or openedx.FOLDER.fullmatch(name) or (n == 0 and name == whole)):
            return n
    return depth


def of_course(name: str) -> bool:
    """Whether a folder is named after an assignment or a course: `hw1`, `Late submissions`; not
    `hw1-jdoe`.
    """
    words = set(re.findall(r"[^\W\d_]+", name.lower()))
    return (bool(words) and words <= {*OF_A_COURSE.split()}) or any(text in name for text in WITHIN)


def without_suffix(name: str) -> str:
    """A file's name without the ending of an archive."""
    return name[: len(name) - len(archives.suffix(name))] or name
