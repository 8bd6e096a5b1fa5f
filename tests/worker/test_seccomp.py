"""The filter as a program: run here, for both machines, on calls that must and must not pass."""

import errno
import re
import struct
from pathlib import Path

import pytest

from grader.worker.confine import seccomp

PID = 4242
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
MACHINES = ("x86_64", "aarch64")
NAMED = {
    "open": seccomp.OPEN,
    "openat": seccomp.OPENAT,
    "openat2": seccomp.OPENAT2,
    "clone": seccomp.CLONE,
    "clone3": seccomp.CLONE3,
    "fcntl": seccomp.FCNTL,
    "prctl": seccomp.PRCTL,
    "prlimit64": seccomp.PRLIMIT64,
    "kill": seccomp.KILL,
    "tgkill": seccomp.TGKILL,
    "sendto": seccomp.SENDTO,
    "recvfrom": seccomp.RECVFROM,
    "sendmsg": seccomp.SENDMSG,
    "recvmsg": seccomp.RECVMSG,
}
REFUSED = {  # x86-64, aarch64
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "setsockopt": (54, 208),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "creat": (85, None),
    "unlinkat": (263, 35),
    "renameat2": (316, 276),
    "ftruncate": (77, 46),
    "memfd_create": (319, 279),
    "pipe2": (293, 59),
    "shmget": (29, 194),
    "io_uring_setup": (425, 425),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "keyctl": (250, 219),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "chroot": (161, 51),
    "setuid": (105, 146),
    "personality": (135, 92),
    "ioctl": (16, 29),
    "seccomp": (317, 277),
    "open_by_handle_at": (304, 265),
    "clock_settime": (227, 112),
}


def verdict(machine: str, number: int, *arguments: int, architecture: int | None = None) -> int:
    """What the filter says to a call, as the kernel would run it."""
    arch = seccomp.ARCHITECTURE[machine] if architecture is None else architecture
    call = struct.pack("=IIQ6Q", number, arch, 0, *(*arguments, *(0,) * (6 - len(arguments))))
    steps = list(struct.iter_unpack("=HBBI", seccomp.program(machine, PID)))
    at, word = 0, 0
    while True:
        code, if_true, if_false, value = steps[at]
        at += 1
        if code == seccomp.RETURN:
            return int(value)
        if code == seccomp.LOAD:
            word = struct.unpack_from("=I", call, value)[0]
            continue
        holds = {seccomp.EQUAL: word == value, seccomp.AT_LEAST: word >= value, seccomp.ANY_BIT: bool(word & value)}[
            code
        ]
        at += if_true if holds else if_false


def number(pair: tuple[int | None, int | None], machine: str) -> int:
    found = pair[MACHINES.index(machine)]
    if found is None:
        pytest.skip(f"{machine} has no such call")
    return found


@pytest.mark.parametrize("machine", MACHINES)
def test_numbers_are_those_of_the_systems_headers(machine: str) -> None:
    header = HEADERS[machine]
    if not header.exists():
        pytest.skip(f"{header} is not here")
    found = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", header.read_text(encoding="utf-8"))
    known = {name: int(n) for name, n in found}
    known.setdefault("newfstatat", known.get("fstatat", -1))
    ours = {**seccomp.ALLOWED, **NAMED, **REFUSED}
    column = MACHINES.index(machine)
    wrong = {name: pair for name, pair in ours.items() if pair[column] is not None and known.get(name) != pair[column]}
    assert wrong == {}


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_listed_is_refused(machine: str, name: str) -> None:
    assert verdict(machine, number(REFUSED[name], machine)) == seccomp.REFUSE | errno.EPERM


