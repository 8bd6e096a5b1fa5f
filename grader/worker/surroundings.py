"""The environment that libraries find in a worker: cache folders in which nothing can be written,
no screen, and no compiler.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
from collections.abc import Callable
from typing import Any

import torch

from .asked_within import check

NOWHERE = "/dev/null/none"  # no folder on any system, and nobody, not even root, can make it one
ENVIRONMENT = {
    "HOME": NOWHERE,
    "XDG_CACHE_HOME": NOWHERE,
    "XDG_CONFIG_HOME": NOWHERE,
    "MPLCONFIGDIR": NOWHERE,
    "MPLBACKEND": "Agg",  # draws in memory, so that plt.show() shows nothing
    "NUMBA_CACHE_DIR": NOWHERE,
    # which is there: importing what optimizers need makes it otherwise
    "TORCHINDUCTOR_CACHE_DIR": "/",
}
WARNERS = ("matplotlib",)  # they say that they have no folder, about which a student can do nothing


def settle() -> None:
    """Gives this process that environment and no other.

    Libraries continue without a writable cache, but not all of them without a folder for it. So the
    folder that they ask for is only a name.
    """
    os.environ.clear()
    os.environ.update(ENVIRONMENT)
    # not to be looked for by writing, as importing what optimizers need does
    tempfile.tempdir = "/tmp"
    tempfile.mkdtemp = _no_folder  # type: ignore[assignment]
    for name in WARNERS:
        logging.getLogger(name).setLevel(logging.ERROR)
    torch.compile = _eager
    # not imported: of grader the worker knows its own part alone
    vars(sys.modules["grader"])["check"] = check


def _no_folder(suffix: object = None, prefix: object = None, dir: object = None) -> str:
    return NOWHERE


def _eager(model: Callable[..., Any] | None = None, **settings: Any) -> Any:
    """Replaces torch.compile by the function itself: the same numbers, without the processes and
    files of a compiler.
    """
    return (lambda function: function) if model is None else model
