"""How every picture looks: colours that can be told apart with any colour vision and in grey, few lines, large type.

The colours are those of Okabe and Ito, and a line has a style or a marker of its own besides. Each colour has a
contrast of 3:1 at least on white and on a dark page. A picture is an SVG with a fixed salt and no date: the same data
and the same matplotlib give the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from symflow.errors import MissingPart

INK, BLUE, ORANGE, GREEN, PURPLE, GREY = "#222222", "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#767676"
COLOURS, STYLES, MARKERS = (BLUE, ORANGE, GREEN, PURPLE), ("-", "--", "-.", ":"), ("o", "s", "^", "D")
FAINT, GRID = "#444444", "#e3e3e3"
WIDTH, HEIGHT = 6.2, 3.9  # of a picture with one panel, in inches: still read on a phone
RESOLUTION = 150
LOOK: dict[Any, Any] = {
    "svg.hashsalt": "symflow",
    "svg.fonttype": "path",
    "font.size": 10,
    "text.color": INK,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.edgecolor": GREY,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 0.7,
    "lines.linewidth": 1.7,
    "lines.solid_capstyle": "round",
    "legend.frameon": False,
    "legend.fontsize": 9,
    "xtick.color": FAINT,
    "ytick.color": FAINT,
    "mathtext.fontset": "dejavusans",
    "path.simplify_threshold": 0.2,
}
_PATH = re.compile(r' d="[^"]*"')
_FINE = re.compile(r"-?\d+\.\d{3,}")


def require(what: str, instead: str = "") -> None:
    """Refuse a picture before any work is done, if it cannot be drawn: MissingPart."""
    try:
        import matplotlib as mpl  # noqa: F401 - only whether it is there
    except ImportError:
        advice = f", or use {instead}" if instead else ""
        raise MissingPart(f"{what}: matplotlib is missing; pip install 'symflow[plot]'{advice}") from None


@contextmanager
def look() -> Iterator[None]:
    """The settings of every picture, whatever those of the user are."""
    import matplotlib as mpl

    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(LOOK)
        yield


def figure(width: float, height: float) -> Any:
    """An empty figure in inches."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained")


def svg(drawn: Any, title: str, mark: str) -> str:
    """The figure as a file of its own, on white; it carries its title and the mark of its data."""
    for axes in drawn.axes:
        axes.minorticks_off()
    stream = io.StringIO()
    about = {"Date": None, "Creator": None, "Title": title, "Description": f"data {mark}"}
    drawn.savefig(stream, format="svg", metadata=about)
    return _PATH.sub(lambda path: _FINE.sub(_short, path[0]), stream.getvalue())


def image(drawn: Any, kind: str, title: str, mark: str = "") -> bytes:
    """The figure as the bytes of a file: svg, png or pdf, without a date."""
    if kind == "svg":
        return svg(drawn, title, mark).encode()
    stream = io.BytesIO()
    about: dict[str, str | None] = {"Title": title}
    if kind == "pdf":
        about |= {"Subject": f"data {mark}", "CreationDate": None}
    else:
        about["Description"] = f"data {mark}"
    drawn.savefig(stream, format=kind, dpi=RESOLUTION, metadata=about)
    return stream.getvalue()


def _short(found: re.Match[str]) -> str:
    """A coordinate to a hundredth of a point."""
    return f"{float(found[0]):.2f}"


def mark_of(text: str) -> str:
    """The mark of the data that an SVG was drawn from."""
    found = re.search(r"data ([0-9a-f]{16})", text)
    return found[1] if found else ""
