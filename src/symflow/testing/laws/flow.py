r"""Laws of the reduced flow, of balanced modes and of the two factors.

Formula.  s_k' = 2 s_k (1 - pi_k);  a_k' = (1 - pi_k) b_k, b_k' = (1 - pi_k) a_k with s = a b.  A mode that is 0
stays 0, and s_k(0) <= s_k(t) <= s_k(0) e^{2t};  V(s) = log mean s - mean log s over k != 0 does not increase;
a_k^2 - b_k^2 is constant;  on the collapse ray Ei(s) + (K - 1) log s = 2 K t + const.

Notation.  A mode is judged relative to itself, a factor relative to a_k + b_k, in units of `flow_rtol`. The
value compared with is a Taylor series of estimated, not enclosed, error (`flow_truth`); on the ray it is the
exact integral, in balls.
"""

from __future__ import annotations

from itertools import pairwise
from math import exp

import numpy as np
from hypothesis.strategies import DrawFn

from symflow.algebra.schemes import Scheme
from symflow.testing import flow_truth, truth
from symflow.testing.draw import positive
from symflow.testing.implementation import Array, Calls, Unusable
from symflow.testing.law import Case, Input, Inputs, Law, cases
from symflow.testing.measure import Residual, residual, worst
from symflow.testing.rules import ACTIVE, CENTRED, EVEN, NONNEGATIVE, SIZE, at_most
from symflow.testing.strategies import factors, spectra, times

LARGEST = 32
MODES = Input("s", ("K",), (SIZE, EVEN, CENTRED, NONNEGATIVE))
ACTIVE_MODES = Input("s", ("K",), (SIZE, EVEN, CENTRED, ACTIVE))
FACTORS = tuple(Input(name, ("K",), (at_most(100), EVEN, CENTRED, NONNEGATIVE)) for name in "ab")
TIME = Input("t", (), (NONNEGATIVE, at_most(16)))
LATER = Input("u", (), (NONNEGATIVE, at_most(16)))
RAY = Input("sigma", (), (SIZE, ("positive", lambda value, scheme: value > 0)))


def _timed(draw: DrawFn, scheme: Scheme) -> Inputs:
    return {"s": draw(spectra(scheme)).s, "t": draw(times())}


def _active(draw: DrawFn, scheme: Scheme) -> Inputs:
    return {"s": draw(spectra(scheme, "positive")).s, "t": draw(times())}


def _twice(draw: DrawFn, scheme: Scheme) -> Inputs:
    return {**_timed(draw, scheme), "u": draw(times())}


def _ray(draw: DrawFn, scheme: Scheme) -> Inputs:
    return {"sigma": positive(draw), "t": draw(times())}


def _factors(draw: DrawFn, scheme: Scheme) -> Inputs:
    drawn = draw(factors(scheme))
    return {"a": drawn.a, "b": drawn.b, "t": draw(times())}


def _flow(calls: Calls, at: Case, s: Array, t: float) -> Array:
    return calls.one("reduced_flow", s, t, at.scheme, shape=s.shape)


def _start(calls: Calls, at: Case) -> tuple[Array, float]:
    return calls.rounded(at["s"]), float(calls.rounded(at["t"]))


def _value(calls: Calls, at: Case) -> Residual:
    s, t = _start(calls, at)
    wanted = flow_truth.reduced_flow(at.scheme, s, t)
    return residual(_flow(calls, at, s, t), wanted, wanted, calls.tiny, "s(t)")


def _growth(calls: Calls, at: Case) -> Residual:
    s, t = _start(calls, at)
    half, end = _flow(calls, at, s, t / 2), _flow(calls, at, s, t)
    pairs = [(s, half), (half, end), (s, end)]
    rises = [residual(y, np.maximum(x, y), 2 * x, calls.tiny, "s(t)") for x, y in pairs]
    ceilings = [(y, x * exp(2 * step)) for (x, y), step in zip(pairs, (t / 2, t / 2, t), strict=True)]
    bounds = [residual(y, np.minimum(y, top), 2 * top, calls.tiny, "s(t)") for y, top in ceilings]
    return worst(rises + bounds)


def _lyapunov(calls: Calls, at: Case) -> Residual:
    s, t = _start(calls, at)
    path = [s[1:]] + [_flow(calls, at, s, time)[1:] for time in (t / 4, t / 2, t)]
    if min(modes.min() for modes in path) <= 0:
        raise Unusable("reduced_flow made a positive mode vanish or change its sign")
    found = []
    for before, after in pairwise(path):
        rise = truth.lyapunov_change(before, after)
        # A relative error e of each mode changes V by at most e times the mean of |s_k / mean s - 1|.
        spread = sum(float(np.abs(modes / modes.mean() - 1).mean()) for modes in (before, after))
        found.append(residual(max(rise, 0.0), 0.0, spread + 1e-6, 1e-15, "rise of V"))
    return worst(found)


