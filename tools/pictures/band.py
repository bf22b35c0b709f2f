"""V in its proved band, near the ray: the picture of the package, in the gallery."""

from __future__ import annotations

from pictures.picture import Picture
from pictures.table import table
from symflow.render.plots import rate
from symflow.render.plots.drawn import Asked
from symflow.render.plots.table import Table

TEXT = """\
Walsh, K = 4, from s(0) = (1.00003, 0.99999, 0.99998): V against the mean mode, with the band that is proved for it.

*Proved* (`collapse-rate`): V e^{2 bar s/K} stays within a factor e^G of its start, where here G = 0.97; V never
increases, and falls no faster than e^{-2(K-1) bar s/c}, with c = 0.368, which is the better bound near the start.
*Measured:* V, and the digits of the band. G grows like the square root of V(0): this start is so near to the ray that
the band is narrow, and from modes that differ by a per cent it would be too wide to be drawn."""


def data() -> Table:
    """t, bar s, V and its bounds, in the digits that are printed."""
    found = rate.show(Asked()).table
    return table(found.columns, found.rows)


PICTURE = Picture(
    "band",
    "A band that is proved",
    "V on a logarithmic axis falls along a line in the mean mode, inside a narrow band",
    TEXT,
    data,
    rate.paint,
)
