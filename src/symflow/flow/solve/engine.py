r"""The engine: Taylor series in original time, run twice, beside the collapse ray.

Every attempt integrates the same problem with two settings that differ in order, precision and tolerance, sample by
sample. A sample is handed out if all that it prints (modes, factors, loss, V) agrees between the two to two digits
more than are asked for, and if the ray, integrated by the same code with the finer settings, meets its first integral
to one digit more. If the two disagree, the next attempt works with twice as many spare digits: V near collapse needs
them, because an error of x in the modes is an error of about x / |s_k / bar s - 1| in V. Agreement is an estimate of
the error and no bound. A ray that misses its known answer refuses everything: then the code is wrong.

In original time the number of steps grows by a fixed number for each decade of t. An engine in loss time
(dt = (e^{bar s} + sum e^{z_g + z_0/(K-1)}) d tau), a compiled one or a rigorous one takes the place of `solve`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from symflow.errors import LimitReached
from symflow.flow.solve.budget import Budget, Progress, Watch
from symflow.flow.solve.matrices import MatrixRun
from symflow.flow.solve.problem import Problem, Refused, Sample
from symflow.flow.solve.ray import FirstIntegral, ray_start
from symflow.flow.solve.run import Disagreement, Run, View, agreement
from symflow.numeric.decimals import decimal_string
from symflow.numeric.ode import Accuracy, accuracy

SPARE = (8, 16, 32, 64, 128, 256, 512)
FINER = 5
BEYOND = 2


def solve(
    problem: Problem, budget: Budget | None = None, progress: Progress | None = None
) -> Iterator[Sample]:
    """The samples of a trajectory, each as soon as its digits are checked."""
    watch = Watch(budget or Budget(), problem.end, progress)
    for_size = len(str(math.ceil(max(problem.start.modes))))
    done = 0
    failed = (-1, 0.0)  # the sample that failed last, and to how many digits the runs agreed there
    for before, spare in pairwise((0, *SPARE)):
        attempt = _Attempt(problem, problem.digits + spare + for_size, watch)
        try:
            while done < len(problem.times):
                yield attempt.sample(done)
                done += 1
            return
        except Disagreement as found:
            if found.agreed is not None:
                if failed[0] == done and found.agreed - failed[1] < (spare - before) / 2:
                    break  # more digits do not help: it is not rounding that makes the runs differ
                failed = done, found.agreed
    raise LimitReached(
        f"digits: two runs still differ at t = {problem.times[done].text}, although they worked with more than "
        f"{spare} digits to spare; ask for fewer digits or an earlier end"
    )


class _Attempt:
    """The runs of one attempt with a number of working digits."""

    def __init__(self, problem: Problem, digits: int, watch: Watch) -> None:
        self.problem, self.digits = problem, digits
        watch.begin(digits)
        fine, coarse = accuracy(digits + FINER, surplus=3), accuracy(digits)
        on_ray = ray_start(problem.start)
        self.fine, self.coarse = (Run(problem.start, settings, watch) for settings in (fine, coarse))
        self.ray = Run(on_ray, fine, watch)
        self.integral = FirstIntegral(problem.start.K, on_ray.modes[0], digits)
        self.matrices = MatrixRun(problem.start, coarse, watch) if problem.matrices else None
        self.method = _method(fine, coarse)

    def sample(self, place: int) -> Sample:
        """The sample at one of the times of the problem, if its digits are those asked for."""
        time = self.problem.times[place]
        view = self.fine.view(time.value)
        agreed = min(agreement(view, self.coarse.view(time.value)), self.digits)
        if agreed < self.problem.digits + BEYOND:
            raise Disagreement(agreed)
        return self._written(time.text, view, agreed, self._on_ray(time.text, time.value), time.value)

    def _on_ray(self, text: str, time: Fraction) -> float:
        """To how many digits the ray beside the run is where it should be."""
        met = self.integral.digits_met(self.ray.view(time).modes[0], time)
        if met < self.problem.digits + 1:
            raise Refused(
                f"collapse ray: at t = {text} the integrator misses Ei(s) + (K-1) log s = 2 K t + const: "
                f"relative error 1e{-met:.0f}; no result is handed out; please report this"
            )
        return min(met, self.digits)

    def _written(self, text: str, view: View, agreed: float, met: float, time: Fraction) -> Sample:
        digits, spread = self.problem.digits, self.fine.sums.spread
        modes, left, right = (
            tuple(spread([decimal_string(x, digits) for x in vector])) if vector else ()
            for vector in (view.modes, view.left, view.right)
        )
        v = decimal_string(view.lyapunov, digits) if view.lyapunov is not None else None
        frozen = self.matrices.at(time, spread(view.modes)) if self.matrices is not None else None
        loss = decimal_string(view.loss, digits)
        return Sample(text, modes, left, right, loss, v, agreed, met, self.method, frozen)


def _method(fine: Accuracy, coarse: Accuracy) -> str:
    return (
        f"Taylor series in t, run twice: orders {coarse.order} and {fine.order}, {coarse.bits} and {fine.bits} bits; "
        "the collapse ray checked against Ei; an estimate of the error, not a bound"
    )
