"""heyoka, a Taylor integrator that compiles the equations: in double, and in multiprecision (`real`), by both forms.

Multiprecision runs get the tolerance of two more digits than are asked for, and the precision of five. Compilation is
timed apart, with heyoka's caches off; compact mode, without which `real` compiles for minutes at K = 4 already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from benchmarks.competitors.kind import Competitor, Late, Run, Unable
from benchmarks.forms import loss_start, loss_time, textbook
from benchmarks.problem import Problem
from benchmarks.stopwatch import Budget, timed

STEPS = 20  # between two looks at the clock
ROUNDS = 30  # of Newton's method


@dataclass(frozen=True, slots=True)
class Format:
    """Numbers of heyoka: double if `bits` is 0."""

    bits: int
    tolerance: str

    def number(self, text: str) -> Any:
        """A decimal string, rounded."""
        return self.module.real(text, self.bits) if self.bits else float(text)

    def constant(self, value: int) -> Any:
        """A whole number in a formula."""
        return self.module.expression(self.number(str(value)))

    @property
    def module(self) -> Any:
        """heyoka, if it is installed."""
        try:
            import heyoka
        except ImportError:
            raise Unable("not installed") from None
        return heyoka

    @property
    def options(self) -> dict[str, Any]:
        """What an integrator is made with."""
        if not self.bits:
            return {"compact_mode": True}
        tolerance = self.number(self.tolerance)
        return {"compact_mode": True, "fp_type": self.module.real, "prec": self.bits, "tol": tolerance}


def format_of(problem: Problem, double: bool) -> Format:
    """The numbers that the digits need."""
    return Format(0 if double else bits_of(problem.digits + 5), f"1e-{problem.digits + 2}")


def bits_of(digits: int) -> int:
    """Bits for so many digits."""
    return int(digits * 3.3219281) + 1


def compiled(system: Callable[[], Any], start: Sequence[Any], numbers: Format) -> tuple[Any, float]:
    """An integrator, and the seconds that the formulas and their compilation took."""
    states = numbers.module.llvm_state
    states.set_diskcache_enabled(False)
    states.clear_memcache()
    return timed(lambda: numbers.module.taylor_adaptive(system(), list(start), **numbers.options))


def prepare_textbook(problem: Problem, seconds: float, double: bool = False) -> Run:
    """The modes in t."""
    numbers = format_of(problem, double)
    hy = numbers.module
    start = [numbers.number(str(float(s))) for s in problem.modes]

    def system() -> list[Any]:
        modes = hy.make_vars(*names("s", problem.K))
        return list(zip(modes, textbook(modes, hy.exp, numbers.constant), strict=True))

    solver, took = compiled(system, start, numbers)

    def solve() -> Sequence[str]:
        reset(solver, start, numbers)
        advance(solver, numbers.number(problem.end), Budget(seconds), hy)
        return [str(s) for s in solver.state]

    return Run(solve, took)


def advance(solver: Any, end: Any, budget: Budget, hy: Any) -> None:
    """To the end, with a look at the clock now and then."""
    while True:
        outcome = solver.propagate_until(end, max_steps=STEPS)[0]
        if outcome == hy.taylor_outcome.time_limit:
            return
        if outcome != hy.taylor_outcome.step_limit:
            raise Unable("not finite")
        if budget.over:
            raise Late(f"over {budget.seconds:g} s at t = {_power(solver.time)}")


def prepare_loss(problem: Problem, seconds: float, double: bool = False) -> Run:
    """Modes, odds, e^{bar s} and t in tau."""
    numbers = format_of(problem, double)
    hy = numbers.module
    start = first_state(problem, numbers)

    def system() -> list[Any]:
        state = [*hy.make_vars(*names("s", problem.K), *names("q", problem.K)), *hy.make_vars("E", "t")]
        return list(zip(state, loss_time(state, numbers.constant), strict=True))

    solver, took = compiled(system, start, numbers)

    def solve() -> Sequence[str]:
        reset(solver, start, numbers)
        return [str(s) for s in meet(solver, numbers.number(problem.end), Budget(seconds))[: problem.K - 1]]

    return Run(solve, took)


def first_state(problem: Problem, numbers: Format) -> list[Any]:
    """The start, computed with digits to spare and rounded once."""
    import mpmath
    from mpmath import mp

    with mp.workdps(problem.digits + 15):
        modes = [mpmath.mpf(s.numerator) / s.denominator for s in problem.modes]
        state = loss_start(modes, mpmath.exp, mpmath.mpf)
        return [numbers.number(mpmath.nstr(x, problem.digits + 12)) for x in state]


def meet(solver: Any, end: Any, budget: Budget) -> Sequence[Any]:
    """The state where its last variable, t, is `end`: step past it, then solve for tau on the last series."""
    while solver.state[-1] < end:
        solver.step(write_tc=True)
        if budget.over:
            raise Late(f"over {budget.seconds:g} s at t = {_power(solver.state[-1])}")
    series = list(solver.tc[-1])
    step = solver.last_h
    for _ in range(ROUNDS):
        value, slope = horner(series, step)
        change = (value - end) / slope
        if step - change == step:
            break
        step = step - change
    found: Sequence[Any] = solver.update_d_output(step - solver.last_h, rel_time=True)
    return found


def horner(series: Sequence[Any], at: Any) -> tuple[Any, Any]:
    """A polynomial and its derivative."""
    value, slope = series[-1], series[-1] * 0
    for coefficient in reversed(series[:-1]):
        slope = slope * at + value
        value = value * at + coefficient
    return value, slope


def reset(solver: Any, start: Sequence[Any], numbers: Format) -> None:
    """Back to the start, without compiling again."""
    solver.time = numbers.number("0")
    solver.state[:] = list(start)


def names(letter: str, K: int) -> list[str]:
    """Names of variables; they are ordered by name."""
    return [f"{letter}{k:04d}" for k in range(1, K)]


def _power(value: Any) -> str:
    """A number to its power of ten, which may be beyond floats."""
    return f"{Decimal(str(value)):.0e}".replace("e+", "e")


DOUBLE_TEXTBOOK = Competitor(
    "heyoka-double", "heyoka double, textbook", lambda p, s: prepare_textbook(p, s, double=True), double=True
)
DOUBLE_LOSS = Competitor(
    "heyoka-double-loss",
    "heyoka double, loss time",
    lambda p, s: prepare_loss(p, s, double=True),
    double=True,
)
REAL_TEXTBOOK = Competitor("heyoka-real", "heyoka real, textbook", prepare_textbook)
REAL_LOSS = Competitor("heyoka-real-loss", "heyoka real, loss time", prepare_loss)
