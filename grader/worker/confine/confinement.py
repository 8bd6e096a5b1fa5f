"""The layers of confinement, their levels, and how a process applies them."""

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
    """Layers that work on this machine. `rules` is a descriptor of Landlock's rules, or -1.

    The process that forks makes it once; the forked process calls `enter`.
    """

    layers: frozenset[str] = frozenset()
    rules: int = -1

    @property
    def level(self) -> str:
        """Returns the highest level of which all layers work."""
        return max(name for name, layers in LEVELS.items() if layers <= self.layers)

    def at_most(self, level: str) -> "Confinement":
        """Returns the layers of a level, as far as they work."""
        return replace(self, layers=self.layers & LEVELS[level])

    def fork(self) -> int:
        """Forks like os.fork, into its own process namespace if possible.

        Raises:
            OSError: if no further process is possible.
        """
        if "namespaces" not in self.layers:
            return os.fork()
        from . import namespaces

        return namespaces.fork()

    def enter(self, memory_mib: int, cpu_seconds: float, user: int, driver: bool = False) -> None:
        """Confines this process forever; `user` is the number of a spare user. The process has one
        thread, or the threads of an accelerator's `driver`, which Landlock does not confine.

        Raises:
            OSError: if the system refuses something that it allowed in the self-test.
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
