"""Fits: powers are found again, the spread is over the runs, and what has no numbers is left out."""

from __future__ import annotations

import numpy as np
import pytest

from symflow.experiment.fit import Fit, fit, fits

LOG_T = np.geomspace(1, 1000, 50)
ALL = (1.0, 1000.0)


def powers(*exponents: float) -> np.ndarray:
    """c (log t)^-p for some p, each with another c."""
    return np.array([(i + 1) * LOG_T**-p for i, p in enumerate(exponents)]).T


def one(values: np.ndarray, window: tuple[float, float] = ALL) -> Fit:
    """The fit, which must be there."""
    found = fit(("m", "s"), LOG_T, values, window)
    assert found is not None
    return found


def test_powers_of_log_t_are_found_with_their_spread() -> None:
    found = one(powers(0.4, 0.5, 0.6))
    assert (found.p.mean, found.p.deviation) == pytest.approx((0.5, 0.1))
    assert (found.p.least, found.p.most, found.runs) == (pytest.approx(0.4), pytest.approx(0.6), 3)
    assert found.p_misfit < 1e-12 < 0.1 < found.q_misfit


def test_powers_of_t_are_told_from_powers_of_log_t() -> None:
    found = one(np.exp(-0.25 * LOG_T)[:, None])
    assert found.q.mean == pytest.approx(0.25)
    assert found.q_misfit < 1e-10 < 0.1 < found.p_misfit
    assert found.p.deviation == 0


@pytest.mark.parametrize(
    ("exponents", "reading"),
    [
        ((0.5, 0.85), "below, in every run"),
        ((1.15, 2.0), "above, in every run"),
        ((0.95, 1.05), "about 1, in every run"),
        ((0.5, 1.0), "differs from run to run"),
        ((0.5, 1.5), "differs from run to run"),
        ((1.0, 1.2), "differs from run to run"),
    ],
)
def test_what_is_said_about_one(exponents: tuple[float, ...], reading: str) -> None:
    assert one(powers(*exponents)).reading == reading


def test_a_window_is_a_window() -> None:
    """Two powers that meet at log t = 31."""
    both = np.where(LOG_T < 31, LOG_T**-0.5, 31**0.5 / LOG_T)[:, None]
    assert one(both, (1.0, 30.0)).p.mean == pytest.approx(0.5)
    assert one(both, (32.0, 1000.0)).p.mean == pytest.approx(1)


@pytest.mark.parametrize("bad", [0.0, np.nan, np.inf, -1.0])
def test_a_run_without_numbers_is_left_out(bad: float) -> None:
    values = powers(0.5, 0.7)
    values[3, 1] = bad
    found = one(values)
    assert (found.runs, found.p.most) == (1, pytest.approx(0.5))
    values[3, 0] = bad
    assert fit(("m", "s"), LOG_T, values, ALL) is None


def test_too_few_points_give_no_fit() -> None:
    assert fit(("m", "s"), LOG_T, powers(1.0), (1.0, 1.3)) is None


def test_every_metric_window_and_scale() -> None:
    values = np.stack([powers(0.5, 1.0, 1.5), powers(2.0, 2.5, 3.0)], axis=2)
    found = fits(["x", "y"], ["1", "1", "9"], LOG_T, values, [ALL, (10.0, 100.0)])
    assert {(f.metric, f.scale, f.window): round(f.p.mean, 9) for f in found} == {
        ("x", "1", ALL): 0.75,
        ("x", "9", ALL): 1.5,
        ("x", "1", (10.0, 100.0)): 0.75,
        ("x", "9", (10.0, 100.0)): 1.5,
        ("y", "1", ALL): 2.25,
        ("y", "9", ALL): 3.0,
        ("y", "1", (10.0, 100.0)): 2.25,
        ("y", "9", (10.0, 100.0)): 3.0,
    }
