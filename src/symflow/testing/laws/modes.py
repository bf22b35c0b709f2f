r"""Laws of the softmax modes, computed from the modes s without any matrix.

Formula.  z_g = (1/K) sum_k s_k cos(arg chi_k(g)),  q = softmax(z),  pi_k = sum_g q_g cos(arg chi_k(g)), and
1 - pi_k = sum_g q_g (1 - cos(arg chi_k(g))), for Walsh 2 q{g : chi_k(g) = -1}: positive terms only.

Notation.  pi_k is judged absolutely, 1 - pi_k relative to itself, both times 1 + 2 sum |s_k| / K, which is
what rounding the logits costs.
"""

from __future__ import annotations

import numpy as np
from hypothesis.strategies import DrawFn

from symflow.algebra.schemes import Scheme
from symflow.testing import truth
from symflow.testing.implementation import Array, Calls
from symflow.testing.law import Case, Input, Inputs, Law, cases
from symflow.testing.measure import Residual, residual, worst
from symflow.testing.rules import CENTRED, EVEN, NONNEGATIVE, SIZE
from symflow.testing.strategies import spectra

MODES = Input("s", ("K",), (SIZE, EVEN, CENTRED, NONNEGATIVE))
REAL_MODES = Input("s", ("K",), (SIZE, EVEN, CENTRED))


def _modes(draw: DrawFn, scheme: Scheme) -> Inputs:
    return {"s": draw(spectra(scheme)).s}


def _real_modes(draw: DrawFn, scheme: Scheme) -> Inputs:
    return {"s": draw(spectra(scheme, "real")).s}


def condition(s: Array) -> float:
    """1 + 2 sum |s_k| / K."""
    return float(1 + 2 * np.abs(s).mean())


def _call(calls: Calls, name: str, at: Case) -> tuple[Array, Array]:
    s = calls.rounded(at["s"])
    return s, calls.one(name, s, at.scheme, shape=s.shape)


def _value(calls: Calls, at: Case) -> Residual:
    s, pi = _call(calls, "softmax_modes", at)
    return residual(pi, truth.softmax_modes(at.scheme, s)[0], condition(s), calls.tiny, "pi")


def _range(calls: Calls, at: Case) -> Residual:
    s, pi = _call(calls, "softmax_modes", at)
    inside = residual(pi, np.clip(pi, 0, 1), condition(s), calls.tiny, "pi")
    return worst([inside, residual(pi[0], 1.0, condition(s), calls.tiny, "pi_0")])


def _gaps(calls: Calls, at: Case) -> tuple[Array, Array, Array]:
    """s, 1 - pi as returned, and the true value; mode 0, where it is 0, is not asked for."""
    s, gap = _call(calls, "one_minus_pi", at)
    wanted = truth.softmax_modes(at.scheme, s)[1]
    gap[0] = wanted[0] = 0
    return s, gap, wanted


def _complement(calls: Calls, at: Case) -> Residual:
    s, gap, wanted = _gaps(calls, at)
    return residual(gap, wanted, condition(s) * wanted, calls.tiny, "1 - pi")


def _positive(calls: Calls, at: Case) -> Residual:
    s, gap, wanted = _gaps(calls, at)
    lost = (gap < 0) | ((gap == 0) & (wanted >= 2 * calls.tiny))
    return residual(np.where(lost, gap, 0), np.where(lost, wanted, 0), 0 * s, 0, "1 - pi")


LAWS = (
    Law(
        "softmax-modes",
        "The modes of the softmax are the transform of the probabilities, whatever the signs of s.",
        "softmax-diagonal: pi_k = sum_g q_g cos(arg chi_k(g))",
        ("softmax_modes",),
        (REAL_MODES,),
        cases(_real_modes),
        _value,
    ),
    Law(
        "softmax-modes-range",
        "For s >= 0 the softmax modes lie between 0 and 1, and pi_0 = 1.",
        "Griffiths: s >= 0 implies pi >= 0",
        ("softmax_modes",),
        (MODES,),
        cases(_modes),
        _range,
    ),
    Law(
        "one-minus-pi",
        "1 - pi_k has full relative accuracy for k != 0, however close pi_k is to 1.",
        "mode-growth: 1 - pi_k = sum_g q_g (1 - cos(arg chi_k(g))) = 2 q{chi_k = -1} for Walsh",
        ("one_minus_pi",),
        (MODES,),
        cases(_modes),
        _complement,
    ),
    Law(
        "one-minus-pi-positive",
        "1 - pi_k is positive for every k != 0, unless it is below the least float.",
        "mode-growth: 0 < 1 - pi_k < 2",
        ("one_minus_pi",),
        (REAL_MODES,),
        cases(_real_modes),
        _positive,
    ),
)
