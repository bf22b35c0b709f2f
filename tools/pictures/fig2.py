"""Figure 2 of [J], run again: gradient descent on the layer-peeled model, the mean loss."""

from __future__ import annotations

import math
from typing import Any

from pictures.measured import STARTS, computed, panels
from pictures.picture import Picture
from symflow.experiment.descent import Descent
from symflow.render.plots.table import Table

STEPS = 100_000
WINDOWS = ((math.log(1000), math.log(STEPS)),)
TEXT = """\
[J], figure 2: K = 5, 10 samples of each class, d = 20, 10^5 steps of length 5 along the gradient of the mean loss.
The paper says neither how its start was drawn nor how often; here the entries of W and H are normal with standard
deviation 0.1 (solid) or 1 (dashed), ten seeds each: the median and the range. The axes are those of the paper, on
which c/log t is a line of slope -1 (dotted).

*Proved:* nothing about descent with steps of this length. For the flow, W^T W - H H^T is conserved
(`imbalance-conserved`), which is why the within-class part does not vanish. *Measured:* the curves, in float64. The
slopes depend on the start, and most are not -1: those of (b) and (d) are flatter in every run
([all exponents](../experiments.md)). With the sum of the losses in place of the mean, a step of length 5 makes every
run leave the range of float64 within 120 steps."""


def data() -> Table:
    """Scale, seed, log t and the six numbers."""
    return computed(Descent(STARTS, STEPS))


def draw(rows: Table) -> Any:
    """Four panels."""
    return panels(rows)


PICTURE = Picture(
    "fig2",
    "The paper's experiment, run again",
    "Four panels of metrics that fall on doubly logarithmic axes; most are flatter than the dotted line of slope -1",
    TEXT,
    data,
    draw,
)
