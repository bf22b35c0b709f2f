"""The integrator against a known answer: the collapse ray has an exact first integral."""

from __future__ import annotations

from typing import Any

from mpmath import MPContext

from pictures.picture import Picture
from pictures.table import table
from symflow import integrate
from symflow.render.plots.look import BLUE, GREEN, GREY, INK, ORANGE, figure
from symflow.render.plots.table import Table

CASES = (("cyclic", 3, "1e6", "o", BLUE), ("walsh", 4, "1e3", "s", ORANGE), ("walsh", 8, "10", "^", GREEN))
START = "1/10"
DIGITS = (10, 15, 20, 25, 30, 35, 40, 45, 50)
BESIDE = 0.6
GUARD = 30
TEXT = """\
All modes start at 0.1, so that the solution stays on the collapse ray, and every number can be compared
with a known answer: with F(s) = Ei(s) + (K - 1) log s, a printed value s at time t has the relative error
(F(s) - F(0.1) - 2Kt)/(e^s + K - 1), to first order. F is evaluated by mpmath, which shares no code with the
integrator. A number that is rounded to D digits has about D of them right, whatever computed it: its
relative error lies below 10^(1-D) and anywhere there. So the points scatter about 0 and none may lie below
-1.

*Proved:* the first integral (`collapse-ray`). *Measured:* the errors. `symflow.integrate` makes the same
comparison beside every run and hands out nothing if it fails."""


def data() -> Table:
    """Scheme, K, t, the digits asked for, and the digits that are right."""
    return table(
        ["scheme", "K", "t", "digits_asked", "digits_right"],
        [
            (scheme, str(K), end, str(digits), correct(scheme, K, end, digits))
            for scheme, K, end, _, _ in CASES
            for digits in DIGITS
        ],
    )


def correct(scheme: str, K: int, end: str, digits: int) -> str:
    """-log10 of the relative error at the end."""
    found = integrate([START] * (K - 1), scheme=scheme, t_end=end, samples=2, digits=digits)
    mp = MPContext()
    mp.dps = digits + GUARD
    s, start = mp.mpf(found.modes[-1][0]), mp.mpf(1) / 10
    first, last = (mp.ei(x) + (K - 1) * mp.log(x) for x in (start, s))
    error = abs(last - first - 2 * K * mp.mpf(end)) / (mp.exp(s) + K - 1)
    return str(mp.nstr(-mp.log10(error), 4))


def draw(rows: Table) -> Any:
    """By how much the right digits exceed the digits asked for; the three cases stand side by side."""
    page = figure(7.2, 3.6)
    axes = page.subplots()
    ends = (DIGITS[0] - 3, DIGITS[-1] + 3)
    axes.axhline(-1, color=INK, linewidth=1.2)
    axes.axhspan(-2, -1, color="#f0f0f0", linewidth=0)
    axes.text(ends[1] - 0.5, -1.5, "promise broken", ha="right", va="center", color=GREY)
    for place, (scheme, K, end, marker, colour) in enumerate(CASES):
        here = rows.where("scheme", scheme).where("K", str(K))
        asked, right = here.column("digits_asked"), here.column("digits_right")
        more = [r - d for r, d in zip(right, asked, strict=True)]
        axes.plot(
            [d + BESIDE * (place - 1) for d in asked],
            more,
            marker,
            color=colour,
            label=f"{scheme}, $K={K}$, $t={end.replace('1e', '10^')}$",
        )
    axes.set(xlabel="digits asked for, $D$", ylabel="digits right, minus $D$", xlim=ends, ylim=(-2, 3))
    axes.legend(loc="upper left", ncols=3)
    return page


PICTURE = Picture(
    "ray",
    "Digits asked for, digits delivered",
    "For every number of digits asked for, the number of right digits is that number, less one at most",
    TEXT,
    data,
    draw,
)
