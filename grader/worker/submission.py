"""The student's file as a module, and messages about its errors."""

import errno
import inspect
import linecache
import os
import sys
import traceback
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from ..cell_marks import said
from . import protocol
from .confine.limits import OPEN_FILES, THREADS, WRITTEN
from .device import broken
from .recorder import Recorder

WORDS = {
    protocol.FORBIDDEN: "a submission may not use other files, the network, processes or signals",
    protocol.TOO_MANY_THREADS: f"the code starts more threads than its memory allows, or than {THREADS}",
    protocol.TOO_MUCH_WRITTEN: f"the code writes more than {WRITTEN:,} bytes, or opens more than {OPEN_FILES} files",
}
# ENOENT and EROFS within bubblewrap; ENOTDIR below the home that is none
REFUSED = (errno.EPERM, errno.EACCES, errno.ENOENT, errno.EROFS, errno.ENOTDIR)
CANNOT_WRITE = (
    "a submission cannot write files or make folders (what only you need belongs beneath "
    'if __name__ == "__main__":, which is not run here)'
)


class Refused(Exception):
    """The submission did something that ends the request: a status of the protocol, and the
    message.
    """

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


class Submission:
    """A student's file, imported from its text. It is never read from disk here.

    `changed` are the tensors of the current request that its code has changed, by their numbers.
    """

    def __init__(self, source: str, filename: str, seed: int, forbidden: Iterable[str] = ()) -> None:
        self._filename, self._source = filename, source
        self.record = Recorder(seed, forbidden)
        self.changed = set[int]()
        linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
        with self.blamed(importing=True):
            module = types.ModuleType("submission")
            module.__file__ = filename
            sys.modules["submission"] = module
            self.record.importing = True
            exec(compile(source, filename, "exec"), module.__dict__)
            self.record.importing = False
        self._names = vars(module)
        self._bound = set[Any]()  # calls that a function was seen to take

    def get(self, name: str) -> Callable[..., Any]:
        """Returns the definition of a name in the file.

        Raises:
            Refused: MISSING, if there is none that can be called; the message says what there is.
        """
        found = self._names.get(name)
        if callable(found):
            return found  # type: ignore[no-any-return]
        with self.blamed():
            ours = [k for k, v in self._names.items() if callable(v) and getattr(v, "__module__", None) == "submission"]
        have = f"it defines {', '.join(ours)}" if ours else "it defines no function or class"
        what = (
            "is not defined in the file"
            if found is None
            else f"is of type {type(found).__name__}, which cannot be called"
        )
        raise Refused(protocol.MISSING, f"{name} {what}; {have}")

    def is_method(self, name: str) -> bool:
        """Whether a name in the file is a method of an object."""
        return isinstance(self._names.get(name), types.MethodType)

    def call(self, name: str, arguments: Sequence[Any], keywords: Mapping[str, Any]) -> Any:
        """Calls one of the file's functions.

        Raises:
            Refused: BAD_CALL, if its signature does not take these arguments; otherwise the error
                of `blamed` for an exception.
        """
        function = self.get(name)
        call = id(function), len(arguments), tuple(keywords)
        with self.blamed():  # looking at a function may run student's code too
            if call not in self._bound:
                _bind(name, function, arguments, keywords)
                self._bound.add(call)
                self.record.keeps(function)
            return function(*arguments, **keywords)

    @contextmanager
    def blamed(self, importing: bool = False, watched: bool = False, graph: Sequence[Any] = ()) -> Iterator[None]:
        """Turns any exception of the student's code into a `Refused` that names the student's line.
        Notes what runs: nothing while the file is imported, everything if `watched`, otherwise by
        chance. In a backward pass of the judge the nodes of its `graph` run too.
        """
        try:
            with nullcontext() if importing else self.record.watching(watched, graph):
                yield
        except Refused:
            raise
        except BaseException as error:
            raise self.failure(error, importing) from None

    def is_to_blame(self, error: BaseException) -> bool:
        """Whether an exception has passed through the student's code, or follows from its effects:
        a device that has failed, or memory that is used up.
        """
        return bool(self._at(error)) or broken(error) or out_of_memory(error)

    def failure(self, error: BaseException, importing: bool = False) -> Refused:
        """Returns an exception of the student's code in words. It never fails itself, though
        examining an exception may run student's code again.
        """
        try:
            return self._told(error, importing)
        except BaseException:
            return Refused(
                protocol.BROKEN_FILE if importing else protocol.RAISED,
                f"an exception that cannot be printed{self._at(error)}",
            )

    def _told(self, error: BaseException, importing: bool) -> Refused:
        at = self._at(error)
        if broken(error):
            return Refused(protocol.DEVICE_LOST, f"{_message(error)}{at}")
        # not by torch, of a missing forward
        if isinstance(error, NotImplementedError) and self._raised(error):
            return Refused(protocol.NOT_STARTED, f"not written yet{at}")
        if isinstance(error, SyntaxError):
            line = f" ({said(self._source, error.lineno)}: {(error.text or '').strip()})" if error.lineno else ""
            return Refused(protocol.BROKEN_FILE, f"{type(error).__name__}: {error.msg}{line}")
        if isinstance(error, SystemExit):
            return Refused(protocol.EXITED, f"the code calls exit, with status {error.code!r}{at}")
        if isinstance(error, MemoryError):
            return Refused(protocol.OUT_OF_MEMORY, f"MemoryError{at}")
        text = f"{type(error).__name__}: {_message(error)}{at}"
        if status := _limit(error):
            return Refused(status, f"{CANNOT_WRITE if _writes(error) else WORDS[status]}: {text}")
        if out_of_memory(error):
            return Refused(protocol.OUT_OF_MEMORY, text)
        return Refused(protocol.BROKEN_FILE if importing else protocol.RAISED, text)

    def _raised(self, error: BaseException) -> bool:
        """Whether the student's code raised an exception, rather than code that it calls."""
        frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
        return bool(frames) and frames[-1].f_code.co_filename == self._filename

    def _at(self, error: BaseException) -> str:
        frame, line = error.__traceback__, 0
        while frame:
            if frame.tb_frame.f_code.co_filename == self._filename:
                line = frame.tb_lineno
            frame = frame.tb_next
        told = linecache.getline(self._filename, line).strip()
        return f" ({said(self._source, line)}: {told})" if line else ""


