"""What one submission may use, as a course sets it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

LEVELS = ("L0", "L1", "L2", "L3")
DEVICES = ("cpu", "cuda", "mps", "xpu")
CHOICES = {"require_isolation": LEVELS, "require_device": DEVICES}
MOST_MIB = 1 << 24  # 16 TiB
MOST_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class Limits:
    """What one submission may use: wall-clock seconds for each answer that the judge waits for and
    for all of them, memory and CPU time; the level of isolation (docs/isolation.md) below
    which no submission is run, and the device that it has to be judged on beside the CPU.
    """

    seconds: float = 10.0
    memory_mib: int = 2048
    cpu_seconds: float = 120.0
    require_isolation: str = "L0"
    total_seconds: float = 60.0
    require_device: str = "cpu"


def limits(
    settings: Mapping[str, Any],
    where: str,
    complain: Callable[[str], Exception],
    base: Limits = Limits(),  # it is frozen
    others: tuple[str, ...] = (),
) -> Limits:
    """The limits that a table sets, the others as in `base`; `others` are further keys that the
    table may have, to be named beside these.

    Raises:
        Exception: what `complain` makes of a sentence, if a key is not known, or a value not
        possible.
    """
    known = [*others, *(field.name for field in fields(Limits))]
    for name, value in settings.items():
        if name not in known:
            raise complain(f"{where} has no setting {name!r}; there are {', '.join(known)}")
        if choices := CHOICES.get(name):
            if value not in choices:
                raise complain(f"{where} {name} must be one of {', '.join(choices)}, not {value!r}")
        elif complaint := _amount(name, value):
            raise complain(f"{where} {name} must be {complaint}, not {value!r}")
    return replace(base, **settings)


def _amount(name: str, value: object) -> str:
    """What an amount has to be, if it is not; nothing if it is."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        return "a positive number"
    if name == "memory_mib":
        return "" if isinstance(value, int) and value <= MOST_MIB else f"a whole number, at most {MOST_MIB:,}"
    return "" if value <= MOST_SECONDS else f"a number of seconds, at most {MOST_SECONDS:,}"
