r"""What every proof about the modes rests on, as steps that the exact checker checks anew each time.

For every finite abelian group, s_k > 0 even for k != 0, s_0 = 0, q the softmax of z / T (T = 1 unless the motion
has a temperature), bar s the mean of the s_k, k != 0:

    covariance    sum_{k != 0} (s_k - bar s)(1 - pi_k) <= 0        Chebyshev's sum inequality for e^{z/T} and z
    growth        1 - pi_k > 0
    mean          bar s > 0,          log-mean   log bar s >= mean of the log s_k
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symflow.algebra.expr import Add, Expr, Fun, Pow, chi, exp, log, total
from symflow.algebra.indexing import GSTAR, G, indices
from symflow.algebra.rewrite import children, free_variables
from symflow.algebra.signs import excess, modulus, pairing
from symflow.algebra.statement import eq, ge, gt, le
from symflow.evidence.points.slope import added, multiplied, named, terms, tree
from symflow.evidence.proving.proof import identity, sign, strict, zero_set
from symflow.evidence.proving.steps import Step, use
from symflow.flow.notation import K, N, pi, q, s, sbar, z

g, h, k = indices("g h k", G)
e, mode = indices("e i0", GSTAR)
COVARIANCE = total((s(mode) - sbar) * (1 - pi(mode)), mode)
LOG_MEAN = log(sbar) - total(log(s(mode)), mode) / N


def growth(temperature: Expr) -> list[Step]:
    """bar s > 0 and 1 - pi_k > 0."""
    half = total(modulus(1 - chi(e, g)) * q(g), g) / 2
    body = exp(z(g) / temperature) / total(exp(z(h) / temperature), h)
    return [
        sign("mean", gt(sbar, 0), total(s(mode), mode) / N, "a mean of positive modes", unfold=["sbar"]),
        sign("probabilities", gt(q(g), 0), body, "an exponential over a sum of exponentials", unfold=["q"]),
        sign(
            "weak growth",
            ge(1 - pi(e), 0),
            half,
            "|1 - chi|^2 = 2 - chi - conj chi, q is even and sums to 1",
            facts=["probabilities"],
            unfold=["pi", "q"],
        ),
        zero_set(
            "no growth",
            eq(1 - pi(e), 0),
            half,
            eq(1 - chi(e, g), 0),
            "every term with q_g > 0 must vanish",
            facts=["probabilities"],
            unfold=["pi", "q"],
        ),
        identity(
            "absurd",
            eq(0, K),
            "then sum_g chi_e(g) = K, but it is 0 for e != 0",
            using=[use("no growth", times=-1, over=(g,))],
        ),
        strict("growth", gt(1 - pi(e), 0), "weak growth", "absurd", "not negative and not zero"),
    ]


def covariance(temperature: Expr) -> list[Step]:
    """sum_{k != 0} (s_k - bar s)(1 - pi_k) <= 0."""
    i, j = indices("i j", GSTAR)
    scaled = [z(index) / temperature for index in (i, j)]
    pairs = total(pairing(*scaled), i, j)
    weight = K * temperature / (2 * N * total(exp(z(h) / temperature), h))
    return [
        identity(
            "inverse",
            eq(s(k), total(chi(k, g) * z(g), g)),
            "the characters are orthogonal; s is even",
            unfold=["z"],
        ),
        sign(
            "covariance",
            le(COVARIANCE, 0),
            weight * pairs,
            "Parseval, then Chebyshev's sum over pairs (e^a - e^b)(a - b)",
            unfold=["pi", "q", "sbar", "inverse"],
        ),
    ]


def log_mean() -> list[Step]:
    """log bar s >= mean of the log s_k."""
    return [
        sign(
            "log-mean",
            ge(LOG_MEAN, 0),
            total(excess(s(mode) / sbar), mode) / N,
            "the ratios s_k / bar s have mean 1, so the mean of x - 1 - log x is the difference",
            facts=["mean"],
            unfold=["sbar"],
        )
    ]


def positive_parts(value: Expr) -> list[Step]:
    """Parts of a formula that must be positive for it to have a value, where the log-mean inequality shows it."""
    found: list[Step] = []
    for part in dict.fromkeys(_needed(value)):
        inside = terms(part, spread=True)
        share = inside.get(((log(sbar), Fraction(1)),), Fraction(0))
        if share > 0:
            rest = added([inside, multiplied({(): -share}, terms(LOG_MEAN, spread=True))])
            by = named(share * LOG_MEAN + tree(rest))
            label, because = f"positive {len(found)}", "the log-mean inequality"
            found.append(sign(label, gt(part, 0), by, because, facts=["mean", "log-mean"], unfold=["sbar"]))
    return found


def _needed(node: Expr) -> Iterator[Expr]:
    """Bases of roots and divisors, and arguments of log, that are sums and do not depend on a bound index."""
    match node:
        case Pow(Add() as part, x) if (x < 0 or x.denominator != 1) and not free_variables(part):
            yield part
        case Fun("log", Add() as part) if not free_variables(part):
            yield part
    for child in children(node):
        yield from _needed(child)
