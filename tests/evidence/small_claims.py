"""Small claims for the tests of evidence: a model of the balanced flow, true statements and false twins."""

from __future__ import annotations

from fractions import Fraction

from symflow.algebra.expr import (
    Ddt,
    Expr,
    Extremum,
    Sym,
    atom,
    chi,
    exp,
    log,
    total,
)
from symflow.algebra.indexing import CLASSES, GSTAR, G, Index, Space, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.statement import Statement, eq, le
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain

s, z, q, pi, sbar, mean_z, V = (atom(name) for name in ("s", "z", "q", "pi", "sbar", "mz", "V"))
a, b = atom("a"), atom("b")
K, N = Sym("K"), Sym("N")
g, h, k, mode = indices("g h k l", G)
x, y, j = indices("x y j", GSTAR)


def define(name: str, over: tuple[Index, ...], body: Expr, even: bool = False) -> Definition:
    return Definition(name, tuple(i.variable for i in over), body, even)


SPECTRAL = (
    define("z", (g,), total(s(k) * chi(k, g), k) / K, even=True),
    define("q", (g,), exp(z(g)) / total(exp(z(h)), h), even=True),
    define("pi", (k,), total(q(g) * chi(k, g), g), even=True),
    define("sbar", (), total(s(j), j) / N),
    define("mz", (), total(z(x), x) / N),
    define("V", (), log(sbar()) - total(log(s(j)), j) / N),
)
S = Variable("s", (G,), "positive", even=True, vanishing=True)
BALANCED = Flow("balanced", (define("s", (k,), 2 * s(k) * (1 - pi(k))),))
CUBIC = Flow("depth-3", (define("s", (k,), 3 * s(k) ** Fraction(4, 3) * (1 - pi(k))),))
MODES = Model((S,), SPECTRAL, (BALANCED, CUBIC))
AB = (
    Variable("a", (G,), "positive", even=True, vanishing=True),
    Variable("b", (G,), "positive", even=True, vanishing=True),
)
UNEQUAL = Flow("unequal", (define("a", (k,), (1 - pi(k)) * b(k)), define("b", (k,), (1 - pi(k)) * a(k))))
FACTORS = Model(AB, (define("s", (k,), a(k) * b(k), even=True), *SPECTRAL), (UNEQUAL,))


def claim(
    name: str, model: Model, *parts: Statement, group: str | None = "abelian", **options: object
) -> Claim:
    domain = Domain("Let these be given.", model, group, **options)  # type: ignore[arg-type]
    labelled = tuple((chr(ord("a") + i), part) for i, part in enumerate(parts))
    return Claim(name, "test", name, "here", domain, labelled)


def identity_4a(sign: int = 1) -> Statement:
    left = total((s(j) - sbar()) * pi(j), j)
    return eq(left, sign * K / total(exp(z(g)), g) * total(exp(z(x)) * (z(x) - mean_z()), x))


def log_ratio(space: Space = GSTAR) -> Expr:
    var = j.variable if space is GSTAR else indices("j", CLASSES)[0].variable
    return log(Extremum("max", s(j), var)) - log(Extremum("min", s(j), var))


u = atom("u")
p, r = indices("p r", CLASSES)
PLAIN = Model((Variable("u", (CLASSES,)),))
CHEBYSHEV = eq(
    total(exp(u(p)) * (u(p) - total(u(r), r) / K), p),
    total((exp(u(p)) - exp(u(r))) * (u(p) - u(r)), p, r) / (2 * K),
)
CHEBYSHEV_TWIN = eq(
    total(exp(u(p)) * (u(p) + total(u(r), r) / K), p),
    total((exp(u(p)) - exp(u(r))) * (u(p) - u(r)), p, r) / (2 * K),
)
DECREASE = le(Ddt(V(), "balanced"), 0)
