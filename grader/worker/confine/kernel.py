"""System calls that Python has no function for, on 64-bit Linux for x86 and ARM."""

import ctypes
import os
import platform
import sys

MACHINE = platform.machine() if sys.platform == "linux" and sys.maxsize > 1 << 32 else ""
SUPPORTED = MACHINE in ("x86_64", "aarch64")

SET_PARENT_DEATH_SIGNAL, SET_CHILD_SUBREAPER, SET_NO_NEW_PRIVILEGES = 1, 36, 38
_COLUMN = 1 if MACHINE == "aarch64" else 0
_NUMBERS = {  # x86-64, aarch64
    "capset": (126, 91),
    "seccomp": (317, 277),
    "landlock_create_ruleset": (444, 444),
    "landlock_add_rule": (445, 445),
    "landlock_restrict_self": (446, 446),
    "unshare": (272, 97),
    "setns": (308, 268),
}


def call(name: str, *arguments: int | bytes) -> int:
    """Make a system call; bytes are passed by their address.

    Raises:
        OSError: if the kernel refuses, or has no such call.
    """
    library = ctypes.CDLL(None, use_errno=True)
    given = [ctypes.c_char_p(a) if isinstance(a, bytes) else ctypes.c_long(a) for a in arguments]
    return _checked(library.syscall(ctypes.c_long(_NUMBERS[name][_COLUMN]), *given))


def control(option: int, *arguments: int | bytes) -> None:
    """Call prctl.

    Raises:
        OSError: if the kernel refuses.
    """
    library = ctypes.CDLL(None, use_errno=True)
    given = [ctypes.c_char_p(a) if isinstance(a, bytes) else ctypes.c_ulong(a) for a in arguments]
    given += [ctypes.c_ulong(0)] * (4 - len(given))
    _checked(library.prctl(option, *given))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