def _semigroup(calls: Calls, at: Case) -> Residual:
    s, t = _start(calls, at)
    u = float(calls.rounded(at["u"]))
    straight = _flow(calls, at, s, t + u)
    paused = _flow(calls, at, calls.rounded(_flow(calls, at, s, t)), u)
    return residual(paused, straight, 4 * straight, calls.tiny, "s(t + u)", slack=4)


def _on_the_ray(calls: Calls, at: Case) -> Residual:
    sigma, t = float(calls.rounded(at["sigma"])), float(calls.rounded(at["t"]))
    start = np.full(at.K, sigma)
    start[0] = 0
    end = _flow(calls, at, start, t)[1:]
    if end.min() <= 0:
        raise Unusable("reduced_flow made a positive mode vanish or change its sign")
    errors = [truth.ray_error(at.K, sigma, t, x) for x in end]
    return residual(errors, 0.0, 1.0, 0.0, "relative error of s(t)")


def _factor_value(calls: Calls, at: Case) -> Residual:
    (a, b), t, got = _factor_flow(calls, at)
    wanted = flow_truth.factor_flow(at.scheme, a, b, t)
    return worst(
        [
            residual(x, y, wanted[0] + wanted[1], calls.tiny, what)
            for x, y, what in zip(got, wanted, ("a(t)", "b(t)"), strict=True)
        ]
    )


def _imbalance(calls: Calls, at: Case) -> Residual:
    (a, b), _, (x, y) = _factor_flow(calls, at)
    return residual(
        (x - y) * (x + y), (a - b) * (a + b), x * x + y * y + a * a + b * b, calls.tiny, "a^2 - b^2"
    )


def _factor_flow(calls: Calls, at: Case) -> tuple[tuple[Array, Array], float, tuple[Array, Array]]:
    a, b, t = calls.rounded(at["a"]), calls.rounded(at["b"]), float(calls.rounded(at["t"]))
    return (a, b), t, calls.two("factor_flow", a, b, t, at.scheme, shapes=(a.shape, b.shape))


LAWS = (
    Law(
        "reduced-flow",
        "The reduced flow solves its differential equation.",
        "reduced-flow: s_k' = 2 s_k (1 - pi_k)",
        ("reduced_flow",),
        (MODES, TIME),
        cases(_timed, largest=LARGEST),
        _value,
        "flow_rtol",
    ),
    Law(
        "modes-grow",
        "No mode decreases, a zero mode stays zero, and none grows faster than e^{2t}.",
        "mode-growth: s_k(0) <= s_k(t) <= s_k(0) e^{2t}",
        ("reduced_flow",),
        (MODES, TIME),
        cases(_timed, largest=LARGEST),
        _growth,
        "flow_rtol",
    ),
    Law(
        "lyapunov-decrease",
        "V does not increase along the reduced flow of positive modes.",
        "lyapunov-decrease: V = log mean s - mean log s, V' <= 0",
        ("reduced_flow",),
        (ACTIVE_MODES, TIME),
        cases(_active, largest=LARGEST),
        _lyapunov,
        "flow_rtol",
    ),
    Law(
        "flow-semigroup",
        "Flowing for t and then for u is flowing for t + u.",
        "s(t + u; s_0) = s(u; s(t; s_0))",
        ("reduced_flow",),
        (MODES, TIME, LATER),
        cases(_twice, largest=LARGEST),
        _semigroup,
        "flow_rtol",
    ),
    Law(
        "collapse-ray",
        "Equal modes stay equal and follow the collapse ray.",
        "collapse-ray: Ei(s) + (K - 1) log s = 2 K t + const",
        ("reduced_flow",),
        (RAY, TIME),
        cases(_ray, largest=LARGEST),
        _on_the_ray,
        "flow_rtol",
    ),
    Law(
        "factor-flow",
        "The flow of the two factors solves its differential equations, balanced or not.",
        "reduced-flow: a_k' = (1 - pi_k) b_k, b_k' = (1 - pi_k) a_k",
        ("factor_flow",),
        (*FACTORS, TIME),
        cases(_factors, largest=LARGEST),
        _factor_value,
        "flow_rtol",
    ),
    Law(
        "imbalance-of-modes",
        "The imbalance of each mode is conserved.",
        "imbalance-conserved: a_k^2 - b_k^2 is constant",
        ("factor_flow",),
        (*FACTORS, TIME),
        cases(_factors, largest=LARGEST),
        _imbalance,
        "flow_rtol",
    ),
)
