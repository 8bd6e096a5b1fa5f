"""Who handed a file in, read from where it lies: one module for each learning system that names
what it hands out. What has no such names is in folders (folders.py), in a list (listed.py), or says
it beside (gradescope.py).
"""

from ...handed import DownloadLayout
from . import blackboard, brightspace, canvas, drive, moodle, nbgrader, openedx, sakai

# Names that begin in a way that no other's do come first; the last two make no folders.
BUNDLED: tuple[DownloadLayout, ...] = (
    openedx.LAYOUT,
    brightspace.LAYOUT,
    moodle.LAYOUT,
    nbgrader.LAYOUT,
    sakai.LAYOUT,
    blackboard.LAYOUT,
    canvas.LAYOUT,
    drive.LAYOUT,
)
