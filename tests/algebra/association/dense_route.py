"""Relation matrices built point by point, and the softmax of K x K matrices, without the formulas for eigenvalues."""

from __future__ import annotations

import itertools
from fractions import Fraction

from flint import arb, fmpq, fmpq_mat, fmpz_mat

Relations = list[list[int]]


def words(m: int, q: int) -> Relations:
    """Numbers of places that differ."""
    points = list(itertools.product(range(q), repeat=m))
    return [[sum(a != b for a, b in zip(x, y, strict=True)) for y in points] for x in points]


def subsets(n: int, k: int) -> Relations:
    """Sizes of differences of k-subsets."""
    points = [set(x) for x in itertools.combinations(range(n), k)]
    return [[len(x - y) for y in points] for x in points]


def leaves(*branching: int) -> Relations:
    """Levels up to the last common ancestor."""
    points = list(itertools.product(*map(range, branching)))

    def level(x: tuple[int, ...], y: tuple[int, ...]) -> int:
        return next((len(x) - i for i in range(len(x)) if x[i] != y[i]), 0)

    return [[level(x, y) for y in points] for x in points]


def xor(m: int) -> Relations:
    """i xor j."""
    return [[x ^ y for y in range(2**m)] for x in range(2**m)]


def circulant(K: int) -> Relations:
    """Distances on a circle."""
    return [[min((x - y) % K, (y - x) % K) for y in range(K)] for x in range(K)]


def pairs(first: Relations, second: Relations) -> Relations:
    """Pairs of points; the relation of the first runs fastest."""
    n = max(map(max, first)) + 1
    return [[a + n * b for b in y for a in x] for y in second for x in first]


def copies(count: int, block: Relations) -> Relations:
    """Copies of a block, with one more relation between different ones."""
    last, K = max(map(max, block)) + 1, len(block)
    return [
        [block[x % K][y % K] if x // K == y // K else last for y in range(count * K)]
        for x in range(count * K)
    ]


def merged(relations: Relations, parts: list[tuple[int, ...]]) -> Relations:
    """Each entry replaced by the number of its part."""
    place = {i: number for number, part in enumerate(parts) for i in part}
    return [[place[entry] for entry in row] for row in relations]


def adjacency(relations: Relations) -> list[fmpz_mat]:
    """A_0, ..., A_d."""
    return [
        fmpz_mat([[int(entry == i) for entry in row] for row in relations])
        for i in range(max(map(max, relations)) + 1)
    ]


def idempotent(matrices: list[fmpz_mat], values: list[list[int]], j: int) -> fmpq_mat:
    """E_j, by interpolation in one combination of the A_i with different eigenvalues on all modes."""
    weight = next(w for w in itertools.count(1) if len({_mixed(row, w) for row in values}) == len(values))
    K = matrices[0].nrows()
    mixed, one = fmpq_mat(K, K), fmpq_mat(matrices[0])
    for i, A in enumerate(matrices):
        mixed += fmpq_mat(A) * fmpq(weight**i)
    found, here = one, _mixed(values[j], weight)
    for l, row in enumerate(values):
        if l != j:
            other = _mixed(row, weight)
            found = found * (mixed - one * fmpq(other)) * fmpq(1, here - other)
    return found


def _mixed(row: list[int], weight: int) -> int:
    return sum(weight**i * x for i, x in enumerate(row))


def softmax_columns(Z: fmpq_mat) -> list[list[arb]]:
    """The columnwise softmax, in balls."""
    K = Z.nrows()
    table: dict[fmpq, arb] = {}
    rows = [[table.setdefault(Z[x, y], arb(Z[x, y]).exp()) for y in range(K)] for x in range(K)]
    sums = [sum((rows[x][y] for x in range(K)), arb(0)) for y in range(K)]
    return [[rows[x][y] / sums[y] for y in range(K)] for x in range(K)]


def rational(x: fmpq) -> Fraction:
    """As a Fraction."""
    return Fraction(int(x.p), int(x.q))
