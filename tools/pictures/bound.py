"""The proved bound of V, with all its constants, beside the true V."""

from __future__ import annotations

from math import log10
from typing import Any

from pictures.picture import Picture
from pictures.table import table
from symflow import integrate
from symflow.render.plots.look import BLUE, GREEN, ORANGE, figure
from symflow.render.plots.table import Table
from symflow.render.plots.theorem import Constants, arithmetic

START = ("1", "2", "3")
END, SAMPLES, DIGITS = "1e12", 97, 15
LEAST = 1e-4
TEXT = """\
Walsh, K = 4, from s(0) = (1, 2, 3): v0 = V(0) = 0.0959, b = 2, c = exp(-(3 v0 + 1)) = 0.276, and the
exponent of the bound is lambda = tanh(b)/(8 kappa(c)) = 0.112.

*Proved* (`global-convergence`, for every start with all modes active): V <= v0 (b / bar s)^lambda at all
times, and bar s is at least the x(t) with C(x) = C(b) + 2 K c t. Left: with the true bar s the bound falls,
but like a small power of log t; with x(t) in place of bar s it is a little weaker still. Right: the time
from which on V <= eps is proved, and the time at which it is so. For eps = V(0)/2 the proved time is
10^15658, for V(0)/10 it is 10^(1.7 10^9). So the theorem says that collapse happens from every such start,
and by when; it says nothing useful about how long one has to wait. *Measured:* V and bar s (two runs agree
to 15 digits)."""


def data() -> Table:
    """t, bar s, V, the bound with bar s, the bound with x(t), and log10 of the time from which on this V is proved."""
    mp = arithmetic()
    found = integrate(START, t_end=END, samples=SAMPLES, digits=DIGITS)
    means = [sum(map(mp.mpf, modes)) / (found.K - 1) for modes in found.modes]
    known = Constants(mp, found.K, mp.mpf(str(found.lyapunov[0])), means[0])
    rows = []
    for t, mean, v in zip(found.t, means, found.lyapunov, strict=True):
        value, time = mp.mpf(str(v)), mp.mpf(t)
        numbers = (
            mean,
            value,
            known.bound(mean),
            known.bound(known.passed(time)),
            mp.log10(known.time(value)),
        )
        rows.append((t, *(mp.nstr(number, 12) for number in numbers)))
    return table(["t", "mean", "V", "bound", "bound_by_clock", "log10_proved_time"], rows)


def draw(rows: Table) -> Any:
    """V and its bounds against time; the two times against eps."""
    page = figure(9.6, 4.2)
    left, right = page.subplots(1, 2)
    t, v = rows.column("t")[1:], rows.column("V")
    for name, colour, style, label in (
        ("bound_by_clock", ORANGE, "-", "proved, from $t$ alone"),
        ("bound", GREEN, "--", r"proved, from $t$ and $\bar{s}(t)$"),
        ("V", BLUE, "-", "true"),
    ):
        left.plot(t, rows.column(name)[1:], color=colour, linestyle=style, label=label)
    left.set(xscale="log", yscale="log", xlabel="time $t$", xlim=(t[0], t[-1]), ylim=(None, 0.3))
    left.set_title("$V$ and its proved bounds")
    left.legend(loc="lower left")
    _times(right, Table(rows.columns, rows.rows[: sum(x > LEAST * v[0] for x in v)]))
    return page


def _times(axes: Any, rows: Table) -> None:
    """log10 of both times on a logarithmic axis; eps runs through the values of V."""
    first, *later = rows.column("V")
    eps = [v / first for v in later]
    true = [log10(1 + t) for t in rows.column("t")[1:]]
    proved = rows.column("log10_proved_time")[1:]
    axes.plot(eps, proved, color=ORANGE, label="proved")
    axes.plot(eps, true, color=BLUE, label="true")
    axes.set(xscale="log", yscale="log", xlim=(1, eps[-1]), xlabel=r"$\varepsilon / V(0)$")
    places = [10.0**k for k in range(8, 41, 8) if 10.0**k < proved[-1]]
    names = [f"$10^{{10^{{{round(log10(p))}}}}}$" for p in places]
    axes.set_yticks([1.0, *places], ["$10$", *names])
    axes.annotate(
        f"$10^{{{round(true[-1])}}}$", (eps[-1], true[-1]), (-4, 7), textcoords="offset points", ha="right"
    )
    axes.set_title(r"Time from which on $V \leq \varepsilon$")
    axes.legend(loc="upper left")


PICTURE = Picture(
    "bound",
    "The proved bound, and how pessimistic it is",
    "Left: the proved bounds of V stay almost flat while V falls. Right: the proved time is beyond all use",
    TEXT,
    data,
    draw,
)
