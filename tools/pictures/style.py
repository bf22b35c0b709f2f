"""How the pictures look: colours that can be told apart with any colour vision and in grey, few lines, large type.

The colours are those of Okabe and Ito. A picture is an SVG with a fixed salt and no date: the same data and the same
matplotlib give the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

BLACK, BLUE, ORANGE, GREEN, SKY, PURPLE, GREY = (
    "#222222",
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#56b4e9",
    "#cc79a7",
    "#767676",
)
LOOK: dict[Any, Any] = {
    "svg.hashsalt": "symflow",
    "svg.fonttype": "path",
    "font.size": 10,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.edgecolor": GREY,
    "axes.axisbelow": True,
    "grid.color": "#e3e3e3",
    "grid.linewidth": 0.7,
    "lines.linewidth": 1.7,
    "lines.solid_capstyle": "round",
    "legend.frameon": False,
    "legend.fontsize": 9,
    "xtick.color": "#444444",
    "ytick.color": "#444444",
    "mathtext.fontset": "dejavusans",
    "path.simplify_threshold": 0.2,
}
_PATH = re.compile(r' d="[^"]*"')
_FINE = re.compile(r"-?\d+\.\d{3,}")


@contextmanager
def look() -> Iterator[None]:
    """The settings of every picture."""
    import matplotlib as mpl

    with mpl.rc_context(LOOK):
        yield


def figure(width: float, height: float) -> Any:
    """An empty figure in inches."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def svg(drawn: Any, title: str, mark: str) -> str:
    """The figure as SVG; it carries its title and the mark of its data."""
    for axes in drawn.axes:
        axes.minorticks_off()
    stream = io.StringIO()
    about = {"Date": None, "Creator": None, "Title": title, "Description": f"data {mark}"}
    drawn.savefig(stream, format="svg", metadata=about)
    return _PATH.sub(lambda path: _FINE.sub(_short, path[0]), stream.getvalue())


def _short(found: re.Match[str]) -> str:
    """A coordinate to a hundredth of a point."""
    return f"{float(found[0]):.2f}"


def mark_of(text: str) -> str:
    """The mark of the data that an SVG was drawn from."""
    found = re.search(r"data ([0-9a-f]{16})", text)
    return found[1] if found else ""
