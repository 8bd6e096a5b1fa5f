"""A chart as PNG. Curves differ in colour and in dashes, so that readers can distinguish
them in grey too.
"""

import math
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .chart import Chart, Panel

COLOURS = ("#0072B2", "#E69F00", "#009E73")  # Okabe and Ito's, for every kind of colour vision
DASHES = ("solid", (0, (7, 1.5)), (0, (1.5, 1)))
WRONG = "#D55E00"
MARKS = {
    "x": ("x", "wrong"),
    "^": ("^", "wrong, above the axis"),
    "v": ("v", "wrong, below the axis"),
    "?": ("$?$", "nan"),
}
MARGIN = 0.06  # of the height, above and below


def write(chart: Chart, path: Path) -> None:
    """Write the chart; the same bytes for the same chart.

    Raises:
        OSError: if the file cannot be written.
    """
    figure = Figure(figsize=(7, 1 + 2.4 * len(chart.panels)), layout="constrained")
    all_axes = figure.subplots(len(chart.panels), sharex=True, squeeze=False)[:, 0]
    figure.suptitle(chart.title, fontsize="medium", wrap=True)
    for axes, panel in zip(all_axes, chart.panels, strict=True):
        _draw(axes, panel, chart)
    all_axes[-1].set_xlabel(chart.across)
    all_axes[-1].set_xlim(*chart.ends)
    handles, labels = all_axes[0].get_legend_handles_labels()
    for axes in all_axes[1:]:  # a stretch may be wrong in the lower panels alone
        for handle, label in zip(*axes.get_legend_handles_labels(), strict=True):
            if label not in labels:
                handles, labels = [*handles, handle], [*labels, label]
    if len(labels) > 1:
        figure.legend(handles, labels, loc="outside lower center", ncols=2, fontsize="small", frameon=False)
    figure.savefig(path, dpi=150, metadata={"Software": None})


def _draw(axes: Axes, panel: Panel, chart: Chart) -> None:
    low, high = panel.limits
    axes.set_ylim(low - MARGIN * (high - low), high + MARGIN * (high - low))
    axes.set_ylabel(panel.title)
    axes.axhline(0, color="0.6", linewidth=0.6, zorder=0)
    axes.grid(color="0.9", linewidth=0.5)
    for n, curve in enumerate(panel.curves):
        colour, dashes = COLOURS[n % len(COLOURS)], DASHES[n % len(DASHES)]
        label = curve.label or "exact"
        for piece in curve.right:
            axes.plot(*zip(*piece, strict=True), color=colour, linestyle=dashes, linewidth=2.2, label=label)
            label = "_"  # one entry in the legend for all pieces
        for left, right in zip(curve.right, curve.right[1:], strict=False):
            (x, y), (_, v) = left[-1], right[0]
            axes.plot([x, x], [y, v], color=colour, linewidth=0.8, linestyle=":")
    _submission(axes, panel, chart.submission)


def _submission(axes: Axes, panel: Panel, name: str) -> None:
    """What was got as a thin line, cut where the curve jumps, and a mark wherever it is wrong."""
    label = name
    for curve in panel.curves:
        for piece in curve.right:
            start, end = piece[0][0], piece[-1][0]
            shown = [point for point in curve.got if start <= point[0] <= end and math.isfinite(point[1])]
            if shown:
                axes.plot(*zip(*shown, strict=True), color="black", linewidth=1, linestyle=(0, (4, 2)), label=label)
                label = "_"
    marks = [mark for curve in panel.curves for mark in curve.marks(*panel.limits)]
    for sign, (marker, meaning) in MARKS.items():
        if points := [(x, y) for x, y, s in marks if s == sign]:
            (drawn,) = axes.plot(*zip(*points, strict=True), marker, color=WRONG, markersize=4, label=meaning)
            drawn.set_clip_on(False)
