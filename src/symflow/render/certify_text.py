"""The certificate of a point for the terminal: the class, why, and the numbers that show it."""

from __future__ import annotations

from rich.text import Text

from symflow.flow.certify.certificate import Kind, Nearby, Pair, PointCertificate
from symflow.render.certify_json import read_as
from symflow.render.console import Paper

NO_MINIMUM = (Kind.SADDLE, Kind.RANK_ONE)
COLOURS = {Kind.OPTIMUM: "bold green", Kind.UNDECIDED: "bold yellow"}
LONGEST = 60


def show(console: Paper, found: PointCertificate) -> None:
    """Print it."""
    console.lines([f"K = {found.K}, n = {found.n}, d = {found.d}; the entries are {read_as(found)}"])
    console.lines([_title(found.kind), *lines(found)])
    if found.near is not None:
        console.lines(
            ["", f"A critical point within {found.near.within} of the given one, on the same sphere:"]
        )
        console.lines([_title(found.near.kind), *_near(found.near)])


def _title(kind: Kind) -> Text:
    """The class."""
    title = Text(kind.value, COLOURS.get(kind, "bold"))
    return title.append(" (no local minimum: L falls along a direction)", "") if kind in NO_MINIMUM else title


def lines(found: PointCertificate) -> list[str]:
    """What stands under the class."""
    rows = [found.reason, _size(found), *_numbers(found.multiplier, found.loss)]
    if found.slope is not None:
        s = found.slope
        rows.append(f"tangential gradient, {s.matrix}[{s.row}][{s.column}] (from 0): in {_in(s.entry)}")
        rows.append(f"slope of L along minus the tangential gradient: in {_in(s.slope)}")
    if found.critical is not None:
        c = found.critical
        counts = (
            f" ({c.equations} equations over {c.denominators} denominator{'s' * (c.denominators != 1)})"
            if c.equations
            else ""
        )
        rows.append(f"critical: {c.reason}{counts}")
    if found.curve is not None:
        rows.append(f"direction: {found.curve.how}, |Delta|^2 = {_cut(found.curve.size)}")
        rows.append(f"second variation on the sphere: in {_in(found.curve.value)}")
    if found.optimal is not None:
        rows.append(f"neural collapse with e = {_cut(found.optimal.e)}, C = {_cut(found.optimal.C)}")
        rows.append(f"least loss on the sphere: in {_in(found.optimal.least_loss)}")
    return [f"  {row}" for row in (*rows, *_claims(found.rests_on))]


def _near(near: Nearby) -> list[str]:
    """What stands under the class of a point nearby."""
    rows = [near.reason]
    if near.distance is not None:
        rows.append(f"distance from the given point: in {_in(near.distance)}")
    if near.rank is not None:
        rows.append(f"rank of W and H: {near.rank}")
    rows += _numbers(near.multiplier, None)
    if near.how is not None and near.value is not None:
        rows += [f"direction: {near.how}", f"second variation on the sphere: in {_in(near.value)}"]
    return [f"  {row}" for row in (*rows, *_claims(near.rests_on))]


def _claims(names: tuple[str, ...]) -> list[str]:
    return [f"claims: {', '.join(names)}"] if names else []


def _numbers(multiplier: Pair | None, loss: Pair | None) -> list[str]:
    rows = [] if multiplier is None else [f"lambda in {_in(multiplier)}"]
    return rows if loss is None else [*rows, f"loss in {_in(loss)}"]


def _in(pair: Pair) -> str:
    return f"[{pair[0]}, {pair[1]}]"


def _size(found: PointCertificate) -> str:
    """rho^2, exactly if that is short."""
    if found.rho2 is None or len(found.rho2) > LONGEST:
        return f"rho^2 in {_in(found.rho2_enclosure)}"
    return f"rho^2 = {found.rho2}"


def _cut(text: str) -> str:
    """A long exact number, cut for the eye."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
