"""The rights that a worker gives up before student code runs, and the self-test that finds out
which it can give up here.
"""

from .confinement import LEVELS, NAMES, Confinement
from .selftest import LayerFinding, choose

__all__ = ["LEVELS", "NAMES", "Confinement", "LayerFinding", "choose"]
