"""The metrics of [J], figure 2, along gradient flow until log t = 1000."""

from __future__ import annotations

from typing import Any

from pictures.measured import STARTS, computed, panels
from pictures.picture import Picture
from symflow.experiment.late import Late
from symflow.render.plots.table import Table

WINDOWS = ((1.0, 10.0), (10.0, 100.0), (100.0, 1000.0), (1.0, 1000.0))
TEXT = """\
The same starts, along gradient flow of the sum of the losses, until log t = 1000: 10^434 in place of 10^5. The slopes
settle only at the right end, at about -1 for (a), (c) and (d), and at about -1/2 for (b).

*Proved:* W^T W - H H^T is conserved by the flow (`imbalance-conserved`). By hand, and no claim of the package: as
the rank of W^T W is at most K, the sum of all |h_ki - h̄_k|^2 is at least the sum of the positive eigenvalues of
H H^T - W^T W at the start but the K largest, which is positive for all starts here. So what is within the classes
stays, while |H|^2 grows like log t; hence (log t)^{-1/2}, and not 1/log t as the paper says.

*Measured:* the curves, in float64, with error estimates and no bounds; from a Hadamard start the same integrator
agrees with `symflow.integrate` to ten digits at log t = 999."""


def data() -> Table:
    """Scale, seed, log t and the six numbers."""
    return computed(Late(STARTS))


def draw(rows: Table) -> Any:
    """Four panels."""
    return panels(rows)


PICTURE = Picture(
    "late",
    "The same, until log t = 1000",
    "Four panels of metrics; (a), (c) and (d) end with slope -1, parallel to the dotted line, (b) with half of it",
    TEXT,
    data,
    draw,
)
