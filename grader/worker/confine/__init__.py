"""What a worker takes from itself before student code runs, and the self-test that finds out what
can be taken here.
"""

from .confinement import LEVELS, NAMES, Confinement
from .selftest import LayerFinding, choose

__all__ = ["LEVELS", "NAMES", "Confinement", "LayerFinding", "choose"]