def _bind(name: str, function: Callable[..., Any], arguments: Sequence[Any], keywords: Mapping[str, Any]) -> None:
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return
    try:
        signature.bind(*arguments, **keywords)
    except TypeError as error:
        message = f"{name}{signature} does not take these arguments: {error}"
        raise Refused(protocol.BAD_CALL, message) from None


def _limit(error: BaseException) -> int:
    """Returns the status of the limit that caused an exception, 0 if there is none."""
    if isinstance(error, OSError):
        if error.errno in REFUSED:
            return protocol.FORBIDDEN
        return protocol.TOO_MUCH_WRITTEN if error.errno in (errno.EFBIG, errno.EMFILE) else 0
    # from C++, as torch.save
    if isinstance(error, RuntimeError) and os.strerror(errno.EPERM) in _message(error):
        return protocol.FORBIDDEN
    return protocol.TOO_MANY_THREADS if "can't start new thread" in _message(error) else 0


def _writes(error: BaseException) -> bool:
    """Whether an error comes from changing files: the system call filter refused a file that may
    only be read, or the file system is read-only.
    """
    if not isinstance(error, OSError):
        return False
    return error.errno == errno.EROFS or (error.errno == errno.EPERM and error.filename is not None)


def out_of_memory(error: BaseException) -> bool:
    """Whether an exception, other than a MemoryError, says that there is no memory left."""
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    if not isinstance(error, RuntimeError):
        return False
    return type(error).__name__ == "OutOfMemoryError" or "can't allocate memory" in _message(error)


def _message(error: BaseException) -> str:
    try:
        lines = str(error).strip().splitlines()
    except Exception:
        return "an exception that cannot be printed"
    return lines[0] if lines else ""
