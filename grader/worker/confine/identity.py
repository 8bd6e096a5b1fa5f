"""The identity of a process: its own user, without any privilege."""

import contextlib
import os
import struct

from . import kernel

FIRST_USER = 60_800  # no system hands out the 300 numbers from here on
USERS = 300
_CAPABILITIES_VERSION = 0x20080522


def become(number: int) -> None:
    """Becomes one of the spare users, forever.

    Raises:
        OSError: if this process may not.
    """
    user = FIRST_USER + number % USERS
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def renounce() -> None:
    """Gives up every capability, which root has even in a sandbox, and the right to gain one by
    running a program.
    """
    with contextlib.suppress(OSError):  # those that have none need not
        kernel.call("capset", struct.pack("=Ii", _CAPABILITIES_VERSION, 0), bytes(24))
    kernel.control(kernel.SET_NO_NEW_PRIVILEGES, 1)
