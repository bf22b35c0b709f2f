"""Error and time of ``symflow.integrate``, beside mpmath.odefun in the same run.

    python benchmarks/flow.py

The first table has starts on the collapse ray, whose end is known from Ei(s) + (K - 1) log s = 2 K t + const. In the
second both integrators solve the same problem with unequal modes, one sample at the end; the error of mpmath.odefun is
measured against symflow at 15 more digits, that of symflow against the same. symflow's time includes its second run and
the run on the ray that checks it; mpmath.odefun is run once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import mpmath
from mpmath import mp

import symflow

RAY = [(8, "1/10", "3", 50), (16, "1/10", "1e3", 50), (64, "1/100", "10", 15), (4, "1/2", "1e20", 15)]
BOTH = [(4, "1/2", 15), (4, "1/5", 30), (8, "1/2", 15), (16, "1/5", 15)]


def main() -> None:
    """Print both tables."""
    print(f"{'K':>3} {'end':>6} {'digits':>6}   {'error':>8} {'seconds':>8}   on the collapse ray")
    for K, start, end, digits in RAY:
        found, seconds = timed(lambda s=[start] * (K - 1), e=end, d=digits: solve(s, e, d))
        print(f"{K:>3} {end:>6} {digits:>6}   {ray_error(K, start, end, found, digits):>8} {seconds:8.2f}")
    print()
    print(
        f"{'K':>3} {'end':>6} {'digits':>6}   {'error':>8} {'seconds':>8}   {'odefun: error':>13} {'seconds':>8} ratio"
    )
    for K, end, digits in BOTH:
        modes = [f"{k % 5 + 1}/8" for k in range(1, K)]
        true = solve(modes, end, digits + 15)
        ours, seconds = timed(lambda m=modes, e=end, d=digits: solve(m, e, d))
        theirs, others = timed(lambda m=modes, e=end, d=digits: odefun(m, e, d))
        errors = [worst(found, true, digits) for found in (ours, theirs)]
        print(
            f"{K:>3} {end:>6} {digits:>6}   {errors[0]:>8} {seconds:8.2f}   "
            f"{errors[1]:>13} {others:8.2f} {others / seconds:5.1f}"
        )


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """A result and the seconds that it took."""
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def solve(modes: Sequence[str], end: str, digits: int) -> list[Any]:
    """The modes at the end, by symflow."""
    last = symflow.integrate(modes, t_end=end, digits=digits, samples=2).modes[-1]
    with mp.workdps(digits + 20):
        return [mpmath.mpf(s) for s in last]


def odefun(modes: Sequence[str], end: str, digits: int) -> list[Any]:
    """The modes at the end, by mpmath."""
    K = len(modes) + 1
    X = [[(-1) ** (k & g).bit_count() for g in range(K)] for k in range(1, K)]
    with mp.workdps(digits + 5):

        def rates(t: Any, s: Sequence[Any]) -> list[Any]:
            odds = [
                mpmath.exp(mpmath.fsum(row[g] * x for row, x in zip(X, s, strict=True)) / K) for g in range(K)
            ]
            whole = mpmath.fsum(odds)
            falls = [2 * mpmath.fsum(q for q, sign in zip(odds, row, strict=True) if sign < 0) for row in X]
            return [2 * x * fall / whole for x, fall in zip(s, falls, strict=True)]

        tolerance = mpmath.mpf(10) ** -(digits + 2)
        return list(mpmath.odefun(rates, 0, [mpmath.mpf(s) for s in modes], tol=tolerance)(mpmath.mpf(end)))


def ray_error(K: int, start: str, end: str, found: Sequence[Any], digits: int) -> str:
    """The relative error of the first mode, to first order, from the first integral."""
    with mp.workdps(digits + 30):
        s, first = found[0], mpmath.mpf(start)
        defect = mpmath.ei(s) - mpmath.ei(first) + (K - 1) * mpmath.log(s / first) - 2 * K * mpmath.mpf(end)
        return mpmath.nstr(abs(defect) / (mpmath.exp(s) + K - 1), 2)


def worst(found: Sequence[Any], true: Sequence[Any], digits: int) -> str:
    """The largest relative error."""
    with mp.workdps(digits + 20):
        return mpmath.nstr(max(abs(x / y - 1) for x, y in zip(found, true, strict=True)), 2)


if __name__ == "__main__":
    main()
