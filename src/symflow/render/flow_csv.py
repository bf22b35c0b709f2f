"""A trajectory as comma-separated values: t, s_1..s_{K-1}, the factors where these are unbalanced, loss, V.

Full matrices from a perturbed start follow: their projected modes S_k, the modes that the reduced flow predicts,
their loss and V, the off-diagonal part and the difference of the modes. An empty field stands for V where it is
infinite, because a mode is 0 or negative. Where the numbers are enclosed, the radii of the modes and factors follow,
and the lower and upper ends of the loss and V.
"""

from __future__ import annotations

from collections.abc import Iterator

from symflow.flow.solve.trajectory import Trajectory
from symflow.render import flow_general


def text(found: Trajectory) -> str:
    """The whole file."""
    return "".join(lines(found))


def lines(found: Trajectory) -> Iterator[str]:
    """The lines of the file, each when it is asked for."""
    indices = range(1, found.count + 1)
    names = ["t", *(f"s_{k}" for k in indices)]
    if found.a:
        names += [f"a_{k}" for k in indices] + [f"b_{k}" for k in indices]
    yield ",".join([*names, "loss", "lyapunov", *flow_general.names(found), *_bound_names(found)]) + "\n"
    for i, time in enumerate(found.t):
        factors = (*found.a[i], *found.b[i]) if found.a else ()
        scalars = (found.loss[i], found.lyapunov[i] or "")
        more = (*flow_general.cells(found, i), *_bounds(found, i))
        yield ",".join([time, *found.modes[i], *factors, *scalars, *more]) + "\n"


def _bound_names(found: Trajectory) -> list[str]:
    """The names of the columns of bounds, where there are any."""
    if not found.bounds:
        return []
    vectors = ("s", "a", "b") if found.a else ("s",)
    radii = [f"radius_{x}_{k}" for x in vectors for k in range(1, found.K)]
    return [*radii, "loss_low", "loss_high", "lyapunov_low", "lyapunov_high"]


def _bounds(found: Trajectory, place: int) -> list[str]:
    """Their entries."""
    if not found.bounds:
        return []
    here = found.bounds[place]
    return [*found.radius[place], *here.left, *here.right, *here.loss, *(here.lyapunov or ("", ""))]
