"""How time grows with K, with the digits and with t: symflow, and heyoka's multiprecision numbers beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.competitors import TITLES
from benchmarks.outcome import MEASURED, Data, Entry
from benchmarks.profiles import float_of
from symflow.render.plots.look import BLUE, GREY, ORANGE, figure, look, svg

LINES = (("ours", BLUE, "o"), ("heyoka-real", GREY, "s"), ("heyoka-real-loss", ORANGE, "^"))
DIGITS, END = 50, "1000"


@dataclass(frozen=True, slots=True)
class Growth:
    """What is on the horizontal axis, and which entries are on the picture; one panel for each `panel`."""

    name: str
    title: str
    label: str
    logarithmic: bool
    panels: Sequence[int]
    place: Callable[[Entry], float]
    shows: Callable[[Entry, int], bool]


PICTURES = (
    Growth(
        "time-by-K", f"Time by K, {DIGITS} digits, t = {END}", "K", True, (0,), lambda e: float(e.K),
        lambda e, _: (e.digits, e.end) == (DIGITS, END),
    ),
    Growth(
        "time-by-digits", f"Time by digits, t = {END}", "digits", True, (4, 16), lambda e: float(e.digits),
        lambda e, K: (e.K, e.end) == (K, END),
    ),
    Growth(
        "time-by-t", f"Time by t, {DIGITS} digits", "decimal exponent of t", True, (4, 16),
        lambda e: float(float_of(e.end)), lambda e, K: (e.K, e.digits) == (K, DIGITS),
    ),
)  # fmt: skip


def points(picture: Growth, data: Data, name: str, panel: int) -> list[tuple[float, float]]:
    """The measured points of a line."""
    chosen = [e for e in data.entries if e.name == name and e.status == MEASURED and picture.shows(e, panel)]
    return sorted((picture.place(e), e.seconds or 0.0) for e in chosen)


def drawn(picture: Growth, data: Data) -> str:
    """The picture as SVG, which carries the mark of its data."""
    with look():
        page = figure(4.8 * len(picture.panels), 3.8)
        for axes, panel in zip(
            page.subplots(1, len(picture.panels), squeeze=False)[0], picture.panels, strict=True
        ):
            _panel(axes, picture, data, panel)
        return str(svg(page, picture.title, data.mark))


def _panel(axes: Any, picture: Growth, data: Data, panel: int) -> None:
    """One set of lines."""
    ticks: set[float] = set()
    for name, colour, marker in LINES:
        found = points(picture, data, name, panel)
        if found:
            x, y = zip(*found, strict=True)
            ticks |= set(x)
            axes.plot(x, y, color=colour, marker=marker, markersize=4, label=TITLES[name])
    axes.set(xscale="log", yscale="log", xlabel=picture.label)
    axes.set_xticks(sorted(ticks), [f"{x:g}" for x in sorted(ticks)])
    axes.set_title(f"seconds{f', $K={panel}$' if panel else ''}")
    if ticks:
        axes.legend(loc="upper left")
