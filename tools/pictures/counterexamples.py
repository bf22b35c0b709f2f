"""Where the theorem stops: three starts from which what should fall rises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, log
from typing import Any, TypeAlias

from pictures.picture import Picture
from pictures.table import table
from symflow import integrate
from symflow.render.plots.look import BLUE, GREEN, GREY, ORANGE, figure
from symflow.render.plots.table import Table

DEPTH_START, DEPTH_END, DEPTH_STEPS, EVERY = (1.0, 2.0, 2.0), 20.0, 4000, 80
A, B = ("1", "1", "1"), ("1", "3", "3")
RATIO_START = (9,) * 6 + (1, 10) + (2,) * 7
DIGITS = 12
Motion: TypeAlias = Callable[[Sequence[float]], list[float]]
TEXT = """\
*Proved:* at each start, marked by a dot, the derivative is positive. It is enclosed at that exact point
(`depth-3`, `unequal-imbalance`, `max-min-ratio-16`: REFUTED), and nothing is proved about later times.
*Measured:* the curves.

Left: a balanced linear network of depth 3, K = 4, s = (1, 8, 8); V still rises at t = 20. This curve is
integrated in the script itself, by Runge-Kutta steps in floating point: a picture, not evidence. Middle:
two layers that are not balanced, a = (1, 1, 1), b = (1, 3, 3). Right: the largest over the smallest of 15
modes, K = 16, s = (9, 9, 9, 9, 9, 9, 1, 10, 2, ..., 2); for K = 4 this ratio never rises
(`max-min-ratio-4`), while V falls for every K."""


def data() -> Table:
    """The case, t and the quantity that rises."""
    balance = integrate(a=A, b=B, t_end="1", samples=51, digits=DIGITS)
    ratio = integrate(RATIO_START, t_end="20", samples=51, digits=DIGITS)
    spread = [log(max(row) / min(row)) for row in (tuple(map(float, modes)) for modes in ratio.modes)]
    rows = [("depth-3", repr(t), repr(v)) for t, v in deep()]
    rows += [("unequal-imbalance", t, str(v)) for t, v in zip(balance.t, balance.lyapunov, strict=True)]
    rows += [("max-min-ratio-16", t, repr(x)) for t, x in zip(ratio.t, spread, strict=True)]
    return table(["case", "t", "value"], rows)


def deep() -> list[tuple[float, float]]:
    """V along r_k' = (1 - pi_k) r_k^2, s = r^3."""
    r: tuple[float, ...] = DEPTH_START
    out, h = [], DEPTH_END / DEPTH_STEPS
    for n in range(DEPTH_STEPS + 1):
        if n % EVERY == 0:
            out.append((n * h, lyapunov([x**3 for x in r])))
        r = runge_kutta(motion, r, h)
    return out


def motion(r: Sequence[float]) -> list[float]:
    """(1 - pi_k) r_k^2, with 1 - pi_k = 2 q{chi_k = -1}; K = 4."""
    s = [0.0, *(x**3 for x in r)]
    signs = [[-1 if (k & g).bit_count() % 2 else 1 for g in range(4)] for k in range(4)]
    z = [sum(signs[k][g] * s[k] for k in range(4)) / 4 for g in range(4)]
    odds = [exp(x - z[0]) for x in z]
    return [
        2 * sum(o for o, sign in zip(odds, signs[k], strict=True) if sign < 0) / sum(odds) * x**2
        for k, x in enumerate(r, 1)
    ]


def lyapunov(s: Sequence[float]) -> float:
    """log of the mean minus the mean of the logs."""
    return log(sum(s) / len(s)) - sum(map(log, s)) / len(s)


def runge_kutta(f: Motion, y: Sequence[float], h: float) -> tuple[float, ...]:
    """One classical step of order 4."""
    k1 = f(y)
    k2 = f([a + h / 2 * b for a, b in zip(y, k1, strict=True)])
    k3 = f([a + h / 2 * b for a, b in zip(y, k2, strict=True)])
    k4 = f([a + h * b for a, b in zip(y, k3, strict=True)])
    slopes = zip(y, k1, k2, k3, k4, strict=True)
    return tuple(a + h / 6 * (b + 2 * c + 2 * d + e) for a, b, c, d, e in slopes)


def draw(rows: Table) -> Any:
    """Three panels, each relative to the start; a dot marks it, where the rise is proved."""
    page = figure(9.6, 3.6)
    panels = (
        ("depth-3", "$V$, depth 3, $K=4$", BLUE),
        ("unequal-imbalance", "$V$, unequal imbalance, $K=4$", ORANGE),
        ("max-min-ratio-16", r"$\log(\max s\,/\min s)$, $K=16$", GREEN),
    )
    for axes, (case, title, colour) in zip(page.subplots(1, 3), panels, strict=True):
        here = rows.where("case", case)
        t, value = here.column("t"), here.column("value")
        rise = [100 * (v / value[0] - 1) for v in value]
        axes.axhline(0, color=GREY, linewidth=0.9)
        axes.plot(t, rise, color=colour)
        axes.plot(t[:1], rise[:1], "o", color=colour, markersize=7, clip_on=False)
        axes.set(xlabel="time $t$", xlim=(0, t[-1]))
        axes.margins(y=0.12)
        axes.set_title(title)
    page.axes[0].set_ylabel("change since the start, %")
    return page


PICTURE = Picture(
    "counterexamples",
    "Where the theorem stops",
    "Three curves that rise from a marked start: V at depth 3, V with unequal imbalance, a ratio of modes",
    TEXT,
    data,
    draw,
)
