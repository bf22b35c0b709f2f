"""Schur's product theorem: the one shape that it allows, and matrices that are not positive semidefinite."""

from __future__ import annotations

import cmath
import random
from fractions import Fraction

import pytest

from symflow.algebra.expr import Mul, Sum, atom, chi, exp, total
from symflow.algebra.indexing import CLASSES, GSTAR, G, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent, eq, ge, gt, le
from symflow.claim.assumed import ASSUMED

a, b, c, u, f, s, z, q, r, y = (atom(name) for name in ("a", "b", "c", "u", "f", "s", "z", "q", "r", "y"))
i, j, e = indices("i j e", CLASSES)
g, h, k, m = indices("g h k m", G)
g1, h1 = indices("g h", GSTAR)
MODEL = Model(
    (
        Variable("a", (CLASSES,)),
        Variable("b", (CLASSES,)),
        Variable("c", (CLASSES,)),
        Variable("u", (CLASSES, CLASSES)),
        Variable("f", (CLASSES, CLASSES)),
        Variable("s", (G,)),
        Variable("z", (G,), hermitian=True),
        Variable("q", (CLASSES, G), hermitian=True),
        Variable("r", (G, G)),
        Variable("y", ()),
    )
)


def form(left, right, entry, over=(i, j)):
    """sum_i sum_j left right e^entry."""
    return Sum(Sum(Mul((left, right, exp(entry))), over[1].variable), over[0].variable)


def spectral(given, weight, left, right, over=e):
    """entry = sum_k weight left right."""
    return Rel("==", given, Sum(Mul((weight, left, right)), over.variable))


def allowed(premises, conclusion):
    """The hypotheses that the conclusion carries; None if the theorem does not allow it."""
    given = tuple(Sequent((), p) if isinstance(p, Rel) else p for p in premises)
    out = ASSUMED["schur-product"].check(given, conclusion, MODEL)
    return None if isinstance(out, str) else out


def under(*relations, then, over=()):
    """A premise under hypotheses."""
    return Sequent(tuple(Hypothesis(tuple(v.variable for v in over), h) for h in relations), then)


REAL = spectral(f(i, j), c(e), u(e, i), u(e, j))
GOAL = ge(form(a(i), a(j), f(i, j)), 0)


def test_real_and_complex_matrices():
    """Real families; hermitian ones and characters, whose second factor is conjugate; one entry at free indices."""
    assert allowed([REAL, ge(c(e), 0)], GOAL) == ()
    assert allowed([REAL, gt(c(e), 0)], GOAL) == ()
    entry = s(g - h)
    modes = spectral(entry, s(k), chi(k, g), chi(k, -h), over=k)
    assert allowed([modes, ge(s(k), 0)], ge(form(z(g), z(-h), entry, over=(g, h)), 0)) == ()
    assert allowed([modes, ge(s(k), 0)], ge(form(s(g), s(h), entry, over=(g, h)), 0)) == ()
    mixed = spectral(r(g, h), c(e), q(e, g), q(e, -h))
    assert allowed([mixed, ge(c(e), 0)], ge(form(chi(g, m), chi(h, -m), r(g, h), over=(g, h)), 0)) == ()


def test_hypotheses_of_both_premises_are_carried():
    """Each once, unless they are about an index that is summed."""
    first, second = ge(y(), 0), gt(b(e), 0)
    every = under(second, then=ge(c(e), 0), over=(e,))
    assert allowed([under(first, then=REAL), every], GOAL) == (
        Hypothesis((), first),
        Hypothesis((e.variable,), second),
    )
    assert allowed([under(first, then=REAL), under(first, then=ge(c(e), 0))], GOAL) == (
        Hypothesis((), first),
    )
    assert allowed([REAL, under(gt(b(e), 0), then=ge(c(e), 0))], GOAL) is None
    for index in (i, j, e):
        assert allowed([under(gt(b(index), 0), then=REAL), ge(c(e), 0)], GOAL) is None


@pytest.mark.parametrize(
    ("entry", "spectrum"),
    [
        ("conjugate of the same place", spectral(s(g - h), s(k), chi(k, g), chi(k, -g), over=k)),
        ("no conjugate", spectral(s(g - h), s(k), chi(k, g), chi(k, h), over=k)),
        ("both conjugate", spectral(s(g - h), s(k), chi(k, -g), chi(k, -h), over=k)),
        ("another mode", spectral(s(g - h), s(k), chi(k, g), chi(k + m, -h), over=k)),
        ("another matrix", spectral(s(g + h), s(k), chi(k, g), chi(k, -h), over=k)),
        ("weight of an index", spectral(s(g - h), s(k + g), chi(k, g), chi(k, -h), over=k)),
        ("factor with both indices", spectral(s(g - h), s(k), chi(k, g + h), chi(k, -g - h), over=k)),
        ("sum over an index of the entry", spectral(s(g - h), s(g), chi(g, g), chi(g, -h), over=g)),
        ("three factors and a sign", Rel("==", s(g - h), -total(s(k) * chi(k, g) * chi(k, -h), k))),
        ("two factors", Rel("==", s(g - h), Sum(Mul((chi(k, g), chi(k, -h))), k.variable))),
        ("not equal", Rel("<=", s(g - h), Sum(Mul((s(k), chi(k, g), chi(k, -h))), k.variable))),
    ],
)
def test_matrices_without_the_shape(entry, spectrum):
    """f_gh = sum_k s_k chi_k(g) conj(chi_k(h)) and nothing else."""
    goal = ge(form(z(g), z(-h), s(g - h), over=(g, h)), 0)
    assert allowed([spectrum, ge(s(k), 0)], goal) is None, entry


