"""SciPy at double precision: DOP853 and LSODA on the textbook equations, with sharp tolerances."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from benchmarks.competitors.kind import Competitor, Late, Run, Unable
from benchmarks.problem import Problem
from benchmarks.stopwatch import Budget
from benchmarks.text import power

TOLERANCE = {"DOP853": 1e-13, "LSODA": 1e-12}  # sharper ones make LSODA slow without making it better
ABSOLUTE = 1e-14
LOOK = 100  # evaluations between two looks at the clock


def textbook(K: int) -> Callable[[float, Any], Any]:
    """The rates of the modes, with arrays: the sums over chi_k(g) = -1 as products with a matrix."""
    import numpy as np

    odd = np.array([[(k & g).bit_count() % 2 for k in range(1, K)] for g in range(1, K)], dtype=float)
    slopes = -2 / K * odd

    def rates(_: float, modes: Any) -> Any:
        odds = np.exp(slopes @ modes)
        return 4 * modes * (odds @ odd) / (1 + odds.sum())

    return rates


def prepare(method: str, problem: Problem, seconds: float) -> Run:
    """solve_ivp with one end."""
    try:
        from scipy.integrate import solve_ivp
    except ImportError:
        raise Unable("not installed") from None
    rates = textbook(problem.K)
    start = [float(s) for s in problem.modes]

    def solve() -> Sequence[str]:
        budget, calls = Budget(seconds), 0

        def watched(t: float, modes: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls % LOOK == 0 and budget.over:
                raise Late(f"over {seconds:g} s at t = {power(t)}")
            return rates(t, modes)

        end = float(problem.end)
        found = solve_ivp(watched, (0, end), start, method, [end], rtol=TOLERANCE[method], atol=ABSOLUTE)
        if found.status != 0:
            raise Unable("fails")
        return [repr(float(s)) for s in found.y[:, -1]]

    return Run(solve)


DOP853 = Competitor("dop853", "SciPy DOP853", partial(prepare, "DOP853"), double=True)
LSODA = Competitor("lsoda", "SciPy LSODA", partial(prepare, "LSODA"), double=True)
