"""The identities of a scheme, exactly, for families with K from 2 to 4096 and for random fusions."""

from __future__ import annotations

import itertools
from fractions import Fraction

import pytest
import scheme_roster

from symflow import InputError, schemes
from symflow.algebra.association.scheme import AssociationScheme

SMALL = 13  # relations up to which every intersection and Krein number is looked at


@pytest.fixture(params=scheme_roster.ALL.values(), ids=scheme_roster.ALL)
def scheme(request) -> AssociationScheme:
    return request.param()


def test_the_roster_is_as_wide_as_it_says():
    """At least 30 families and as many different K, from 2 to 4096, and random fusions that merge something."""
    sizes = {make().K for make in scheme_roster.FAMILIES.values()}
    assert len(scheme_roster.FAMILIES) >= 30
    assert (min(sizes), max(sizes)) == (2, 4096)
    fused = [make() for make in scheme_roster.FUSIONS.values()]
    assert len({(s.K, s.valencies) for s in fused}) >= 10
    assert all(s.d >= 1 and max(s.valencies) > 1 for s in fused)


def test_sums(scheme):
    """Valencies and multiplicities sum to K, rows and columns to K and 0, and P Q = K."""
    v, m, K, size = scheme.valencies, scheme.multiplicities, scheme.K, range(scheme.d + 1)
    assert sum(v) == sum(m) == K
    assert min(*v, *m) >= 1
    assert all(row[0] == 1 for row in scheme.P)
    assert [sum(row) for row in scheme.P] == [K] + [0] * scheme.d
    assert [sum(row) for row in scheme.Q] == [K] + [0] * scheme.d
    assert scheme.P[0] == v
    assert scheme.Q[0] == m
    for j, l in itertools.product(size, repeat=2):
        assert sum(Fraction(scheme.P[j][i]) * scheme.Q[i][l] for i in size) == K * (j == l)


def test_gaps_are_between_0_and_2(scheme):
    """0 <= 1 - u_i(j) <= 2, and no mode is constant on the points."""
    for j in range(1, scheme.d + 1):
        gaps = [scheme.gap(i, j) for i in range(scheme.d + 1)]
        assert gaps[0] == 0
        assert min(gaps) >= 0
        assert 0 < max(gaps) <= 2


def test_products(scheme):
    """Intersection numbers are whole and >= 0, Krein numbers >= 0."""
    size = range(min(scheme.d + 1, SMALL))
    for i, j, k in itertools.combinations_with_replacement(size, 3):
        number = scheme.intersection(i, j, k)
        assert number >= 0
        assert number.denominator == 1
        assert scheme.krein(i, j, k) >= 0


def test_the_eigenmatrix_is_accepted(scheme):
    """All the necessary conditions hold."""
    if scheme.d < SMALL:
        assert schemes.from_eigenmatrix(scheme.P) == scheme


def test_an_edited_eigenmatrix_is_refused(scheme):
    """One entry changed by one: some condition fails. Only K -> K + 1 with one relation is a scheme again."""
    places = {(0, 1), (1, 0), (1, 1), (scheme.d, scheme.d)} if scheme.d > 1 else {(1, 0), (1, 1)}
    for j, i in places:
        rows = [list(row) for row in scheme.P]
        rows[j][i] += 1
        with pytest.raises(InputError, match="not an eigenmatrix"):
            schemes.from_eigenmatrix(rows)


def test_how_a_scheme_is_shown():
    """In a notebook: K, P and multiplicities; of a large one K and d."""
    scheme = schemes.tree(2, 3)
    matrix = r"\begin{pmatrix}1 & 2 & 3 \\ 1 & 2 & -3 \\ 1 & -1 & 0\end{pmatrix}"
    assert scheme._repr_latex_() == rf"$K = 6,\ P = {matrix}$"
    assert "<td>-3</td><td>1</td>" in scheme._repr_html_()
    assert schemes.hamming(20)._repr_html_() == "<p>hamming:20,2: K = 1048576, d = 20</p>"
    assert schemes.hamming(20)._repr_latex_() == r"$K = 1048576,\ d = 20$"
