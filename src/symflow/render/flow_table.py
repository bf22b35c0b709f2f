"""A trajectory for the terminal: a few of its samples, and what is known about its digits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rich import box
from rich.table import Table

from symflow.flow.solve.problem import Frozen
from symflow.flow.solve.trajectory import Trajectory
from symflow.numeric.decimals import shortened, wide
from symflow.render import flow_general
from symflow.render.console import Paper
from symflow.render.table import aligned

HEADER = ("t", "smallest s", "mean s", "largest s", "V", "loss")
ROWS = 11
SHOWN = 6
_SUMS = wide(2 * SHOWN)


def show(console: Paper, found: Trajectory) -> None:
    """Print the summary."""
    kind = "unbalanced factors" if found.a else "balanced modes"
    reached = found.t[-1] if found.t else "nothing"
    upto = f"t = 0..{reached}" + ("" if found.complete else f" of {found.end}")
    samples = f"{len(found.t)} sample{'s' * (len(found.t) != 1)}"
    console.lines(
        [f"{found.scheme} flow, K = {found.classes}, {kind}; {upto}; {samples}, {found.digits} digits", ""]
    )
    places = _places(len(found.t))
    _rows(console, HEADER, [_row(found, i) for i in places])
    if found.general:
        console.lines([flow_general.title(found), ""])
        _rows(console, flow_general.HEADER, [flow_general.row(found, i) for i in places])
    console.lines(notes(found))


def _rows(console: Paper, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table, drawn on a terminal and aligned elsewhere."""
    if console.is_terminal:
        console.print(_table(header, rows))
    else:
        console.lines([*aligned(header, rows), ""])


def notes(found: Trajectory) -> list[str]:
    """What the digits rest on."""
    lines = [f"Method: {found.method}.", _checked(found)]
    if found.frozen and not found.general:
        lines.append(
            f"Full matrices: off-diagonal part of U^T W R at most {_largest([f.classifier for f in found.frozen])}, "
            f"of R^T H U at most {_largest([f.features for f in found.frozen])} (relative to the diagonal); "
            f"their modes differ from the reduced flow by at most {_modes(found.frozen)}."
        )
    return lines


def _checked(found: Trajectory) -> str:
    """What was done in this run to know the digits, and what was not."""
    if found.rigorous:
        return f"Every number of the data is within 10^-{found.digits} of its size of the true one, and a 0 is exact."
    if found.agreement is None:
        return (
            "Nothing was compared in this run: the digits are those that the settings are made for. --verify-digits "
            "compares two runs, --rigorous bounds the error."
        )
    met = "" if found.ray is None else f"; the collapse ray meets its first integral to {found.ray}"
    return f"The two runs agree to {found.agreement} digits{met}."


def _modes(frozen: Sequence[Frozen]) -> str:
    return _largest([f.modes for f in frozen])


def _largest(texts: Sequence[str]) -> str:
    return max(texts, key=Decimal)


def _places(count: int) -> list[int]:
    """At most ROWS places, evenly spread, the first and the last among them."""
    if count <= ROWS:
        return list(range(count))
    return [i * (count - 1) // (ROWS - 1) for i in range(ROWS)]


def _row(found: Trajectory, place: int) -> tuple[str, ...]:
    given = found.modes[place]
    total = Decimal(0)
    for mode, m in zip(given, found.multiplicities or (1,) * len(given), strict=True):
        total = _SUMS.add(total, _SUMS.multiply(Decimal(mode), m))
    mean = str(_SUMS.divide(total, Decimal(found.K - 1)))
    modes = sorted(given, key=Decimal)
    t, v, loss = found.t[place], found.lyapunov[place], found.loss[place]
    cells = (modes[0], mean, modes[-1], v, loss)
    time = t if "/" in t else shortened(t, SHOWN)
    return time, *("inf" if text is None else shortened(text, SHOWN) for text in cells)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in header:
        table.add_column(name, no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return table
