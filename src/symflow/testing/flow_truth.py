r"""The flow of the factors by Taylor series in balls of 128 bits: what integrators are compared with.

Statement.  a' = (1 - pi) b, b' = (1 - pi) a entrywise, pi the softmax modes of s = a b; balanced modes are the
case a = b = sqrt(s). Taylor coefficients come from the recurrences of product, exponential and quotient; a
step is as long as its last coefficient allows. The error is estimated from that coefficient, not enclosed:
about 10^-14 of each mode, hence the least `flow_rtol` of 10^-10.

Formula.  w = -(1/K) (1 - C) s,  E = e^w:  n E_n = sum_{i=1..n} i w_i E_{n-i};  T = sum_g E_g,
r = (1 - C) E / T = 1 - pi:  T_0 r_n = ((1 - C) E_n) - sum_{i=1..n} T_i r_{n-i};
(n + 1) a_{n+1} = sum_i r_i b_{n-i},  (n + 1) b_{n+1} = sum_i r_i a_{n-i}.

Notation.  C_kg = cos(arg chi_k(g)). A series is an array of balls, one row for each order; after each step only the
midpoints are kept.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from flint import arb, arb_mat

from symflow.algebra.schemes import Scheme
from symflow.numeric.ball import precision
from symflow.testing.implementation import Array
from symflow.testing.law import Undecided
from symflow.testing.truth import cosines

BITS = 128
ORDER = 20
STEP_ERROR = 1e-15
MOST_STEPS = 400
Series = Any


def factor_flow(scheme: Scheme, a: Array, b: Array, t: float) -> tuple[Array, Array]:
    """a(t) and b(t)."""
    with precision(BITS):
        ends = _integrate(scheme, _vector(a), _vector(b), t)
    return _floats(ends[0]), _floats(ends[1])


def reduced_flow(scheme: Scheme, s: Array, t: float) -> Array:
    """s(t) for balanced modes s >= 0."""
    with precision(BITS):
        root = np.array([arb(float(x)).sqrt() for x in s], dtype=object)
        a, b = _integrate(scheme, root, root, t)
        return _floats(a * b)


def _integrate(scheme: Scheme, a: Any, b: Any, t: float) -> tuple[Any, Any]:
    done = arb(0)
    for _ in range(MOST_STEPS):
        left = float(arb(t) - done)
        if left <= 0:
            return a, b
        A, B = _series(scheme, a, b)
        step = min(left, _step(A, B))
        a, b = (_middle(sum((term * arb(step) ** n for n, term in enumerate(C)), 0 * C[0])) for C in (A, B))
        done = (done + arb(step)).mid()
    raise Undecided(f"the series needs more than {MOST_STEPS} steps")


def _series(scheme: Scheme, a: Any, b: Any) -> tuple[Series, Series]:
    """The Taylor coefficients of a and b, up to ORDER."""
    A, B, w, E, T, r = (np.full((ORDER + 1, scheme.K), arb(0)) for _ in range(6))
    A[0], B[0] = a, b
    for n in range(ORDER):
        w[n] = _distances(scheme, _product(A, B, n)) / -scheme.K
        E[n] = _exponential(w, E, n)
        T[n] = sum(E[n], arb(0))
        r[n] = (_distances(scheme, E[n]) - _product(T, r, n)) / T[0]  # r[n] is still 0 on the right
        A[n + 1] = _product(r, B, n) / (n + 1)
        B[n + 1] = _product(r, A, n) / (n + 1)
    return A, B


def _product(A: Series, B: Series, n: int) -> Any:
    """Coefficient n of the product of two series."""
    return (A[: n + 1] * B[n::-1]).sum(axis=0)


def _exponential(w: Series, E: Series, n: int) -> Any:
    """Coefficient n of e^w."""
    if n == 0:
        return np.array([x.exp() for x in w[0]], dtype=object)
    weighted = w[1 : n + 1] * np.arange(1, n + 1, dtype=object)[:, None]
    return (weighted * E[n - 1 :: -1]).sum(axis=0) / n


def _distances(scheme: Scheme, v: Any) -> Any:
    """(1 - C) v."""
    product = cosines(scheme, True) * arb_mat(len(v), 1, list(v))
    return np.array(product.entries(), dtype=object)


def _step(A: Series, B: Series) -> float:
    """The step at which the last coefficient is a small part of each mode."""
    start, last = (np.abs(_floats(A[n])) + np.abs(_floats(B[n])) for n in (0, ORDER))
    live = (start > 0) & (last > 0)
    return float(np.min((STEP_ERROR * start[live] / last[live]) ** (1 / ORDER), initial=1.0))


def _vector(array: Array) -> Any:
    return np.array([arb(float(x)) for x in array], dtype=object)


def _floats(vector: Any) -> Array:
    return np.array([float(x) for x in vector])


def _middle(vector: Any) -> Any:
    return np.array([x.mid() for x in vector], dtype=object)
