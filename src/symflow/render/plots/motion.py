"""Trajectories for pictures: from what is asked to a run of the integrator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from symflow.algebra.association.named import is_name
from symflow.errors import InputError
from symflow.exact import exact
from symflow.flow.solve.engine import solve
from symflow.flow.solve.integrate import INIT, SEED, start_of
from symflow.flow.solve.problem import Problem, Sample, problem
from symflow.flow.solve.start import Start
from symflow.flow.solve.trajectory import Trajectory
from symflow.numeric.decimals import plain, wide
from symflow.render.plots.drawn import Asked

DIGITS = 12
SHOWN = 6


def starting(asked: Asked, modes: Sequence[object]) -> Start:
    """The start that is asked for; the picture's own modes if none is."""
    flags = asked.flags
    random = asked.init is not None or asked.seed is not None
    if random and asked.modes is not None:
        raise InputError(
            f"{flags}init, {flags}seed: cannot be used with modes that are given; leave them out"
        )
    if asked.scheme is not None and is_name(asked.scheme):
        raise InputError.about(f"{flags}scheme", asked.scheme, "pictures are drawn for walsh and cyclic")
    chosen = asked.modes
    if chosen is None and not (random or asked.classes or asked.scheme):
        chosen = modes
    classes = asked.classes[0] if asked.classes else None
    init, seed = INIT if asked.init is None else asked.init, SEED if asked.seed is None else asked.seed
    return start_of(classes, asked.scheme, chosen, (None, None), init, seed, flags)


def active(start: Start, asked: Asked) -> Start:
    """The same start, if all its modes are positive and not all equal: else V says nothing."""
    if min(start.modes) <= 0:
        raise InputError(f"{asked.flags}modes: V needs positive modes; give numbers above 0")
    if start.level:
        raise InputError(
            f"{asked.flags}modes: all of the start are equal, so V is 0 at all times; give modes that differ"
        )
    return start


def motion(
    start: Start,
    asked: Asked,
    end: object,
    samples: int | Sequence[object],
    digits: int = DIGITS,
    guard: int = 0,
) -> Trajectory:
    """The trajectory, with ``guard`` digits more than are asked for; LimitReached if the budget ends first."""
    run = _problem(start, asked, end, samples, digits, guard)
    return Trajectory.of(run, list(solve(run, asked.budget, asked.progress)))


def moving(
    start: Start, asked: Asked, end: object, samples: int | Sequence[object], digits: int = DIGITS
) -> Iterator[Sample]:
    """The samples one by one, so that a picture may stop when it has seen enough."""
    return solve(_problem(start, asked, end, samples, digits), asked.budget, asked.progress)


def _problem(
    start: Start, asked: Asked, end: object, samples: int | Sequence[object], digits: int, guard: int = 0
) -> Problem:
    last = end if asked.t_end is None else asked.t_end
    wanted = digits if asked.digits is None else asked.digits
    run = problem(start, last, wanted, samples, flags=asked.flags)
    return replace(run, digits=wanted + guard)


def late(asked: Asked, end: object) -> object:
    """The end of a picture on a logarithmic axis of time: it must lie above 100."""
    last = end if asked.t_end is None else asked.t_end
    name = asked.spelt("t_end")
    if exact(last, name) <= 100:
        raise InputError.about(name, last, "time runs on a logarithmic axis; give a number above 100")
    return last


def means(found: Trajectory, digits: int = 0) -> list[str]:
    """bar s at each time, as a decimal string."""
    context = wide(max(digits, found.digits))
    out = []
    for modes in found.modes:
        total = Decimal(0)
        for mode in modes:
            total = context.add(total, Decimal(mode))
        out.append(plain(context.divide(total, len(modes))))
    return out


def described(start: Start) -> str:
    """The start in words: scheme, K, and the modes where they are few."""
    few = [str(mode) for mode in start.modes[:SHOWN]]
    more = ", ..." if len(start.modes) > SHOWN else ""
    name = {"walsh": "Walsh", "cyclic": "Cyclic"}[start.scheme.name]
    return f"{name}, K = {start.K}, from s(0) = ({', '.join(few)}{more})"
