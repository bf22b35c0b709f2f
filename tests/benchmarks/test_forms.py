"""What competitors integrate is the flow of the package: both forms, against the definition and against symflow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import mpmath
import pytest
from benchmarks.competitors.kind import Unable
from benchmarks.competitors.odefun import ODEFUN
from benchmarks.competitors.ours import OURS
from benchmarks.competitors.scipy_runs import textbook as with_arrays
from benchmarks.forms import loss_start, loss_time, textbook
from benchmarks.problem import Problem
from benchmarks.truth import worst
from mpmath import mp

DIGITS = 40
SIZES = (4, 8)


def start(K: int) -> list[Any]:
    return [mpmath.mpf(s.numerator) / s.denominator for s in Problem(K, 15, "1").modes]


def chi(k: int, g: int) -> int:
    return (-1) ** (k & g).bit_count()


def defined(modes: Sequence[Any]) -> list[Any]:
    """2 s_k (1 - pi_k), with pi = X softmax(X s / K) as it is written in the theory."""
    K = len(modes) + 1
    odds = [mpmath.exp(sum(chi(k, g) * s for k, s in enumerate(modes, 1)) / K) for g in range(K)]
    whole = sum(odds)
    pi = [sum(chi(k, g) * q for g, q in enumerate(odds)) / whole for k in range(1, K)]
    return [2 * s * (1 - p) for s, p in zip(modes, pi, strict=True)]


def near(found: Sequence[Any], right: Sequence[Any]) -> bool:
    return max(abs(x - y) for x, y in zip(found, right, strict=True)) < mpmath.mpf(10) ** (5 - DIGITS)


@pytest.mark.parametrize("K", SIZES)
def test_the_textbook_form_is_the_definition(K: int) -> None:
    with mp.workdps(DIGITS):
        assert near(textbook(start(K), mpmath.exp, mpmath.mpf), defined(start(K)))


@pytest.mark.parametrize("K", SIZES)
def test_the_loss_time_form_is_the_same_flow(K: int) -> None:
    """Divided by t', its rates are those in t of the modes and of the quantities that it starts from."""
    with mp.workdps(DIGITS):
        modes, h = start(K), mpmath.mpf(10) ** -(DIGITS // 2)
        state = loss_start(modes, mpmath.exp, mpmath.mpf)
        rates = loss_time(state, mpmath.mpf)
        rate = defined(modes)
        assert near([x / rates[-1] for x in rates[: K - 1]], rate)
        ahead = [
            loss_start([s + e * h * r for s, r in zip(modes, rate, strict=True)], mpmath.exp, mpmath.mpf)
            for e in (1, -1)
        ]
        slopes = [(x - y) / (2 * h) for x, y in zip(*ahead, strict=True)]
        found = [x / rates[-1] for x in rates]
        worst_gap = max(abs(x - y) for x, y in zip(found[:-1], slopes[:-1], strict=True))
        assert worst_gap < mpmath.mpf(10) ** (5 - DIGITS // 2)
        assert len(state) == 2 * (K - 1) + 2
        assert state[-1] == 0


@pytest.mark.parametrize("K", SIZES)
def test_the_form_with_arrays(K: int) -> None:
    """It is SciPy's, and needs numpy alone."""
    import numpy as np

    found = with_arrays(K)(0.0, np.array([float(s) for s in start(K)]))
    assert found == pytest.approx([float(x) for x in defined(start(K))], rel=1e-14)


def test_a_wrong_sign_is_seen() -> None:
    """The comparison above can fail."""
    with mp.workdps(DIGITS):
        turned = textbook(start(4), lambda z: mpmath.exp(-z), mpmath.mpf)
        assert not near(turned, defined(start(4)))


def test_the_start_is_exact_in_doubles_and_unequal() -> None:
    for K in (4, 256):
        modes = Problem(K, 15, "1").modes
        assert len(modes) == K - 1
        assert len(set(modes)) > 1
        assert all(float(s) == s > 0 for s in modes)


def test_mpmath_and_symflow_agree_at_the_end() -> None:
    problem = Problem(4, 15, "1/2")
    theirs = ODEFUN.prepare(Problem(4, 15, "0.5"), 60.0).solve()
    assert float(worst(OURS.prepare(problem, 60.0).solve(), theirs, 15)) < 1e-14


def test_what_symflow_refuses_is_said() -> None:
    with pytest.raises(Unable, match="digits"):
        OURS.prepare(Problem(4, 0, "1"), 1.0).solve()
