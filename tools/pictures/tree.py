"""Classes that form a tree: coarse distinctions are learned before fine ones, and cross-entropy lets them catch up."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Any

from pictures.picture import Picture
from pictures.table import table
from symflow import integrate
from symflow.render.plots.look import BLUE, GREEN, ORANGE, figure
from symflow.render.plots.table import Table

LEVELS = (
    ("halves", "1/10", BLUE, "-"),
    ("quarters", "1/100", ORANGE, "--"),
    ("leaves", "1/1000", GREEN, "-."),
)
PLACES = (
    3,
    1,
    0,
)  # one mode of each level among s_1, ..., s_7: characters of the first, the second, the third bit
SQUARED = [f"{n // 10}.{n % 10}" for n in range(1, 81)]
CROSS = [f"{m}e{n}" for n in range(-1, 7) for m in (1, 1.5, 2, 3, 5, 7)]
DIGITS = 12
TEXT = """\
Eight classes as the leaves of a binary tree (Walsh, K = 8): one mode tells the halves apart, two modes the quarters
within them, four the leaves. They start at 1/10, 1/100 and 1/1000.

*Proved:* under the squared loss the modes know nothing of each other; each follows a logistic curve
(`squared-loss`), later by log(10)/2 for each level, and all end at 1. Under cross-entropy every mode increases for
ever (`mode-growth`), V decreases, and the modes tend to be equal (`lyapunov-decrease`, `global-convergence`).
*Measured:* the curves. Left, squared loss: the levels rise one after the other. Middle, cross-entropy: the same
order, and then the modes close ranks, slowly. Right: the probability that cross-entropy gives to the wrong half, to
the wrong quarter of the right half, and to the other leaf of the right quarter: each distinction is still unmade
while coarser ones are settled."""


def data() -> Table:
    """The loss, t, a mode of each level and the three probabilities (empty for the squared loss)."""
    columns = ["loss", "t", *(name for name, *_ in LEVELS), *(f"wrong {name}" for name, *_ in LEVELS)]
    return table(columns, [*rows("squared", SQUARED), *rows("cross-entropy", CROSS)])


def rows(loss: str, times: Sequence[str]) -> list[tuple[str, ...]]:
    """One row for each time, the start left out."""
    coarse, middle, fine = (start for _, start, *_ in LEVELS)
    start = [fine, middle, fine, coarse, fine, middle, fine]
    found = integrate(start, samples=times, digits=DIGITS, loss=loss)
    out = []
    for t, modes in zip(found.t[1:], found.modes[1:], strict=True):
        shown = [modes[place] for place in PLACES]
        wrong = map(repr, mistakes([float(s) for s in shown])) if loss == "cross-entropy" else ("", "", "")
        out.append((loss, t, *shown, *wrong))
    return out


def mistakes(modes: Sequence[float]) -> tuple[float, float, float]:
    """Wrong half; wrong quarter, given the half; wrong leaf, given the quarter: from the three modes."""
    coarse, middle, fine = modes
    right = (coarse + 2 * middle + 4 * fine) / 8
    odds = [
        exp((coarse + 2 * middle - 4 * fine) / 8 - right),
        exp((coarse - 2 * middle) / 8 - right),
        exp(-coarse / 8 - right),
    ]
    leaf, quarter, half = odds[0], 2 * odds[1], 4 * odds[2]
    return (
        half / (1 + leaf + quarter + half),
        quarter / (1 + leaf + quarter),
        leaf / (1 + leaf),
    )


def draw(data: Table) -> Any:
    """Three panels: the modes under either loss, and what is still confused."""
    page = figure(10.4, 3.6)
    squared, cross, wrong = page.subplots(1, 3)
    for axes, loss in ((squared, "squared"), (cross, "cross-entropy")):
        here = data.where("loss", loss)
        for name, _, colour, line in LEVELS:
            axes.plot(here.column("t"), here.column(name), line, color=colour, label=name)
    here = data.where("loss", "cross-entropy")
    for name, _, colour, line in LEVELS:
        wrong.plot(here.column("t"), here.column(f"wrong {name}"), line, color=colour, label=name)
    squared.set(xlabel="time $t$", xlim=(0, 8))
    squared.set_title("modes, squared loss")
    squared.legend(loc="lower right")
    cross.set(xscale="log", xlabel="time $t$")
    cross.set_title("modes, cross-entropy")
    wrong.set(xscale="log", yscale="log", xlabel="time $t$", xlim=(0.5, 100), ylim=(1e-3, 1))
    wrong.set_title("confused, cross-entropy")
    return page


PICTURE = Picture(
    "tree",
    "Coarse before fine, on a tree",
    "Modes of three levels of a tree: one after the other under squared loss, closing ranks under cross-entropy",
    TEXT,
    data,
    draw,
)
