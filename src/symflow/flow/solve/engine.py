r"""The engine: Taylor series in loss time, with as many working digits as the digits asked for need.

The working digits are those asked for, five to spare, and what is lost on the way: the digits before the point of the
largest mode, and for V near collapse the digits of the relative spread of the modes, because an error of x in the
modes is an error of about x / spread in V. The latter is seen in the run itself: a sample that cannot have its digits
is not handed out, and the next attempt works with more.

With `verify` every sample is computed twice, by runs that differ in order, precision and tolerance, and must agree to
the digits asked for and two more; the collapse ray beside them, whose first integral is known, must meet it. If the
two disagree, the next attempt has more digits to spare. A ray that misses its known answer refuses everything: then
the code is wrong. Without `verify` the digits rest on the tests of the engine. Neither is a bound: `enclose` has one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from flint import arb

from symflow.errors import LimitReached
from symflow.flow.solve.association_run import AssociationRun
from symflow.flow.solve.budget import Budget, Progress, Watch
from symflow.flow.solve.lifted import rays_of, run_of
from symflow.flow.solve.problem import Frozen, Problem, Refused, Sample
from symflow.flow.solve.ray import FirstIntegral, ray_start
from symflow.flow.solve.run import Run, View, agreement
from symflow.numeric.ball import precision
from symflow.numeric.decimals import decimal_string
from symflow.numeric.ode.kernel import rational
from symflow.numeric.ode.stepper import accuracy, log2_of

SPARE = 5
MORE = (0, 15, 60, 250)
LEFT = 2  # digits to spare that V must not use up
FINER, SURPLUS = 5, 3
BEYOND = 2
MOST = 10**300  # K beyond binary64


class NotEnough(Exception):
    """The working digits do not carry the digits asked for: `lost` were lost, or two runs differed (None)."""

    def __init__(self, lost: float | None = None) -> None:
        super().__init__(lost)
        self.lost = lost


def solve(
    problem: Problem, budget: Budget | None = None, progress: Progress | None = None
) -> Iterator[Sample]:
    """The samples of a trajectory, each as soon as it is computed."""
    with precision(64):
        watch = Watch(budget or Budget(), log2_of(rational(problem.end)), progress)
    lost, again, done = 0.0, 0, 0
    while again < len(MORE):
        attempt = _Attempt(problem, lost, MORE[again], watch)
        try:
            while done < len(problem.times):
                yield attempt.sample(done)
                done += 1
            return
        except NotEnough as found:
            if found.lost is None:
                again += 1
            else:
                lost = found.lost + _closing(problem, done)
    raise LimitReached(
        f"digits: two runs still differ at t = {problem.times[done].text}, although they worked with more than "
        f"{MORE[-1]} digits to spare; ask for fewer digits or an earlier end"
    )


def _closing(problem: Problem, done: int) -> float:
    """How many more digits of the spread of the modes may be lost to the end: at most e^(-bar s / K) closes them."""
    rise = math.log(max(1.0, _log_time(problem.end)) + 1)
    now = _log_time(problem.times[done].value)
    return (
        max(0.0, _log_time(problem.end) - max(0.0, now) + rise) / min(problem.start.K, MOST) / math.log(10)
        + 1
    )


def _log_time(time: Fraction) -> float:
    """log(2 K t) without K; at least 0."""
    with precision(64):
        return max(0.0, log2_of(rational(time)) * math.log(2))


class _Attempt:
    """The runs of one attempt."""

    def __init__(self, problem: Problem, lost: float, more: int, watch: Watch) -> None:
        self.problem, self.lost, self.watch = problem, lost, watch
        size = len(str(math.ceil(max(problem.start.modes))))
        self.digits = problem.digits + SPARE + size + math.ceil(lost) + more
        watch.begin(self.digits)
        self.settings = accuracy(self.digits)
        self.main = run_of(problem.start, self.settings, watch)
        self.check = Check(problem, self.digits, watch) if problem.verify else None
        self.matrices = None
        if problem.matrices:
            from symflow.flow.solve.matrices_run import MatrixRun

            self.matrices = MatrixRun(problem, self.digits, watch)
        self.method = self._method()

    def sample(self, place: int) -> Sample:
        """The sample at one of the times of the problem, if its digits are those asked for."""
        self.watch.tick()
        instant = self.problem.times[place]
        with precision(self.settings.bits + 64):
            time = rational(instant.value)
        view = self.main.view(time)
        if view.lost > self.lost + SPARE - LEFT:
            raise NotEnough(view.lost)
        full = self.matrices.compare(time, self.main.sums.spread(view.modes)) if self.matrices else None
        if full is not None and full.lost > self.lost + SPARE - LEFT:
            raise NotEnough(full.lost)
        agreed, met = self.check.compare(view, time, instant.text) if self.check else (None, None)
        if full is not None and agreed is not None:
            agreed = min(agreed, full.agreement)
            if agreed < self.problem.digits + BEYOND:
                raise NotEnough
        return self._written(instant.text, view, agreed, met, full.frozen if full is not None else None)

    def _written(
        self, text: str, view: View, agreed: float | None, met: float | None, frozen: Frozen | None
    ) -> Sample:
        digits, spread = self.problem.digits, self.main.sums.spread
        modes, left, right = (
            tuple(spread([decimal_string(x, digits) for x in vector])) if vector else ()
            for vector in (view.modes, view.left, view.right)
        )
        v = decimal_string(view.lyapunov, digits) if view.lyapunov is not None else None
        loss = decimal_string(view.loss, digits)
        return Sample(text, modes, left, right, loss, v, agreed, met, self.method, frozen)

    def _method(self) -> str:
        main = self.settings
        if self.check is None:
            how = f"order {main.order}, {main.bits} bits; digits not checked by a second run, and no bound"
        else:
            fine, ray = (
                self.check.settings,
                "the collapse ray checked against Ei; " if self.check.rays else "",
            )
            how = (
                f"run twice: orders {main.order} and {fine.order}, {main.bits} and {fine.bits} bits; "
                f"{ray}an estimate of the error, not a bound"
            )
        return f"Taylor series in loss time, {how}"


class Check:
    """A second run with another order, precision and tolerance, and the collapse ray with its first integral: in the
    modes, and in the mean and the deviations.
    """

    def __init__(self, problem: Problem, digits: int, watch: Watch) -> None:
        self.wanted, self.digits = problem.digits, digits
        self.settings = accuracy(digits + FINER, surplus=SURPLUS)
        self.second = run_of(problem.start, self.settings, watch)
        self.rays: list[Run | AssociationRun] = []
        if problem.start.standard:
            on_ray = ray_start(problem.start)
            self.rays = rays_of(on_ray, self.settings, watch)
            self.integral = FirstIntegral(problem.start.K, on_ray.modes[0], digits)

    def compare(self, view: View, time: arb, text: str) -> tuple[float, float | None]:
        """To how many digits the second run agrees, and the ray is where it should be (None for other flows)."""
        agreed = min(agreement(view, self.second.view(time)), self.digits)
        if agreed < self.wanted + BEYOND:
            raise NotEnough
        if not self.rays:
            return agreed, None
        met = min(self.integral.digits_met(ray.view(time).modes[0], time) for ray in self.rays)
        if met < self.wanted + 1:
            raise Refused(
                f"collapse ray: at t = {text} the integrator misses Ei(s) + (K-1) log s = 2 K t + const: "
                f"relative error 1e{-met:.0f}; no result is handed out; please report this"
            )
        return agreed, min(met, self.digits)
