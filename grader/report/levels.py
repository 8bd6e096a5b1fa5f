"""How much students get to see, and how finely points are told. Settings of courses have these, so
they load nothing else.
"""

from typing import Literal, get_args

Level = Literal["verdict", "failures", "diagnosis", "full"]
LEVELS: tuple[Level, ...] = get_args(Level)
DIGITS = 2  # of points, after the point
