"""How far two trajectories differ, in units of the last digit of the first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flint import arb
from mpmath import mp, mpf

import symflow


def worst(found: symflow.Trajectory, fine: symflow.Trajectory) -> float:
    """The largest error of anything printed, against a run with more digits: 0.5 is the rounding of the last digit."""
    with mp.workdps(fine.digits + 30):
        return float(max(_errors(found, fine)) * mpf(10) ** (found.digits - 1))


def worst_mode(found: symflow.Trajectory, true: Iterable[arb]) -> float:
    """The same of the last modes, against exact numbers."""
    with mp.workdps(found.digits + 40):
        pairs = zip(found.modes[-1], true, strict=True)
        return float(max(abs(mpf(x) / _number(y) - 1) for x, y in pairs) * mpf(10) ** (found.digits - 1))


def _errors(found: symflow.Trajectory, fine: symflow.Trajectory) -> Iterator[mpf]:
    assert found.t == fine.t
    for name in ("modes", "a", "b"):
        for row, other in zip(getattr(found, name), getattr(fine, name), strict=True):
            yield from map(_relative, row, other)
    yield from map(_relative, found.loss, fine.loss)
    for v, w in zip(found.lyapunov, fine.lyapunov, strict=True):
        assert (v is None) == (w is None)
        if v is not None and w is not None:
            yield _relative(v, w)


def _relative(x: str, y: str) -> mpf:
    """Zero only if both are."""
    if mpf(y) == 0:
        return mpf(0) if mpf(x) == 0 else mpf("inf")
    return abs(mpf(x) / mpf(y) - 1)


def _number(x: arb) -> mpf:
    mantissa, exponent = x.mid().man_exp()
    return mpf((0, int(mantissa), int(exponent), int(mantissa).bit_length()))
