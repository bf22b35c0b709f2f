"""The full matrices from a perturbed start, as data, as columns and as rows for the terminal."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from symflow.flow.solve.trajectory import Trajectory
from symflow.numeric.decimals import shortened

HEADER = ("t", "smallest s", "largest s", "V", "loss", "off-diagonal", "difference")
SHOWN = 6
Record = dict[str, Any]


def record(found: Trajectory) -> Record:
    """What stands under "matrices" beside how frozen the singular vectors are."""
    if found.perturbation is None:
        return {}
    return {
        "perturb": str(found.perturbation.size),
        "seed": found.perturbation.seed,
        "off_diagonal": [g.off_diagonal for g in found.general],
        "loss": [g.loss for g in found.general],
        "lyapunov": [g.lyapunov for g in found.general],
        "modes": [list(g.modes) for g in found.general],
        "predicted": [list(g.predicted) for g in found.general],
    }


def names(found: Trajectory) -> list[str]:
    """The names of more columns: the projected modes S_k, those of the prediction, and what goes with them."""
    if not found.general:
        return []
    indices = range(1, found.K)
    vectors = [*(f"S_{k}" for k in indices), *(f"predicted_{k}" for k in indices)]
    return [*vectors, "loss_matrices", "lyapunov_matrices", "off_diagonal", "difference"]


def cells(found: Trajectory, place: int) -> list[str]:
    """The entries of these columns."""
    if not found.general:
        return []
    here = found.general[place]
    rest = [here.loss, here.lyapunov or "", here.off_diagonal, found.frozen[place].modes]
    return [*here.modes, *here.predicted, *rest]


def row(found: Trajectory, place: int) -> tuple[str, ...]:
    """A row for the terminal."""
    here, t = found.general[place], found.t[place]
    modes = sorted(here.modes, key=Decimal)
    values = (modes[0], modes[-1], here.lyapunov, here.loss, here.off_diagonal, found.frozen[place].modes)
    time = t if "/" in t else shortened(t, SHOWN)
    return time, *("inf" if text is None else shortened(text, SHOWN) for text in values)


def title(found: Trajectory) -> str:
    """What the rows are."""
    size, seed = (found.perturbation.size, found.perturbation.seed) if found.perturbation else (0, 0)
    return (
        f"Full matrices, perturbed by {size} (seed {seed}): the projected modes s, their V, the loss; off-diagonal "
        "part of U^T Z U relative to the diagonal; difference of the modes from the reduced flow that starts from them"
    )
