"""What a learning system says of something that was handed in, by the names that it gives to files
and folders.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

NO_NAME = "anon"  # before the code of somebody whose name is kept back


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who handed something in, as far as is known. One of these at least is not empty.

    `id` is the number or code that the system knows the person by, `login` the name that is signed
    in with, `name` the one that people say. `group` is that of a group that hands in together; then
    the others may be empty. `section` is the part of the course that the person is in.
    """

    id: str = ""
    login: str = ""
    name: str = ""
    email: str = ""
    group: str = ""
    section: str = ""

    @property
    def label(self) -> str:
        """The person in a word or a few, as reports and tables show it: the name, with what tells
        two of the same name apart.
        """
        who = self.name or self.login or self.group
        number = self.id or (self.login if self.name else "") or (self.email if self.name else "")
        if not who:
            return number or self.email
        return f"{who} ({number})" if number and number != who else who


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What a name says: who handed in, what the student called the `file` (nothing: the name does
    not say), `when`, as text that sorts by time, whether it was `late`, and which `attempt` it is,
    counted from 1; 0 if that is not known.
    """

    person: Person
    file: str = ""
    when: str = ""
    late: bool = False
    attempt: int = 0


@dataclass(frozen=True, kw_only=True)
class DownloadLayout:
    """How a learning system names what it hands out.

    `name` is the system's, in small letters. `read` reads the name of a file, an archive or a
    folder at the top of a download; None if the system gives no such names. `folders` says whether
    it names folders too. `feedback` makes, of the path down to such a name, and of the name of a
    page, the path under which the system takes the page back for the student, in a ZIP archive;
    without it, the system takes back none. Where a name alone can be read in several ways, `among`
    makes of all names at the top of a download what reads them.
    """

    name: str
    read: Callable[[str], Handed | None]
    folders: bool = False
    feedback: Callable[[str, str], str] | None = None
    among: Callable[[Collection[str]], Callable[[str], Handed | None]] | None = None
