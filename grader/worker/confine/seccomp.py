"""A filter of system calls: those that computing needs are allowed, every other one fails with
EPERM.

It is a program for the kernel's packet filter, built by hand. Allowed are memory, threads, clocks,
reading files and the descriptors that are open; not allowed are new processes, sockets, writing to
files, signals to others, debugging.
"""

import ctypes
import errno
import struct

from . import kernel

# name: number on x86-64 and on aarch64, None where there is no such call
ALLOWED: dict[str, tuple[int | None, int | None]] = {
    "futex": (202, 98),
    "read": (0, 63),
    "write": (1, 64),
    "poll": (7, None),
    "ppoll": (271, 73),
    "mmap": (9, 222),
    "munmap": (11, 215),
    "mprotect": (10, 226),
    "madvise": (28, 233),
    "brk": (12, 214),
    "mremap": (25, 216),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "restart_syscall": (219, 128),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "nanosleep": (35, 101),
    "gettimeofday": (96, 169),
    "time": (201, None),
    "times": (100, 153),
    "getrusage": (98, 165),
    "getrandom": (318, 278),
    "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123),
    "sched_getparam": (143, 121),
    "sched_getscheduler": (145, 120),
    "sched_get_priority_max": (146, 125),
    "sched_get_priority_min": (147, 126),
    "getcpu": (309, 168),
    "get_mempolicy": (239, 236),
    "membarrier": (324, 283),
    "set_robust_list": (273, 99),
    "get_robust_list": (274, 100),
    "set_tid_address": (218, 96),
    "rseq": (334, 293),
    "arch_prctl": (158, None),
    "exit": (60, 93),
    "exit_group": (231, 94),
    "close": (3, 57),
    "lseek": (8, 62),
    "pread64": (17, 67),
    "readv": (19, 65),
    "writev": (20, 66),
    "dup": (32, 23),
    "dup2": (33, None),
    "dup3": (292, 24),
    "stat": (4, None),
    "lstat": (6, None),
    "fstat": (5, 80),
    "newfstatat": (262, 79),
    "statx": (332, 291),
    "access": (21, None),
    "faccessat": (269, 48),
    "faccessat2": (439, 439),
    "readlink": (89, None),
    "readlinkat": (267, 78),
    "getdents64": (217, 61),
    "getcwd": (79, 17),
    "select": (23, None),
    "pselect6": (270, 72),
    "getsockopt": (55, 209),
    "getsockname": (51, 204),
    "getpeername": (52, 205),
    "shutdown": (48, 210),
    "uname": (63, 160),
    "sysinfo": (99, 179),
    "getrlimit": (97, 163),
    "getpriority": (140, 141),
    "umask": (95, 166),
    "getpid": (39, 172),
    "getppid": (110, 173),
    "gettid": (186, 178),
    "getpgid": (121, 155),
    "getpgrp": (111, None),
    "getsid": (124, 156),
    "getuid": (102, 174),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getegid": (108, 177),
    "getresuid": (118, 148),
    "getresgid": (120, 150),
    "getgroups": (115, 158),
}
# of the files that the driver of an accelerator has open
IOCTL: tuple[int | None, int | None] = (16, 29)
OPEN, OPENAT, OPENAT2 = (2, None), (257, 56), (437, 437)
CLONE, CLONE3 = (56, 220), (435, 435)
FCNTL, PRCTL, PRLIMIT64 = (72, 25), (157, 167), (302, 261)
KILL, TGKILL = (62, 129), (234, 131)
SENDTO, RECVFROM, SENDMSG, RECVMSG = (44, 206), (45, 207), (46, 211), (47, 212)

