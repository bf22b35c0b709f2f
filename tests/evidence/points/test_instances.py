"""Identities expanded exactly at concrete K, by a route of their own."""

from __future__ import annotations

import ast
from fractions import Fraction
from pathlib import Path

import pytest
from small_claims import (
    CHEBYSHEV,
    CHEBYSHEV_TWIN,
    DECREASE,
    MODES,
    PLAIN,
    Ddt,
    Expr,
    K,
    N,
    V,
    claim,
    define,
    exp,
    g,
    h,
    identity_4a,
    j,
    k,
    mean_z,
    pi,
    q,
    s,
    sbar,
    total,
    x,
    z,
)

import symflow.evidence.points.instances
import symflow.evidence.points.ratio
from symflow.algebra.expr import Partial, atom, chi, delta, log, tanh
from symflow.algebra.indexing import CLASSES, FEATURES, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import Implies, eq
from symflow.evidence.points.instances import expand, sylvester
from symflow.evidence.result import Outcome

WEIGHT = total(exp(z(x) - mean_z()), x)
RHO = total(exp(z(x) - mean_z()) * (z(x) - mean_z()), x) / WEIGHT


def rate(sign: int) -> Expr:
    return sign * 2 * K / N * WEIGHT * RHO / (sbar() * (exp(sbar()) + WEIGHT))


TRUE = [
    claim("4a", MODES, identity_4a()),
    claim("4d", MODES, eq(Ddt(V(), "balanced"), rate(-1))),
    claim("diagonal", MODES, eq(total(q(h - g) * chi(k, h), h), chi(k, g) * pi(k))),
    claim("growth", MODES, eq(Ddt(log(s(j)), "balanced"), 2 * (1 - pi(j)))),
    claim("chebyshev", PLAIN, CHEBYSHEV, group=None),
]
TWINS = [
    claim("4a-twin", MODES, identity_4a(-1)),
    claim("4d-twin", MODES, eq(Ddt(V(), "balanced"), rate(1))),
    claim("growth-twin", MODES, eq(Ddt(log(s(j)), "balanced"), 2 * (1 + pi(j)))),
    claim("chebyshev-twin", PLAIN, CHEBYSHEV_TWIN, group=None),
]


@pytest.mark.parametrize("true", TRUE, ids=lambda c: c.id)
def test_identities_are_expanded(true: object) -> None:
    evidence = expand(true, 3.0)  # type: ignore[arg-type]
    assert evidence is not None
    assert evidence.outcome is Outcome.TRUE
    assert (evidence.strength, evidence.coverage) == ("exact", "instances")
    assert "K = 2, " in evidence.covers


@pytest.mark.parametrize("twin", TWINS, ids=lambda c: c.id)
def test_twins_are_refuted(twin: object) -> None:
    evidence = expand(twin, 3.0)  # type: ignore[arg-type]
    assert evidence is not None
    assert evidence.outcome is Outcome.FALSE


def test_the_gradient_by_partial_derivatives() -> None:
    W, H, Z, P, L = (atom(n) for n in "WHZPL")
    a, b, m = indices("a b m", CLASSES)
    (f,) = indices("f", FEATURES)
    model = Model(
        (Variable("W", (CLASSES, FEATURES)), Variable("H", (FEATURES, CLASSES))),
        (
            define("Z", (a, b), total(W(a, f) * H(f, b), f)),
            define("P", (a, b), exp(Z(a, b)) / total(exp(Z(m, b)), m)),
            define("L", (), total(log(total(exp(Z(m, b)), m)) - Z(b, b), b)),
        ),
    )
    right = total((P(a, b) - delta(a, b)) * H(f, b), b)
    evidence = expand(claim("gradient", model, eq(Partial(L(), W(a, f)), right), group=None), 2.0)
    assert evidence is not None
    assert evidence.outcome is Outcome.TRUE


def test_tanh_and_roots() -> None:
    odd = eq((exp(s(x)) - 1) * (1 + exp(0 * s(x))), 2 * tanh(s(x) / 2) * (exp(s(x)) + 1))
    root = eq(total(s(j) / s(j) ** Fraction(1, 2) * s(j) ** Fraction(1, 2), j), N * sbar())
    evidence = expand(claim("functions", MODES, odd, root), 3.0)
    assert evidence is not None
    assert "parts a, b" in evidence.covers


def test_a_claim_without_equations_has_no_instances() -> None:
    assert expand(claim("decrease", MODES, DECREASE)) is None
    assert expand(claim("implied", MODES, Implies(eq(V(), 0), eq(1, 1)))) is None


def test_the_time_limit_is_kept_and_named() -> None:
    evidence = expand(claim("4d", MODES, eq(Ddt(V(), "balanced"), rate(-1))), 0.3)
    assert evidence is not None
    assert "32" not in evidence.covers


def test_sylvester_rows_are_orthogonal() -> None:
    matrix = sylvester(8)
    gram = [[sum(p * r for p, r in zip(row, other, strict=True)) for other in matrix] for row in matrix]
    assert gram == [[8 * (i == k2) for k2 in range(8)] for i in range(8)]


def test_the_second_route_shares_no_normal_form_and_no_characters() -> None:
    for module in (symflow.evidence.points.instances, symflow.evidence.points.ratio):
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert not imported & {
            "symflow.algebra.normal",
            "symflow.algebra.schemes",
            "symflow.algebra.canonical",
        }


def test_a_planted_error_makes_the_routes_disagree(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(order: int) -> tuple[tuple[int, ...], ...]:
        rows = [list(row) for row in sylvester(order)]
        rows[-1][-1] *= -1
        return tuple(map(tuple, rows))

    monkeypatch.setattr(symflow.evidence.points.instances, "sylvester", wrong)
    evidence = expand(claim("4a", MODES, identity_4a()), 2.0)
    assert evidence is not None
    assert evidence.outcome is Outcome.UNKNOWN
    assert "does not vanish" in evidence.covers


def test_square_roots_of_numbers_are_reduced_inside_exp() -> None:
    root = K ** Fraction(-1, 2)
    evidence = expand(claim("root", MODES, eq(exp(root * root * s(x)), exp(s(x) / K))), 2.0)
    assert evidence is not None
    assert "K = 2, 4, 8, 16, 32" in evidence.covers


def test_sizes_that_a_hypothesis_fixes_are_respected() -> None:
    fixed = claim("fixed", PLAIN, CHEBYSHEV, group=None, hypotheses=(("order", eq(K, 5)),))
    evidence = expand(fixed)
    assert evidence is not None
    assert "K = 5 (plain" in evidence.covers
