"""A trajectory as comma-separated values: t, s_1..s_{K-1}, the factors where these are unbalanced, loss, V.

An empty field stands for V where it is infinite, because a mode is 0.
"""

from __future__ import annotations

from symflow.flow.solve.trajectory import Trajectory


def text(found: Trajectory) -> str:
    """The lines of the file."""
    indices = range(1, found.K)
    names = ["t", *(f"s_{k}" for k in indices)]
    if found.a:
        names += [f"a_{k}" for k in indices] + [f"b_{k}" for k in indices]
    lines = [",".join([*names, "loss", "lyapunov"])]
    for i, time in enumerate(found.t):
        factors = (*found.a[i], *found.b[i]) if found.a else ()
        lines.append(",".join([time, *found.modes[i], *factors, found.loss[i], found.lyapunov[i] or ""]))
    return "\n".join(lines) + "\n"
