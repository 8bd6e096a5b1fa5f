"""The engines that judge a batch: processes of this machine, or a Ray cluster."""

import functools
import importlib.util
import os
from collections.abc import Mapping

from ..about import installing
from . import pool
from .pool import Engine
from .store import Key

INSTALL = f"ray is not installed; install it with: {installing('ray')}"
# With the first, Ray supports only one machine on this platform and listens only on loopback.
# Without the second, it sends usage reports to its makers.
ALONE = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_USAGE_STATS_ENABLED": "0"}


def complaint(name: str, address: str | None) -> str:
    """Returns why this engine cannot be used, or ""."""
    if name == "local":
        return "--address is for --engine ray" if address else ""
    return "" if importlib.util.find_spec("ray") else INSTALL


def engine(name: str, address: str | None, keys: Mapping[str, Key], count: int | None) -> Engine:
    """Returns an engine by its name, with so many judges, which makes results with these keys. The
    address is that of a cluster.
    """
    if name == "local":
        return functools.partial(pool.run, count=count)
    address = address or os.environ.get("RAY_ADDRESS")
    if not address:
        os.environ.update(ALONE)  # read when Ray is imported
    from . import cluster

    return cluster.Cluster(keys, address, count)