@pytest.mark.parametrize("machine", MACHINES)
def test_everything_listed_is_allowed(machine: str) -> None:
    numbers = {pair[MACHINES.index(machine)] for pair in seccomp.ALLOWED.values()} - {None}
    assert {verdict(machine, n) for n in numbers if n is not None} == {seccomp.ALLOW}


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("pair", "arguments", "allowed"),
    [
        (seccomp.OPENAT, (0, 0, 0o2000000), True),  # O_RDONLY | O_CLOEXEC
        (seccomp.OPENAT, (0, 0, 0o200000), True),  # O_DIRECTORY
        (seccomp.OPENAT, (0, 0, 0o1), False),
        (seccomp.OPENAT, (0, 0, 0o2), False),
        (seccomp.OPENAT, (0, 0, 0o100), False),
        (seccomp.OPENAT, (0, 0, 0o1000), False),
        (seccomp.OPENAT, (0, 0, 0o20200000), False),  # O_TMPFILE
        (seccomp.OPEN, (0, 0o2), False),
        (seccomp.OPEN, (0, 0), True),
        (seccomp.CLONE, (0x3D0F00,), True),  # what glibc starts a thread with
        (seccomp.CLONE, (17,), False),  # SIGCHLD: fork
        (seccomp.CLONE, (0x4111,), False),  # vfork
        (seccomp.FCNTL, (3, 1), True),
        (seccomp.FCNTL, (3, 8), False),  # F_SETOWN: signals to others
        (seccomp.FCNTL, (3, 1033), False),  # F_ADD_SEALS
        (seccomp.PRCTL, (15,), True),
        (seccomp.PRCTL, (4,), False),  # PR_SET_DUMPABLE
        (seccomp.PRLIMIT64, (0, 7, 0, 0x7FFF12345678), True),
        (seccomp.PRLIMIT64, (0, 7, 0x7FFF00000000), False),
        (seccomp.PRLIMIT64, (0, 7, 0x12345678), False),
        (seccomp.PRLIMIT64, (1, 7), False),
        (seccomp.KILL, (PID, 9), True),
        (seccomp.KILL, (PID - 1, 9), False),
        (seccomp.KILL, (0, 9), False),
        (seccomp.KILL, (0xFFFFFFFF, 9), False),
        (seccomp.TGKILL, (PID, PID, 6), True),
        (seccomp.TGKILL, (1, 1, 6), False),
        (seccomp.SENDTO, (3, 0, 1, 0x4000), True),  # MSG_NOSIGNAL
        (seccomp.SENDTO, (3, 0, 1, 0x4001), False),  # MSG_OOB
        (seccomp.RECVFROM, (3, 0, 1, 0), True),
        (seccomp.RECVFROM, (3, 0, 1, 1), False),
        (seccomp.SENDMSG, (3, 0, 0), True),
        (seccomp.SENDMSG, (3, 0, 1), False),
        (seccomp.RECVMSG, (3, 0, 0x40000000), True),  # MSG_CMSG_CLOEXEC
        (seccomp.RECVMSG, (3, 0, 1), False),
    ],
)
def test_arguments_decide(
    machine: str, pair: tuple[int | None, int | None], arguments: tuple[int, ...], allowed: bool
) -> None:
    wanted = seccomp.ALLOW if allowed else seccomp.REFUSE | errno.EPERM
    assert verdict(machine, number(pair, machine), *arguments) == wanted


@pytest.mark.parametrize("machine", MACHINES)
def test_calls_whose_flags_are_out_of_sight_do_not_exist(machine: str) -> None:
    for pair in (seccomp.CLONE3, seccomp.OPENAT2):
        assert verdict(machine, number(pair, machine)) == seccomp.REFUSE | errno.ENOSYS


def test_another_architecture_or_abi_ends_the_process() -> None:
    for machine in MACHINES:
        for other in (0x40000003, 0xC000003E, 0xC00000B7):  # i386, x86-64, aarch64
            if other != seccomp.ARCHITECTURE[machine]:
                assert verdict(machine, 0, architecture=other) == seccomp.KILL_PROCESS
    assert verdict("x86_64", 0x40000000) == seccomp.KILL_PROCESS
    assert verdict("x86_64", 0xFFFFFFFF) == seccomp.KILL_PROCESS