@pytest.mark.parametrize(
    "weight", [le(c(e), 0), ge(c(e), -1), ge(b(e), 0), ge(c(i), 0), eq(c(e), 0), ge(0, c(e))]
)
def test_weights_that_may_be_negative(weight):
    """c_k >= 0 for every k."""
    assert allowed([REAL, weight], GOAL) is None


@pytest.mark.parametrize(
    "goal",
    [
        gt(form(a(i), a(j), f(i, j)), 0),
        le(form(a(i), a(j), f(i, j)), 0),
        ge(form(a(i), a(j), f(i, j)), 1),
        ge(form(a(i), b(j), f(i, j)), 0),
        ge(form(a(i), a(i), f(i, j)), 0),
        ge(form(a(j), a(i), f(i, j)), 0),
        ge(form(u(i, j), u(j, i), f(i, j)), 0),
        ge(form(u(i, j), u(j, j), f(i, j)), 0),
        ge(form(a(i), a(j), f(j, i)), 0),
        ge(form(a(i), a(j), -f(i, j)), 0),
        ge(form(a(i), a(j), 2 * f(i, j)), 0),
        ge(form(a(i), a(j), f(i, j), over=(j, i)), 0),
        ge(form(a(i), a(j), f(i, j), over=(i, e)), 0),
        ge(form(a(i), a(i), f(i, i), over=(i, i)), 0),
        ge(Sum(Sum(Mul((a(i), a(j), f(i, j))), j.variable), i.variable), 0),
        ge(Sum(Sum(Mul((a(i), a(j))), j.variable), i.variable), 0),
        ge(Sum(Mul((a(i), a(j), exp(f(i, j)))), j.variable), 0),
        Pred("increasing", "f", (y(),)),
    ],
)
def test_other_conclusions(goal):
    """Strict, reversed, other factors, other entries, one sum."""
    assert allowed([REAL, ge(c(e), 0)], goal) is None


def test_complex_factors_need_their_conjugates():
    """sum z_g z_h e^{...} is a complex number."""
    entry = s(g - h)
    modes = spectral(entry, s(k), chi(k, g), chi(k, -h), over=k)
    for left, right in ((z(g), z(h)), (z(-g), z(-h)), (z(-h), z(g)), (chi(g, m), chi(h, m)), (z(g), z(-g))):
        assert allowed([modes, ge(s(k), 0)], ge(form(left, right, entry, over=(g, h)), 0)) is None


def test_the_index_sets_agree():
    """Over G and over G without 0."""
    entry = r(g, h)
    modes = spectral(entry, c(e), q(e, g), q(e, -h))
    assert allowed([modes, ge(c(e), 0)], ge(form(s(g), s(h), entry, over=(g, h)), 0)) == ()
    assert allowed([modes, ge(c(e), 0)], ge(form(s(g1), s(h1), entry, over=(g1, h1)), 0)) is None
    half = spectral(r(g1, h), c(e), q(e, g1), q(e, -h))
    assert allowed([half, ge(c(e), 0)], ge(form(s(g1), s(h), r(g1, h), over=(g1, h)), 0)) is None


def test_both_premises_are_needed_in_order():
    """The spectrum, then the sign."""
    for premises in ([], [REAL], [ge(c(e), 0)], [ge(c(e), 0), REAL], [REAL, ge(c(e), 0), ge(c(e), 0)]):
        assert allowed(premises, GOAL) is None


def quadratic(x, entries) -> complex:
    """sum_i sum_j x_i conj(x_j) e^{f_ij} in floating point."""
    places = range(len(x))
    return sum(x[p] * x[o].conjugate() * cmath.exp(entries[p][o]) for p in places for o in places)


def test_the_theorem_with_numbers():
    """Random complex matrices: the allowed order of the conjugates is never negative; the other ones are at times."""
    draw = random.Random(1)
    kept = flipped = plain = 0
    for _ in range(100):
        x, *rows = ([complex(draw.gauss(0, 1), draw.gauss(0, 1)) for _ in range(3)] for _ in range(3))
        weights = [Fraction(draw.randint(0, 3), 2) for _ in rows]
        entries = [
            [sum(w * v[p] * v[o].conjugate() for w, v in zip(weights, rows, strict=True)) for o in range(3)]
            for p in range(3)
        ]
        kept += quadratic(x, entries).real < -1e-9
        flipped += quadratic(x, [[-f for f in row] for row in entries]).real < -1e-9
        mirrored = sum(x[p] * x[o] * cmath.exp(entries[p][o]) for p in range(3) for o in range(3))
        plain += mirrored.real < -1e-9
    assert kept == 0
    assert flipped > 0
    assert plain > 0
