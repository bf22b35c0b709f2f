"""Runge-Kutta steps: known solutions, the order, a step that is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest

from symflow.experiment.pairs import ERROR, STAGES, TIMES, Moved, moved


def turning(v: float, y: np.ndarray) -> np.ndarray:
    """A rotation that depends on v: the angle is v^2/2."""
    return v * np.array([-y[1], y[0]])


@pytest.mark.parametrize("tolerance", [1e-6, 1e-9, 1e-12])
def test_a_known_solution_to_about_the_tolerance(tolerance: float) -> None:
    found = moved(turning, 0.0, 4.0, Moved(np.array([1.0, 0.0]), 0.1, 0), tolerance)
    assert math.dist(found.y, (math.cos(8), math.sin(8))) < 300 * tolerance


def test_the_order_is_five() -> None:
    """Half the step, an error 32 times smaller; the step is forced by its length and a tolerance without effect."""
    errors = []
    for parts in (20, 40):
        place = Moved(np.array([1.0, 0.0]), 1.0, 0)
        for i in range(parts):
            place = moved(turning, 2 * i / parts, 2 * (i + 1) / parts, Moved(place.y, 1.0, 0), 1e9)
        errors.append(math.dist(place.y, (math.cos(2), math.sin(2))))
    assert 5 * math.log(2) == pytest.approx(math.log(errors[0] / errors[1]), rel=0.1)


def test_the_conditions_of_the_tableau() -> None:
    """The weights sum to 1, integrate powers up to 4, and the error weights sum to 0."""
    weights = np.append(STAGES[6], 0)
    for power in range(5):
        assert weights @ TIMES**power == pytest.approx(1 / (power + 1))
        assert abs(ERROR @ TIMES**power) < 1e-15 or power == 4
    assert abs(ERROR @ TIMES**4) > 1e-5


def test_the_last_step_is_shortened_and_the_pace_is_kept() -> None:
    found = moved(lambda v, y: -y, 0.0, 1e-3, Moved(np.array([1.0]), 0.5, 0), 1e-10)
    assert found.steps == 1
    assert found.length >= 0.5
    assert found.y[0] == pytest.approx(math.exp(-1e-3), rel=1e-15)


def test_what_is_not_finite_is_an_error_and_no_endless_loop() -> None:
    with pytest.raises(FloatingPointError, match="not finite"):
        moved(lambda v, y: y * np.nan, 0.0, 1.0, Moved(np.array([1.0]), 0.5, 0), 1e-10)
