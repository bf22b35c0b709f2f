"""The phase portrait for K = 4: the picture of the package, in the gallery."""

from __future__ import annotations

from pictures.picture import Picture
from pictures.table import table
from symflow.render.plots import portrait
from symflow.render.plots.drawn import Asked
from symflow.render.plots.table import Table

TEXT = """\
Walsh, K = 4: three modes as parts of their sum, from s(0) = (0.06, 0.24, 2.7) and (0.06, 1.2, 1.74) and all
permutations, up to t = 10^10. In a corner one mode is all there is, on an edge one is 0, and the star is neural
collapse. Thin: level sets of V, which depends on these parts alone.

*Proved:* V decreases along every trajectory (`lyapunov-decrease`), so each crosses the level sets inwards only, and V
tends to 0 from every start with positive modes (`global-convergence`). *Measured:* the curves. The two larger modes
become equal first; then the smallest catches up, along one of the three axes, and far more slowly."""


def data() -> Table:
    """Trajectories and level sets, in the digits that are printed."""
    found = portrait.show(Asked()).table
    return table(found.columns, found.rows)


PICTURE = Picture(
    "portrait",
    "Into the middle of the triangle",
    "A triangle with closed level curves of V about its middle; twelve trajectories cross them inwards",
    TEXT,
    data,
    portrait.paint,
)
