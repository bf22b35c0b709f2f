r"""Coarser schemes from one that is known, and why a direct sum is none.

Statement (Bannai, Muzychuk).  Merge the relations 1..d into parts. The merged relations are an association scheme if
and only if the merged rows (sum over i in part of p_i(j))_part take exactly as many different values, over j, as there
are parts, {0} included. (They always take at least as many, because the merged columns are linearly independent.) Rows
that agree merge into one mode; their multiplicities add.

Statement (direct sums).  The block matrices diag(X, Y), X and Y in the span of two schemes, are closed under the matrix
product. But the softmax is taken over a whole column: exp turns the zero entries outside of the blocks into ones, and
the columns of the two blocks get different sums e^{..} + K_2 and e^{..} + K_1. So the softmax of diag(X, Y) is not of
that form, and there is no reduced flow on a direct sum: already the softmax of 0, J/(K_1 + K_2), is outside. One more
relation, for all pairs between blocks, mends it if the blocks are copies of one scheme with equal modes: ``wreath``.
Blocks of different sizes stay refused: that relation has K_2 pairs in a column of the first block and K_1 in one of the
second, so that J does not commute with the block matrices, and the columns of the softmax get different sums.

Reference.  Bannai: Subschemes of some association schemes, J. Algebra 144 (1991), lemma 1; Muzychuk (1988).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import NoReturn

from symflow.algebra.association.scheme import AssociationScheme, Row, stored
from symflow.errors import InputError

Parts = tuple[tuple[int, ...], ...]


def fuse(scheme: AssociationScheme, partition: Sequence[Sequence[int]], name: str = "") -> AssociationScheme:
    """The scheme of the merged relations. `partition`: disjoint lists of relations 1..d; those left out stay single.

    The parts are ordered by their first relation, the merged modes by their first mode. Raises InputError with the
    product of two parts that is not a sum of parts, where the merged relations are no scheme.
    """
    parts = _parts(scheme, partition)
    rows = [tuple(sum(row[i] for i in part) for part in parts) for row in scheme.P]
    multiplicities: dict[Row, int] = {}
    for row, m in zip(rows, scheme.multiplicities, strict=True):
        multiplicities[row] = multiplicities.get(row, 0) + m
    if len(multiplicities) != len(parts):
        raise _defect(scheme, parts, rows)
    return stored(name or f"fusion of {scheme.name}", tuple(multiplicities), tuple(multiplicities.values()))


def _parts(scheme: AssociationScheme, partition: Sequence[Sequence[int]]) -> Parts:
    """All parts, {0} first."""
    seen = {0}
    for part in partition:
        for i in part:
            if type(i) is not int or not 1 <= i <= scheme.d:
                raise InputError.about("partition", i, f"give relations from 1 to d = {scheme.d}")
            if i in seen:
                raise InputError.about("partition", i, "give each relation once")
            seen.add(i)
    parts = [tuple(sorted(part)) for part in partition if part]
    parts += [(i,) for i in range(1, scheme.d + 1) if i not in seen]
    return ((0,), *sorted(parts))


def _defect(scheme: AssociationScheme, parts: Parts, rows: Sequence[Row]) -> InputError:
    """A product of two merged relations that is not constant on a part."""
    P, m, v = scheme.P, scheme.multiplicities, scheme.valencies
    for a, b in combinations_with_replacement(range(1, len(parts)), 2):
        products = [size * row[a] * row[b] for size, row in zip(m, rows, strict=True)]
        for part in parts:
            values = [
                Fraction(sum(x * row[k] for x, row in zip(products, P, strict=True)), scheme.K * v[k])
                for k in part
            ]
            for k, value in zip(part, values, strict=True):
                if value != values[0]:
                    return InputError(
                        f"partition: is not a scheme: the product of the parts {list(parts[a])} and {list(parts[b])} "
                        f"has the entry {values[0]} on relation {part[0]} and {value} on relation {k} of the same part"
                    )
    raise InputError("partition: is not a scheme: merged rows take more values than there are parts")


def direct_sum(*schemes: AssociationScheme) -> NoReturn:
    """Refused: there is no reduced flow on a direct sum, because the softmax couples the blocks."""
    sizes = " + ".join(str(s.K) for s in schemes)
    raise InputError(
        f"direct_sum: of {sizes} points is no scheme: the softmax runs over whole columns and couples the blocks (the "
        "zeros between them become ones; already the softmax of 0 is J/K, and no direct sum); copies of one block are "
        "the scheme wreath(count, block), and blocks of different sizes are none"
    )
