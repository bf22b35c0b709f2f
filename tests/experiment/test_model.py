"""The layer-peeled model in floating point, against derivatives, against mpmath, and far beyond the range of floats."""

from __future__ import annotations

import mpmath
import numpy as np
import pytest

from symflow.experiment.model import Array, Sizes, drawn, errors, log_loss

SIZES = Sizes(3, 2, 4)


def start(scale: float = 1.0) -> tuple[Array, Array]:
    """W and H of one start."""
    return drawn(SIZES, [(7, scale)])


def known_log_loss(w: Array, h: Array) -> mpmath.mpf:
    """log L by mpmath, sample by sample."""
    with mpmath.workdps(60):
        total = mpmath.mpf(0)
        for c in range(SIZES.N):
            scores = [mpmath.fdot(map(float, row), map(float, h[0, c])) for row in w[0]]
            mine = scores[c // SIZES.n]
            total += mpmath.log1p(mpmath.fsum(mpmath.exp(s - mine) for s in scores if s is not mine))
        return mpmath.log(total)


@pytest.mark.parametrize("scale", [0.01, 1.0, 6.0, 60.0])
def test_the_loss_has_its_digits_however_small_it_is(scale: float) -> None:
    """From random starts, and from classified ones whose loss is far below every float."""
    for w, h in (start(scale), classified(scale)):
        assert float(log_loss(SIZES, w, h)[0]) == pytest.approx(
            float(known_log_loss(w, h)), rel=1e-13, abs=1e-13
        )


def classified(scale: float) -> tuple[Array, Array]:
    """Every feature is close to its row of W."""
    w, noise = start()
    w = scale * np.array([np.eye(3, 4)])
    return w, np.repeat(w, SIZES.n, axis=1) + scale / 50 * noise


def test_a_loss_below_every_float() -> None:
    """The case that the test above speaks of is one."""
    assert float(log_loss(SIZES, *classified(60.0))[0]) < -2000


def test_the_errors_are_the_derivatives_of_the_loss() -> None:
    """-dL/dW = M H^T and -dL/dH = W^T M, by central differences."""
    w, h = start()
    m, step = errors(SIZES, w, h), 1e-6
    for matrix, gradient in ((w, m @ h), (h, m.swapaxes(1, 2) @ w)):
        for place in np.ndindex(matrix.shape):
            kept, ends = matrix[place], []
            for sign in (1, -1):
                matrix[place] = kept + sign * step
                ends.append(float(np.exp(log_loss(SIZES, w, h)[0])))
            matrix[place] = kept
            assert (ends[1] - ends[0]) / (2 * step) == pytest.approx(gradient[place], abs=1e-8)


def test_the_columns_of_the_errors_sum_to_zero_and_have_their_signs() -> None:
    m = errors(SIZES, *start())
    rows, columns = SIZES.true
    assert np.abs(m.sum(axis=1)).max() < 1e-15
    assert (m[:, rows, columns] > 0).all()
    assert (m < 0).sum() == SIZES.N * (SIZES.K - 1)


def test_errors_far_below_every_float_are_there_with_a_clock() -> None:
    """e^v M at v = 2000 is M of a problem whose margins are smaller by 2000."""
    w, h = classified(60.0)
    assert (errors(SIZES, w, h) == 0).all()
    found = errors(SIZES, w, h, 3000.0)
    margins = w @ h.swapaxes(1, 2)
    known = -np.exp(3000.0 - (margins[0, 0, 0] - margins[0, 1, 0]))
    assert found[0, 1, 0] == pytest.approx(known, rel=1e-12)


def test_a_start_does_not_depend_on_the_others() -> None:
    """To the last bit."""
    alone, both = drawn(SIZES, [(3, 0.5)]), drawn(SIZES, [(1, 2.0), (3, 0.5)])
    assert (alone[0][0] == both[0][1]).all()
    assert (errors(SIZES, *alone)[0] == errors(SIZES, *both)[1]).all()
