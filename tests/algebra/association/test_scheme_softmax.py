"""The softmax in a scheme: against K x K matrices, and the identities of section 4, exactly, for every scheme."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import reduce
from operator import add

import dense_route as dense
import pytest
import scheme_roster
from flint import arb, ctx, fmpq, fmpq_mat

from symflow import InputError, schemes
from symflow.algebra.association.scheme import AssociationScheme
from symflow.algebra.exponential import ExpQuotient, ExpSum

DENSE = {
    "trivial 5": (lambda: [[int(x != y) for y in range(5)] for x in range(5)], lambda: schemes.trivial(5)),
    "hamming 3": (lambda: dense.words(3, 2), lambda: schemes.hamming(3)),
    "hamming 6": (lambda: dense.words(6, 2), lambda: schemes.hamming(6)),
    "hamming 3 3": (lambda: dense.words(3, 3), lambda: schemes.hamming(3, 3)),
    "hamming 2 5": (lambda: dense.words(2, 5), lambda: schemes.hamming(2, 5)),
    "johnson 5 2": (lambda: dense.subsets(5, 2), lambda: schemes.johnson(5, 2)),
    "johnson 7 3": (lambda: dense.subsets(7, 3), lambda: schemes.johnson(7, 3)),
    "tree 2 3 4": (lambda: dense.leaves(2, 3, 4), lambda: schemes.tree(2, 3, 4)),
    "multipartite 4 5": (lambda: dense.leaves(4, 5), lambda: schemes.multipartite(4, 5)),
    "group 8": (lambda: dense.xor(3), lambda: schemes.group(schemes.walsh(3))),
    "group 6": (lambda: dense.circulant(6), lambda: schemes.group(schemes.cyclic(6))),
    "product": (
        lambda: dense.pairs(dense.words(2, 2), dense.subsets(5, 2)),
        lambda: schemes.product(schemes.hamming(2), schemes.johnson(5, 2)),
    ),
    "wreath": (
        lambda: dense.copies(4, dense.subsets(4, 2)),
        lambda: schemes.wreath(4, schemes.johnson(4, 2)),
    ),
}


def modes_of(scheme: AssociationScheme, seed: int) -> list[Fraction]:
    """s_0 = 0 and positive rationals."""
    source = random.Random(seed)
    return [Fraction(0)] + [Fraction(source.randint(1, 40), source.randint(1, 7)) for _ in range(scheme.d)]


@pytest.mark.parametrize(("relations", "family"), DENSE.values(), ids=DENSE)
def test_against_dense_matrices(relations, family):
    """E_j from the A_i alone; Z = sum s_j E_j has the logits z_i as entries; its columnwise softmax is pi_j on E_j."""
    R, scheme = relations(), family()
    A, values = dense.adjacency(R), [list(row) for row in scheme.P]
    E = [dense.idempotent(A, values, j) for j in range(scheme.d + 1)]
    for j, e in enumerate(E):
        assert e * e == e
        assert sum(dense.rational(e[x, x]) for x in range(scheme.K)) == scheme.multiplicities[j]
        for i, a in enumerate(A):
            assert fmpq_mat(a) * e == e * fmpq(scheme.p(j, i))
    modes = modes_of(scheme, 1)
    Z = sum((e * fmpq(s.numerator, s.denominator) for s, e in zip(modes, E, strict=True)), E[0] * fmpq(0))
    found = schemes.softmax(scheme, modes)
    for x, row in enumerate(R):
        for y, i in enumerate(row):
            assert dense.rational(Z[x, y]) == found.z[i]
    _on_idempotents(dense.softmax_columns(Z), E, found)


def _on_idempotents(P, E, found) -> None:
    """P E_j = pi_j E_j in balls of 50 digits."""
    former, ctx.prec = ctx.prec, 200
    try:
        for e, pi in zip(E, found.pi, strict=True):
            low, high = pi.bounds(180)
            value = arb(fmpq(low.numerator, low.denominator)).union(
                arb(fmpq(high.numerator, high.denominator))
            )
            for x in (0, len(P) - 1):
                for y in range(0, len(P), 3):
                    entry = sum((P[x][z] * arb(e[z, y]) for z in range(len(P))), arb(0))
                    assert abs(entry - value * arb(e[x, y])) < arb("1e-14")
    finally:
        ctx.prec = former


@pytest.fixture(params=scheme_roster.ALL.values(), ids=scheme_roster.ALL)
def scheme(request) -> AssociationScheme:
    return request.param()


def quotient(value: int | Fraction) -> ExpQuotient:
    return ExpQuotient(ExpSum.constant(value), ExpSum.constant(1))


@pytest.mark.parametrize("seed", [1, 2])
def test_the_covariance_identity(scheme, seed):
    """(4a) with multiplicities and valencies, decided: sum m_j (s_j - bar s) pi_j = (K/Z) sum v_i e^{z_i} (z_i - m)."""
    s = modes_of(scheme, seed)
    found = schemes.softmax(scheme, s)
    N, m, v = scheme.K - 1, scheme.multiplicities, scheme.valencies
    mean = sum(x * y for x, y in zip(m, s, strict=True)) / N
    center = sum(w * z for w, z in zip(v[1:], found.z[1:], strict=True)) / N
    assert found.z[0] - center == mean
    left = reduce(add, (pi * (m[j] * (s[j] - mean)) for j, pi in enumerate(found.pi) if j))
    right = found.combined([0, *(v[i] * (found.z[i] - center) * scheme.K for i in range(1, scheme.d + 1))])
    assert (left - ExpQuotient(right, found.total)).is_zero()


def test_the_derivative_of_v(scheme):
    """(4d), decided: V' from s_j' = 2 s_j (1 - pi_j) is -(2K/N) S rho / (bar s (e^{bar s} + S)), and it is <= 0."""
    s = modes_of(scheme, 3)
    found = schemes.softmax(scheme, s)
    N, m, v = scheme.K - 1, scheme.multiplicities, scheme.valencies
    mean = sum(x * y for x, y in zip(m, s, strict=True)) / N
    rates = [x * 2 for x in found.one_minus_pi]
    direct = reduce(add, (rates[j] * (m[j] * (s[j] / mean - 1) / N) for j in range(1, scheme.d + 1)))
    center = found.z[0] - mean
    w = [z - center for z in found.z]
    S_rho = reduce(add, (ExpSum.exp(w[i]) * (v[i] * w[i]) for i in range(1, scheme.d + 1)))
    S = reduce(add, (ExpSum.exp(w[i]) * v[i] for i in range(1, scheme.d + 1)))
    formula = ExpQuotient(S_rho * (Fraction(-2 * scheme.K, N) / mean), ExpSum.exp(mean) + S)
    assert (direct - formula).is_zero()
    assert S_rho.sign() == (0 if len(set(s[1:])) == 1 else 1)


def test_one_minus_pi(scheme):
    """It is 1 - pi, term by term >= 0, and pi >= 0 for s >= 0 (Schur)."""
    found = schemes.softmax(scheme, modes_of(scheme, 4))
    for j, (pi, rest) in enumerate(zip(found.pi, found.one_minus_pi, strict=True)):
        assert (quotient(1) - pi - rest).is_zero()
        assert rest.is_zero() == (j == 0)
        assert all(c >= 0 for c in rest.numerator.terms.values())
        if j < 6:
            assert pi.numerator.sign() >= 0


def test_the_wrong_number_of_modes():
    """One for each distinct mode, s_0 first."""
    with pytest.raises(InputError, match="give d \\+ 1 = 4"):
        schemes.softmax(schemes.hamming(3), [0, 1])
