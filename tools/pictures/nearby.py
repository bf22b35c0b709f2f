"""Starts near a Hadamard start, and random starts: how long does the reduced flow predict the full matrices?"""

from __future__ import annotations

from typing import Any

from pictures.picture import Picture
from pictures.table import table
from symflow import integrate
from symflow.render.plots.look import BLUE, GREEN, GREY, INK, ORANGE, PURPLE, figure
from symflow.render.plots.table import Table

K, MODES, SEED = 8, "1e-6", 1
CASES = (
    ("0.001", K, MODES, "1e-6", SEED, BLUE),
    ("0.01", K, MODES, "1e-5", SEED, GREEN),
    ("0.1", K, MODES, "1e-4", SEED, ORANGE),
    ("1", K, MODES, "1e-3", SEED, PURPLE),
    ("random", K, "0", "1e-3", SEED, INK),
    ("random, K = 4", 4, "0", "1e-3", 10, GREY),
)
END, SAMPLES, DIGITS = "1e6", 61, 8
TEXT = """\
Walsh, K = 8. A Hadamard start has modes of about 10^-6, so that its factors a = b are about 10^-3; then random
numbers between -EPS and EPS are added to all entries of W and H. The curves are labelled by EPS/10^-3. At "random"
nothing but such numbers is there. Left: the distance between the projected modes (UᵀZU)_kk and the reduced flow
that starts from the same projected modes, relative to the largest mode. Middle: the largest off-diagonal entry of
UᵀZU, relative to the diagonal. Right: V of the projected modes; it has no value where one of them is not positive.

*Proved* (`frozen-vectors`, `reduced-flow`): without a perturbation both deviations are 0 for ever, and V falls
(`lyapunov-decrease`). *Measured:* the curves. For small EPS the off-diagonal part stays proportional to EPS, and
falls a little; the error of the modes is proportional to EPS². It builds up until the loss has left its plateau, at t
of about 10, is then close to (EPS/10^-3)²/2, and stays near that up to t = 10^6. So here the reduced flow predicts
the whole path, and not only its beginning, with an error of second order. From a random start it does not: with K = 8
it is off by 60% in the end. V falls along all curves with K = 8. But it need not: from one random start with K = 4
(grey) it more than doubles between t = 5 and t = 9. So V is no Lyapunov function of the full flow."""


def data() -> Table:
    """The start, t, the two deviations, and V; an entry is empty where V has no value."""
    rows = [
        row for name, classes, init, eps, seed, _ in CASES for row in samples(name, classes, init, eps, seed)
    ]
    return table(["start", "t", "difference", "off_diagonal", "V"], rows)


def samples(name: str, classes: int, init: str, eps: str, seed: int) -> list[tuple[str, ...]]:
    """The rows of one start, without t = 0, where the prediction is exact."""
    found = integrate(
        K=classes, init=init, seed=seed, matrices=True, perturb=eps, t_end=END, samples=SAMPLES, digits=DIGITS
    )
    return [
        (name, t, frozen.modes, frozen.general.off_diagonal, frozen.general.lyapunov or "")
        for t, frozen in zip(found.t[1:], found.frozen[1:], strict=True)
        if frozen.general is not None
    ]


def draw(rows: Table) -> Any:
    """The deviations, and V."""
    page = figure(11.0, 4.2)
    panels = page.subplots(1, 3, sharex=True)
    for name, *_, colour in CASES:
        here = rows.where("start", name)
        style = {"color": colour, "linestyle": "-" if name[0] in "01" else "--", "label": name}
        for axes, column in zip(panels, ("difference", "off_diagonal", "V"), strict=True):
            defined = Table(here.columns, tuple(row for row in here.rows if row[here.columns.index(column)]))
            axes.plot(defined.column("t"), defined.column(column), **style)
    titles = ("error of the reduced flow", "off-diagonal part", "$V$")
    for axes, title in zip(panels, titles, strict=True):
        axes.set(xscale="log", yscale="log", xlabel="time $t$")
        axes.set_title(title)
    panels[0].set_ylim(1e-9, 3)
    page.legend(*panels[0].get_legend_handles_labels(), loc="outside lower center", ncols=len(CASES))
    return page


PICTURE = Picture(
    "nearby",
    "Near a Hadamard start, and far from one",
    "Left: errors of the reduced flow rise until t = 10 and then stay, proportional to the square of the perturbation. "
    "Middle: off-diagonal parts stay proportional to it. Right: V falls, with one exception",
    TEXT,
    data,
    draw,
)
