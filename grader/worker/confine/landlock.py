"""Landlock decides which files a process may read. The process may write no file, use no port, and
signal no process outside.
"""

import contextlib
import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

from . import kernel

READ_FILE, READ_FOLDER = 1 << 2, 1 << 3
# by the version that brought them
FILE_RIGHTS = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
PORTS, SCOPES = 0b11, 0b11  # bind, connect; abstract sockets, signals
PORTS_SINCE, SCOPES_SINCE = 4, 6
ASK_VERSION, BENEATH_A_PATH = 1, 1


def version() -> int:
    """Returns the kernel's version of Landlock.

    Raises:
        OSError: if the kernel has no Landlock, or it is switched off.
    """
    return kernel.call("landlock_create_ruleset", 0, 0, ASK_VERSION)


def ruleset(files: Iterable[Path], folders: Iterable[Path]) -> int:
    """Returns a descriptor of rules that allow reading `files`, with everything below a folder, and
    listing `folders`.

    Raises:
        OSError: if the kernel refuses.
    """
    known = version()
    handled = sum(rights for since, rights in FILE_RIGHTS.items() if known >= since)
    ports = PORTS if known >= PORTS_SINCE else 0
    scopes = SCOPES if known >= SCOPES_SINCE else 0
    rules = kernel.call("landlock_create_ruleset", struct.pack("=QQQ", handled, ports, scopes), 24, 0)
    for path in files:
        _allow(rules, path, READ_FILE | READ_FOLDER)
    for path in folders:
        _allow(rules, path, READ_FOLDER)
    return rules


def _allow(rules: int, path: Path, rights: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
                rights &= READ_FILE
            kernel.call("landlock_add_rule", rules, BENEATH_A_PATH, struct.pack("=Qi", rights, descriptor), 0)
        finally:
            os.close(descriptor)


def restrict(rules: int) -> None:
    """Confines this thread, and all that it starts, forever; no_new_privs has to be set.

    Raises:
        OSError: if the kernel refuses.
    """
    kernel.call("landlock_restrict_self", rules, 0)
    os.close(rules)