# O_WRONLY O_RDWR O_CREAT O_TRUNC O_APPEND O_TMPFILE
WRITING = 0o1 | 0o2 | 0o100 | 0o1000 | 0o2000 | 0o20000000
OUT_OF_BAND = 1  # MSG_OOB: nobody needs it, and kernels have had holes there
THREAD = 0x10000  # CLONE_THREAD
DESCRIPTORS = (0, 1, 2, 3, 4, 1030)  # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC
NAMES = (15, 16, 0x53564D41)  # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA

ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
X32 = 0x40000000  # the first number of x86-64's other ABI
ALLOW, KILL_PROCESS, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
# SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC: drivers have started some
SET_FILTER, ALL_THREADS = 1, 1

Number = tuple[int | None, int | None]


def program(machine: str, pid: int, driver: bool = False) -> bytes:
    """The filter for a process on a machine ("x86_64" or "aarch64"): a signal may go to `pid`
    alone. With the `driver` of an accelerator it may talk to devices that are open.
    """
    column = {"x86_64": 0, "aarch64": 1}[machine]
    steps = [_step(LOAD, 4), _step(EQUAL, ARCHITECTURE[machine], 1, 0), _step(RETURN, KILL_PROCESS), _step(LOAD, 0)]
    if machine == "x86_64":
        steps += [_step(AT_LEAST, X32, 0, 1), _step(RETURN, KILL_PROCESS)]

    def rule(number: Number, verdict: int = ALLOW, *tests: tuple[int, int, int, bool]) -> None:
        """Allow a call if words of its arguments pass tests: (word, operation, value, whether that
        has to hold).
        """
        if (wanted := number[column]) is None:
            return
        steps.append(_step(EQUAL, wanted, 0, 2 * len(tests) + 1))
        for i, (word, operation, value, holds) in enumerate(tests):
            end = 2 * (len(tests) - i) - 1  # to behind the verdict
            steps.extend([_step(LOAD, 16 + 4 * word), _step(operation, value, *((0, end) if holds else (end, 0)))])
        steps.append(_step(RETURN, verdict))
        if tests:
            steps.append(_step(LOAD, 0))

    for number in (*ALLOWED.values(), *([IOCTL] if driver else [])):
        rule(number)
    for number, flags in ((SENDTO, 6), (RECVFROM, 6), (SENDMSG, 4), (RECVMSG, 4)):
        rule(number, ALLOW, (flags, ANY_BIT, OUT_OF_BAND, False))
    rule(OPEN, ALLOW, (2, ANY_BIT, WRITING, False))
    rule(OPENAT, ALLOW, (4, ANY_BIT, WRITING, False))
    rule(CLONE, ALLOW, (0, ANY_BIT, THREAD, True))
    for command in DESCRIPTORS:
        rule(FCNTL, ALLOW, (2, EQUAL, command, True))
    for option in NAMES:
        rule(PRCTL, ALLOW, (0, EQUAL, option, True))
    # asking, not setting
    rule(PRLIMIT64, ALLOW, (0, EQUAL, 0, True), (4, EQUAL, 0, True), (5, EQUAL, 0, True))
    rule(KILL, ALLOW, (0, EQUAL, pid, True))
    rule(TGKILL, ALLOW, (0, EQUAL, pid, True))
    # their flags are out of a filter's sight; the C library then uses the older call
    for number in (CLONE3, OPENAT2):
        rule(number, REFUSE | errno.ENOSYS)
    steps.append(_step(RETURN, REFUSE | errno.EPERM))
    return b"".join(steps)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def install(pid: int, driver: bool = False) -> None:
    """Filter the calls of all threads of this process, for ever; no_new_privs has to be set.

    Raises:
        OSError: if the kernel refuses.
    """
    code = ctypes.create_string_buffer(program(kernel.MACHINE, pid, driver))
    length = (ctypes.sizeof(code) - 1) // 8
    filter_program = struct.pack("@HP", length, ctypes.addressof(code))
    if thread := kernel.call("seccomp", SET_FILTER, ALL_THREADS, filter_program):
        raise OSError(errno.ESRCH, f"thread {thread} has a filter of its own")
