"""The layers of confinement, the levels they make up, and how a process puts them on."""

import os
import sys
from dataclasses import dataclass, replace

NAMES = ("seccomp", "landlock", "user", "namespaces")
LEVELS = {
    "L0": frozenset[str](),
    "L1": frozenset({"seccomp", "landlock"}),
    "L2": frozenset({"seccomp", "landlock", "user"}),
    "L3": frozenset({"seccomp", "landlock", "user", "namespaces"}),
}


@dataclass(frozen=True)
class Confinement:
    """Layers that work on this machine. `rules` is a descriptor of Landlock's rules, -1 without
    them.

    It is made once, in the process that forks; `enter` is called in the forked one.
    """

    layers: frozenset[str] = frozenset()
    rules: int = -1

    @property
    def level(self) -> str:
        """The highest level of which all layers are there."""
        return max(name for name, layers in LEVELS.items() if layers <= self.layers)

    def at_most(self, level: str) -> "Confinement":
        """The layers of a level, as far as they are there."""
        return replace(self, layers=self.layers & LEVELS[level])

    def fork(self) -> int:
        """What os.fork does, into a process namespace of its own if there are any.

        Raises:
            OSError: if there can be no process more.
        """
        if "namespaces" not in self.layers:
            return os.fork()
        from . import namespaces

        return namespaces.fork()

    def enter(self, memory_mib: int, cpu_seconds: float, user: int, driver: bool = False) -> None:
        """Confine this process for ever; `user` is the number of a spare user. It has one thread,
        or those of the `driver` of an accelerator, which Landlock does not hold.

        Raises:
            OSError: if the system refuses what it had allowed at the self-test.
        """
        from .limits import limit

        limit(memory_mib, cpu_seconds, "user" in self.layers)
        if sys.platform != "linux":
            return
        from . import identity, kernel, landlock, namespaces, seccomp

        if "namespaces" in self.layers:
            namespaces.leave_shared_memory()
        if "user" in self.layers:
            identity.become(user)
        # after the user has changed, which forgets it
        kernel.control(kernel.SET_PARENT_DEATH_SIGNAL, 9)
        identity.renounce()
        if "landlock" in self.layers:
            landlock.restrict(self.rules)
        if "seccomp" in self.layers:
            seccomp.install(os.getpid(), driver)
