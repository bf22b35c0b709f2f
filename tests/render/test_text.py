"""Formulas and statements as plain text: brackets, sums, names of indices."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symflow.algebra.expr import (
    Ddt,
    Expr,
    Extremum,
    Neg,
    Num,
    Partial,
    Pow,
    Sym,
    atom,
    chi,
    delta,
    ei,
    exp,
    expr,
    half_tanh,
    log,
    total,
)
from symflow.algebra.indexing import (
    CLASSES,
    FEATURES,
    GSTAR,
    SAMPLES,
    ZERO_INDEX,
    G,
    Index,
    Var,
    indices,
)
from symflow.algebra.rewrite import substitute
from symflow.algebra.signs import excess, modulus, pairing, square
from symflow.algebra.statement import And, Iff, Implies, Pred, eq, forall, ge, gt, le, lt
from symflow.render.text import formula, relation, sentence, statement_lines

K, N, x, y, z = (Sym(name) for name in "KNxyz")
s, W, pi, Z, L = atom("s"), atom("W"), atom("pi"), atom("z"), atom("L")
g, h, k = indices("g h k", G)
v, w = indices("k l", GSTAR)
j, i = indices("j i", CLASSES)
(a,) = indices("a", FEATURES)
(r,) = indices("r", SAMPLES)

FORMULAS = [
    (x + y * z, "x + y z"),
    ((x + y) * z, "(x + y) z"),
    (x - (y + z), "x − (y + z)"),
    (x - (y - z), "x − (y − z)"),
    (x + (y - z), "x + y − z"),
    (x + (-y + z), "x − y + z"),
    (x + y * -2, "x − 2 y"),
    (-(x + y), "−(x + y)"),
    (Neg(Neg(x)), "x"),
    (y - Neg(x), "y − (−x)"),
    (Neg(x) * y, "−x y"),
    (x * Neg(y + z), "−x (y + z)"),
    (Neg(x) + y, "−x + y"),
    (x / y, "x/y"),
    (x / (y * z), "x/(y z)"),
    (x / y / z, "x/(y z)"),
    (x / (y / z), "x z/y"),
    (x / (y + z), "x/(y + z)"),
    ((x + y) / z, "(x + y)/z"),
    (1 / x, "1/x"),
    (-1 / x, "−1/x"),
    (x * Fraction(3, 2), "3 x/2"),
    (x - y * Fraction(1, 2), "x − y/2"),
    (Num(Fraction(-1, 2)), "−1/2"),
    (Num(Fraction(0)), "0"),
    (Num(Fraction(0)) * x, "0 x"),
    (x**2, "x²"),
    ((x + y) ** 2, "(x + y)²"),
    (Neg(x) ** 2, "(−x)²"),
    ((x * y) ** 2, "(x y)²"),
    ((x / y) ** 3, "(x/y)³"),
    ((x**2) ** 3, "(x²)³"),
    (Neg(x**2), "−x²"),
    (x**-2, "1/x²"),
    (x**12, "x¹²"),
    (Num(Fraction(2)) ** 2 * 3, "3·2²"),
    (Num(Fraction(1, 2)) ** 2, "(1/2)²"),
    (Pow(x, Fraction(1, 2)), "√x"),
    (Pow(x + y, Fraction(-1, 2)), "1/√(x + y)"),
    (Pow(x, Fraction(3, 2)), "x^(3/2)"),
    (exp(x + y) ** 2, "exp(x + y)²"),
    (half_tanh(x - y), "(x − y) tanh((x − y)/2)"),
    (ei(x) + log(x), "Ei(x) + log(x)"),
    (s(v), "s_k"),
    (W(i, a), "W_{ia}"),
    (Z(g - h), "z_{g−h}"),
    (Z(ZERO_INDEX), "z_0"),
    (Z(g + g - h), "z_{2g−h}"),
    (atom("T")(g - h, k), "T_{g−h,k}"),
    (atom("sbar")(), "s\u0304"),
    (atom("rho")() * pi(k), "ρ π_k"),
    (delta(g, h), "δ_{gh}"),
    (delta(g, ZERO_INDEX), "δ_{g0}"),
    (chi(k, g), "χ_k(g)"),
    (chi(k, g - h), "χ_k(g−h)"),
    (total(s(v), v), "Σ_{k≠0} s_k"),
    (total(s(g), g), "Σ_g s_g"),
    (total(s(j), j), "Σ_{j=1..K} s_j"),
    (total(W(i, a), a), "Σ_{a=1..d} W_{ia}"),
    (total(s(v), v) + 1, "Σ_{k≠0} s_k + 1"),
    (total(s(v) + 1, v), "Σ_{k≠0} (s_k + 1)"),
    (total(s(v), v) / N, "(Σ_{k≠0} s_k)/N"),
    (K / total(s(v), v), "K/(Σ_{k≠0} s_k)"),
    (1 / (N * total(s(v), v)), "1/(N Σ_{k≠0} s_k)"),
    (total(s(v), v) * K, "(Σ_{k≠0} s_k) K"),
    (K * total(s(v), v), "K Σ_{k≠0} s_k"),
    (total(s(v), v) ** 2, "(Σ_{k≠0} s_k)²"),
    (total(s(v) * s(w), v, w), "Σ_{k≠0} Σ_{l≠0} s_k s_l"),
    (Extremum("max", s(v), v.variable) - x, "max_{k≠0} s_k − x"),
    (Ddt(s(k) + 1, "f"), "d/dt[s_k + 1]"),
    (-Partial(L(), W(i, a)), "−∂/∂W_{ia}[L]"),
    (square(x - y), "(x − y)²"),
    (modulus(x + y), "|x + y|²"),
    (pairing(x, y), "(exp(x) − exp(y)) (x − y)"),
    (excess(x) * y, "(x − 1 − log(x)) y"),
]


@pytest.mark.parametrize(("node", "text"), FORMULAS, ids=[text for _, text in FORMULAS])
def test_formulas(node: Expr, text: str) -> None:
    assert formula(node) == text


def test_bound_names_are_kept_apart_and_reused() -> None:
    assert formula(s(k) * total(s(v), v)) == "s_k Σ_{k≠0} s_k"
    assert formula(total(s(k) * s(v), v)) == "Σ_{k′≠0} s_k s_{k′}"
    assert formula(substitute(total(s(v) * total(s(v), v), v), {})) == "Σ_{k≠0} s_k Σ_{k≠0} s_k"
    fresh = Index(((Var("g~7", "G"), 1),))
    assert formula(total(s(g) * s(fresh), fresh)) == "Σ_{g′} s_g s_{g′}"
    assert formula(s(k) + s(v)) == "s_k + s_{k′}"


def test_relations() -> None:
    assert relation(le(s(k) + 1, x)) == "s_k + 1 ≤ x"
    assert [relation(op(x, y)) for op in (eq, ge, lt, gt)] == ["x = y", "x ≥ y", "x < y", "x > y"]


def test_statements() -> None:
    positive, equal = forall(v, gt(s(v), 0)), forall(v, w, eq(s(v), s(w)))
    decreases = le(Ddt(L(), "f"), 0)
    assert statement_lines(positive) == ["s_k > 0  for all k ≠ 0 in G"]
    assert statement_lines(forall(j, eq(s(j), expr(1)))) == ["s_j = 1  for all j = 1..K"]
    assert statement_lines(Implies(gt(x, 0), decreases)) == ["x > 0  ⟹  d/dt[L] ≤ 0"]
    assert statement_lines(Iff(eq(L(), 0), equal)) == [
        "L = 0  ⟺  (s_k = s_l  for all k ≠ 0 in G, l ≠ 0 in G)"
    ]
    assert statement_lines(And((decreases, positive))) == ["d/dt[L] ≤ 0", "s_k > 0  for all k ≠ 0 in G"]
    assert statement_lines(Implies(And((gt(x, 0), gt(y, 0))), decreases)) == [
        "if:",
        "  x > 0",
        "  y > 0",
        "then:",
        "  d/dt[L] ≤ 0",
    ]
    assert statement_lines(forall(g, And((gt(s(g), x), lt(s(g), y))))) == [
        "for all g in G:",
        "  s_g > x",
        "  s_g < y",
    ]


def test_an_implication_inside_another_is_not_flattened() -> None:
    nested = Implies(Implies(gt(x, 0), gt(y, 0)), gt(z, 0))
    assert statement_lines(nested) == ["if:", "  x > 0  ⟹  y > 0", "then:", "  z > 0"]


def test_predicates_have_a_sentence() -> None:
    assert statement_lines(Pred("increasing", "f", (s(k),))) == ["increasing(s_k)"]
    assert sentence(Pred("increasing", "f", (s(k),))) == "s_k: increases strictly along every solution"
    for name in ("solves-uniquely", "sign-preserved", "increasing", "non-increasing"):
        assert name not in sentence(Pred(name, "f", (L(), s(k))))
