r"""Is a point critical on its sphere? Decided exactly, by the independence of exponentials.

x = (W, H) is critical on its sphere if and only if the pull v = (M H^T, W^T M), minus the gradient, is a multiple of x;
with a place p where x_p is not 0 that is the finite list of equations v_i x_p = v_p x_i. Column c of M is a vector of
exponential sums divided by D_c = sum_j e^{z_jc - z_rc}. Columns with the same D are joined, the rest is multiplied by
the product of the D that are left (all positive), and what remains is an exponential sum with exact exponents and
coefficients, which is 0 if and only if its terms cancel (`surd_exponentials`).
"""

from __future__ import annotations

from dataclasses import dataclass

from symflow.algebra.surd_exponentials import Terms, Work, added, collected, multiplied
from symflow.algebra.surds import Surd
from symflow.flow.certify.balls import sign_of
from symflow.flow.certify.point import Point
from symflow.numeric.ball import Sign

ONE = Surd.of(1)
Pieces = dict[int, dict[Surd, Surd]]


@dataclass(frozen=True, slots=True)
class Criticality:
    """What the exact decision did: the equations v_i x_p = v_p x_i, and whether all of them hold."""

    holds: bool
    equations: int
    denominators: int
    products: int


def criticality(point: Point) -> Criticality:
    """Decide it; LimitReached if that would take too many products."""
    columns = _Columns(point)
    place, pivot = _pivot(point)
    reference, work, equations = columns.pull(*place), Work(), 0
    for matrix, rows in enumerate((point.W, point.H)):
        for i, row in enumerate(rows):
            for j, entry in enumerate(row):
                if (matrix, i, j) == place:
                    continue
                equations += 1
                if not _zero(_combined(columns.pull(matrix, i, j), pivot, reference, -entry), columns, work):
                    return Criticality(False, equations, len(columns.denominators), work.done)
    return Criticality(True, equations, len(columns.denominators), work.done)


def _pivot(point: Point) -> tuple[tuple[int, int, int], Surd]:
    """A place (0 for W, 1 for H; row, column) whose entry is not 0, and that entry; in H if possible: one column."""
    for matrix, rows in ((1, point.H), (0, point.W)):
        for i, row in enumerate(rows):
            for j, entry in enumerate(row):
                if not entry.zero:
                    return (matrix, i, j), entry
    raise ZeroDivisionError("the point is 0")


class _Columns:
    """The columns of M as numerators over a few denominators."""

    def __init__(self, point: Point) -> None:
        self.point = point
        self.denominators: list[Terms] = []
        self.owner: list[int] = []
        self.numerators: list[list[dict[Surd, Surd]]] = []
        for c in range(point.columns):
            shifted = _shifted([row[c] for row in point.logits])
            mass = collected((z, ONE) for z in shifted)
            if mass not in self.denominators:
                self.denominators.append(mass)
            self.owner.append(self.denominators.index(mass))
            residual = [{z: -ONE} for z in shifted]
            label = point.label(c)
            residual[label] = added(mass, {shifted[label]: ONE}, -ONE)
            self.numerators.append(residual)

    def pull(self, matrix: int, i: int, j: int) -> Pieces:
        """Entry (i, j) of M H^T or of W^T M: {denominator: exponential sum above it}."""
        point, found = self.point, Pieces()
        if matrix == 0:
            terms = [(c, self.numerators[c][i], point.H[j][c]) for c in range(point.columns)]
        else:
            terms = [(j, self.numerators[j][k], point.W[k][i]) for k in range(point.K)]
        for c, numerator, factor in terms:
            owner = self.owner[c]
            found[owner] = added(found.get(owner, {}), numerator, factor)
        return found


def _shifted(logits: list[Surd]) -> list[Surd]:
    """The logits minus the largest, so that columns that agree up to a shift become equal."""
    top = logits[0]
    for z in logits[1:]:
        if sign_of(z - top) is Sign.POSITIVE:
            top = z
    return [z - top for z in logits]


def _combined(left: Pieces, factor: Surd, right: Pieces, multiple: Surd) -> Pieces:
    """factor * left + multiple * right, over each denominator; what is 0 is dropped."""
    found = Pieces()
    for owner in left.keys() | right.keys():
        first = added({}, left.get(owner, {}), factor)
        both = added(first, right.get(owner, {}), multiple)
        if both:
            found[owner] = both
    return found


def _zero(pieces: Pieces, columns: _Columns, work: Work) -> bool:
    """Whether the sum of numerators over their denominators is 0: multiplied out."""
    whole: Terms = {}
    common: Terms = {Surd(): ONE}
    for owner, numerator in sorted(pieces.items()):
        mass = columns.denominators[owner]
        whole = added(multiplied(whole, mass, work), multiplied(numerator, common, work), ONE)
        common = multiplied(common, mass, work)
    return not whole
