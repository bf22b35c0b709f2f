"""The second route: dense softmax, and integrators that know no derivative. Nothing of symflow is imported here.

The logits are a K x K matrix Z = U diag(s) U^T, P is its column softmax, pi = diag(U^T P U), and the flow is
s_k' = 2 s_k (1 - pi_k) with the subtraction done as it is written. It is integrated by mpmath.odefun, which finds
Taylor coefficients by numerical differentiation, or by extrapolation of the midpoint rule (Gragg, Bulirsch, Stoer) in
one step, which is the faster of the two at many digits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import mpmath
from mpmath import mp

GUARD = 25
LARGE = 7
Vector = list[Any]
Rates = Callable[[Vector], Vector]
Integrator = Callable[[Rates, Vector, Any, int], Vector]


def basis(scheme: str, K: int) -> Any:
    """U: X / sqrt(K) for walsh, (cos + sin)(2 pi i k / K) / sqrt(K) for cyclic."""
    if scheme == "walsh":
        entries = [[mpmath.mpf(-1) ** (i & k).bit_count() for k in range(K)] for i in range(K)]
    else:
        turns = [[mpmath.mpf(2 * i * k % (2 * K)) / K for k in range(K)] for i in range(K)]
        entries = [[mpmath.cospi(x) + mpmath.sinpi(x) for x in row] for row in turns]
    return mpmath.matrix(entries) / mpmath.sqrt(K)


def softmax_modes(U: Any, modes: Sequence[Any]) -> Vector:
    """pi_1, ..., pi_{K-1} of the dense softmax."""
    K = len(modes) + 1
    Z = U * mpmath.diag([mpmath.mpf(0), *modes]) * U
    P = Z.apply(mpmath.exp)
    for j in range(K):
        column = mpmath.fsum(P[i, j] for i in range(K))
        for i in range(K):
            P[i, j] /= column
    PU = P * U
    return [mpmath.fsum(U[i, k] * PU[i, k] for i in range(K)) for k in range(1, K)]


def first_column_modes(U: Any, modes: Sequence[Any]) -> Vector:
    """The same from the first column of Z alone: sum_g chi_k(g) q_g, as a sum with signs."""
    K = len(modes) + 1
    root = mpmath.sqrt(K)
    z = [mpmath.fsum(U[g, k] * modes[k - 1] * U[0, k] for k in range(1, K)) for g in range(K)]
    odds = [mpmath.exp(x) for x in z]
    whole = mpmath.fsum(odds)
    return [mpmath.fsum(U[g, k] * root * odds[g] for g in range(K)) / whole for k in range(1, K)]


def by_odefun(f: Rates, y: Vector, end: Any, digits: int) -> Vector:
    """mpmath's own integrator."""
    return list(mpmath.odefun(lambda t, x: f(x), 0, y, tol=mpmath.mpf(10) ** -(digits + 3))(end))


def by_extrapolation(f: Rates, y: Vector, end: Any, digits: int) -> Vector:
    """The midpoint rule with 2, 4, 6, ... steps from 0 to the end, extrapolated to infinitely many."""
    last: list[Vector] = []
    while True:
        place = len(last) + 1
        row = [_midpoint(f, y, end, 2 * place)]
        for k in range(1, place):
            weight = mpmath.mpf(place) ** 2 / (place - k) ** 2 - 1
            row.append([u + (u - v) / weight for u, v in zip(row[-1], last[k - 1], strict=True)])
        if last and _close(row[-1], last[-1], digits + 3):
            return row[-1]
        last = row


def _midpoint(f: Rates, y: Vector, end: Any, steps: int) -> Vector:
    h = end / steps
    former, now = y, _moved(y, f(y), h)
    for _ in range(steps - 1):
        former, now = now, _moved(former, f(now), 2 * h)
    return [(p + q) / 2 for p, q in zip(now, _moved(former, f(now), h), strict=True)]


def _moved(y: Vector, rates: Vector, h: Any) -> Vector:
    return [p + h * q for p, q in zip(y, rates, strict=True)]


def _close(x: Vector, y: Vector, digits: int) -> bool:
    return all(abs(p - q) <= abs(p) * mpmath.mpf(10) ** -digits for p, q in zip(x, y, strict=True))


def modes_at(
    scheme: str, start: Sequence[str], end: str, digits: int, integrator: Integrator = by_extrapolation
) -> Vector:
    """s_k(end) to the given number of digits."""
    with mp.workdps(digits + GUARD):
        U = basis(scheme, len(start) + 1)
        pi = softmax_modes if len(start) < LARGE else first_column_modes

        def rates(s: Vector) -> Vector:
            return [2 * x * (1 - p) for x, p in zip(s, pi(U, s), strict=True)]

        return integrator(rates, [mpmath.mpf(x) for x in start], mpmath.mpf(end), digits)


def factors_at(a: Sequence[str], b: Sequence[str], end: str, digits: int) -> Vector:
    """a_k(end), then b_k(end), for walsh."""
    with mp.workdps(digits + GUARD):
        U = basis("walsh", len(a) + 1)

        def rates(y: Vector) -> Vector:
            left, right = y[: len(a)], y[len(a) :]
            pi = softmax_modes(U, [p * q for p, q in zip(left, right, strict=True)])
            return [(1 - p) * x for half in (right, left) for p, x in zip(pi, half, strict=True)]

        return by_extrapolation(rates, [mpmath.mpf(x) for x in (*a, *b)], mpmath.mpf(end), digits)


def on_the_ray(K: int, start: str, end: str, digits: int) -> Any:
    """The mode on the collapse ray: Newton's method, in log s, on Ei(s) + (K - 1) log s = 2 K t + const."""
    with mp.workdps(digits + 20):

        def integral(s: Any) -> Any:
            return mpmath.ei(s) + (K - 1) * mpmath.log(s)

        s = mpmath.mpf(start)
        goal = integral(s) + 2 * K * mpmath.mpf(end)
        step = mpmath.mpf(1)
        while abs(step) > mpmath.mpf(10) ** -(digits + 10):
            step = min((goal - integral(s)) / (mpmath.exp(s) + K - 1), mpmath.mpf(1) / 4)
            s *= mpmath.exp(step)
        return s
