"""A trajectory as a picture: the modes, V and the loss against time. Needs matplotlib (the extra ``plot``).

Time runs on a logarithmic axis where the samples do (late ends). V and the loss, and modes that span more than a factor
1000, are drawn as log10: the numbers are decimal strings and may lie far outside of the range of binary64, and only
their logarithms are converted. The modes are coloured by k along a ramp of symflow.render.plots, where the style is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from symflow.flow.solve.grid import is_late
from symflow.flow.solve.trajectory import Trajectory
from symflow.numeric.decimals import wide
from symflow.render.plots import look
from symflow.render.plots.look import BLUE, INK, ORANGE, STYLES
from symflow.render.plots.scales import ramp
from symflow.render.plots.table import log10

FORMATS = ("png", "svg")
SIZE = (7.0, 8.0)
SPAN = 1000
MOST_LABELS = 8
_LOGS = wide(20)
Line = Sequence[float]


def require(instead: str = "--csv") -> None:
    """Refuse a picture before any work is done, if it cannot be drawn."""
    look.require("--plot", instead)


def draw(found: Trajectory, kind: str) -> bytes:
    """The picture as PNG or SVG; the same trajectory gives the same SVG."""
    with look.look():
        figure = look.figure(*SIZE)
        count = 4 if found.general else 3
        panels = figure.subplots(count, 1, sharex=True, height_ratios=(2, 1, 1, 1)[:count])
        upper, middle, lower, *_ = panels
        late = is_late(Fraction(found.end))
        keep = [i for i in range(len(found.t)) if i or not late]
        times = [_time(Fraction(found.t[i]), late) for i in keep]
        _modes(figure, upper, found, times, keep)
        _log_line(middle, times, [found.lyapunov[i] for i in keep], "V", BLUE)
        _log_line(lower, times, [found.loss[i] for i in keep], "loss", ORANGE)
        if found.general:
            _general(panels, found, times, keep)
        panels[-1].set_xlabel("log$_{10}$ t" if late else "t")
        title = f"{found.scheme} flow, K = {found.classes}"
        upper.set_title(title)
        return look.image(figure, kind, title)


def _modes(figure: Any, axes: Any, found: Trajectory, times: Line, keep: Sequence[int]) -> None:
    """One line for each mode, labelled where they are few, with a colour bar where they are many."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import ListedColormap, Normalize

    scale = Normalize(1, max(2, found.count))
    colours = ListedColormap(ramp(max(2, found.count)))
    logarithmic = _spans(found)
    for k in range(1, found.count + 1):
        texts = [found.modes[i][k - 1] for i in keep]
        values = [_log10(s) if logarithmic else float(s) for s in texts]
        axes.plot(times, values, color=colours(scale(k)), linestyle=_style(k, found.count), label=f"k = {k}")
    axes.set_ylabel("log$_{10}$ s$_k$" if logarithmic else "s$_k$")
    if found.count <= MOST_LABELS:
        axes.legend()
    else:
        figure.colorbar(ScalarMappable(scale, colours), ax=axes, label="k")


def _style(k: int, count: int) -> str:
    """Lines that are named have styles of their own."""
    return STYLES[(k - 1) % len(STYLES)] if count <= MOST_LABELS else STYLES[0]


def _general(panels: Any, found: Trajectory, times: Line, keep: Sequence[int]) -> None:
    """The full matrices from a perturbed start: dashed beside the reduced flow, and how far they are from it."""
    upper, middle, lower, last = panels
    here, logarithmic = [found.general[i] for i in keep], _spans(found)
    for k in range(found.K - 1):
        texts = [g.modes[k] for g in here]
        values = [_log10(s) if logarithmic else float(s) for s in texts]
        upper.plot(times, values, color=INK, linewidth=0.8, linestyle="--")
    dashed = {"color": INK, "linewidth": 1.0, "linestyle": "--"}
    middle.plot(times, [_log10(g.lyapunov) for g in here], **dashed)
    lower.plot(times, [_log10(g.loss) for g in here], **dashed, label="full matrices")
    lower.legend()
    last.plot(times, [_log10(g.off_diagonal) for g in here], color=BLUE, label="off-diagonal part")
    last.plot(times, [_log10(found.frozen[i].modes) for i in keep], color=ORANGE, label="difference of modes")
    last.set_ylabel("log$_{10}$, relative")
    last.legend()


def _log_line(axes: Any, times: Line, texts: Sequence[str | None], name: str, colour: str) -> None:
    """log10 of a quantity that is positive; where it is 0 or infinite there is a gap."""
    values = [_log10(text) for text in texts]
    axes.plot(times, values, color=colour)
    axes.set_ylabel(f"log$_{{10}}$ {name}")
    if texts and not any(math.isfinite(v) for v in values):
        always = "0" if "0" in texts else "infinite"
        axes.text(0.5, 0.5, f"{name} is {always}", transform=axes.transAxes, ha="center")


def _spans(found: Trajectory) -> bool:
    """Whether the positive modes span so much that only their logarithms show all of them."""
    sizes = [Decimal(s) for row in (*found.modes[:1], *found.modes[-1:]) for s in row if s != "0"]
    return bool(sizes) and _LOGS.divide(max(sizes), min(sizes)) > SPAN


def _log10(text: str | None) -> float:
    """log10 of a positive decimal string; nan, a gap in the line, for anything else."""
    return math.nan if text is None else log10(text)


def _time(t: Fraction, late: bool) -> float:
    """t, or log10 t, however large."""
    return math.log10(t.numerator) - math.log10(t.denominator) if late else float(t)
