"""Google Classroom, the assignment's folder in Drive: `Jane Doe - sigmoid.py`, all files in one
folder. The file's own name is what follows the last ` - `.
"""

from ...handed import DownloadLayout, Handed, Person


def read(name: str) -> Handed | None:
    """What the name of a file says, if it has two parts."""
    student, _, file = name.rpartition(" - ")
    return Handed(person=Person(name=student), file=file) if student.strip() and file else None


LAYOUT = DownloadLayout(name="classroom", read=read)
