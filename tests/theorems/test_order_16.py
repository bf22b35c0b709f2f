"""The five classes of Hadamard matrices of order 16: to second order, only Sylvester's diagonalises the softmax.

The classes (M. Hall 1961; that there are no others is not checked here) come from Sylvester's matrix by switching: if
the product of four rows is constant, the columns fall into four blocks of four by their pattern in these rows up to
sign, and one block of these rows may be negated. A constant column is necessary, so each of the 16 columns is made
constant in turn by negating rows; the order of the rows, and the order and signs of the columns, change nothing.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, product

import pytest

K = 16
R = range(K)
Matrix = tuple[tuple[int, ...], ...]
SWITCHES = {
    "I (Sylvester)": (),
    "II": ((0, 1, 2, 3),),
    "III": ((0, 1, 2, 3), (0, 1, 4, 5)),
    "IV": ((0, 1, 2, 3), (0, 1, 4, 5), (0, 1, 8, 9)),
    "V": ((0, 1, 2, 3), (0, 1, 4, 5), (0, 2, 4, 6)),
}
OTHERS = [name for name in SWITCHES if name != "I (Sylvester)"]


def sylvester() -> Matrix:
    return tuple(tuple((-1) ** (i & j).bit_count() for j in R) for i in R)


def switched(X: Matrix, rows: tuple[int, ...]) -> Matrix:
    """Negate, in four rows, the columns that there look like column 0 up to sign."""

    def pattern(c: int) -> tuple[int, ...]:
        return tuple(X[r][c] * X[rows[0]][c] for r in rows)

    assert rows in closed(X)
    block = [c for c in R if pattern(c) == pattern(0)]
    assert len(block) == 4
    return tuple(tuple(-x if r in rows and c in block else x for c, x in enumerate(X[r])) for r in R)


def matrix(name: str) -> Matrix:
    X = sylvester()
    for rows in SWITCHES[name]:
        X = switched(X, rows)
    return X


def closed(X: Matrix) -> list[tuple[int, ...]]:
    """The quadruples of rows whose product is constant: they do not change under equivalence."""
    sums = {q: sum(X[q[0]][c] * X[q[1]][c] * X[q[2]][c] * X[q[3]][c] for c in R) for q in combinations(R, 4)}
    return [q for q, value in sums.items() if abs(value) == K]


def profile(X: Matrix) -> tuple[int, tuple[tuple[int, int], ...]]:
    """How many closed quadruples there are, and in how many of them the pairs of rows lie: invariants of the class."""
    pairs = Counter(pair for q in closed(X) for pair in combinations(q, 2))
    return len(closed(X)), tuple(sorted(Counter(pairs[pair] for pair in combinations(R, 2)).items()))


def constant(X: Matrix, column: int) -> Matrix:
    """The matrix with rows negated such that a column is 1."""
    return tuple(tuple(row[column] * x for x in row) for row in X)


def triple(X: Matrix, a: int, b: int, k: int) -> int:
    """T_abk of the claim sylvester-only."""
    return sum(X[i][a] * X[i][b] * X[i][k] for i in R)


def not_alone(X: Matrix) -> tuple[int, int, int, int] | None:
    """a, b and k != l with T_abk T_abl != 0; None if the columns are closed under products up to sign."""
    for a, b in combinations_with_replacement(R, 2):
        places = [k for k in R if triple(X, a, b, k)]
        if len(places) > 1:
            return a, b, places[0], places[1]
    return None


def second_order(X: Matrix, s: dict[int, int], k: int, l: int) -> Fraction:
    """The coefficient of eps^2 in (U^T P U)_kl at eps s, from the power series of exp and of the quotient."""
    out = Fraction(0)
    for j in R:
        z = [Fraction(sum(X[i][m] * value * X[j][m] for m, value in s.items()), K) for i in R]
        first, second = sum(z) / K, sum(x * x for x in z) / (2 * K)
        column = [(x * x / 2 - x * first + first**2 - second) / K for x in z]
        out += sum(X[i][k] * column[i] for i in R) * X[j][l] / K
    return out


def test_the_five_matrices_are_hadamard_and_inequivalent() -> None:
    """X X^T = 16 I exactly; the profiles are those of five classes, the last two transposes of each other."""
    found = {}
    for name in SWITCHES:
        X = matrix(name)
        assert all(
            sum(x * y for x, y in zip(X[i], X[j], strict=True)) == K * (i == j) for i, j in product(R, R)
        )
        found[name] = profile(X)
    assert [count for count, _ in found.values()] == [140, 76, 44, 28, 28]
    assert len(set(found.values())) == 5
    assert profile(tuple(zip(*matrix("IV"), strict=True))) == found["V"]


@pytest.mark.parametrize("column", R)
def test_sylvester_passes_whichever_column_is_constant(column: int) -> None:
    """The product of any two columns is a column up to sign."""
    assert not_alone(constant(matrix("I (Sylvester)"), column)) is None


@pytest.mark.parametrize("name", OTHERS)
def test_the_other_classes_fail_whichever_column_is_constant(name: str) -> None:
    """A second derivative at s = 0 off the diagonal is not 0, exactly; it is T_abk T_abl/K^4, as in sylvester-only."""
    for column in R:
        X = constant(matrix(name), column)
        place = not_alone(X)
        assert place is not None
        a, b, k, l = place
        assert column not in (a, b)
        both, one, other = ({a: 1, b: 1}, {a: 1}, {b: 1}) if a != b else ({a: 2}, {a: 1}, {a: 1})
        mixed = second_order(X, both, k, l) - second_order(X, one, k, l) - second_order(X, other, k, l)
        assert mixed == Fraction(triple(X, a, b, k) * triple(X, a, b, l), K**4)
        assert mixed != 0


def test_a_matrix_without_a_constant_column_fails_at_zero() -> None:
    """At s = 0 all probabilities are 1/K, and off the diagonal stand products of the column means."""
    X = matrix("I (Sylvester)")
    X = (tuple(-x for x in X[0]), *X[1:])
    means = [Fraction(sum(row[m] for row in X), K) for m in R]
    assert any(means[k] * means[l] for k, l in combinations(R, 2))
