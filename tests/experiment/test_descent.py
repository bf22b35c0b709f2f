"""Figure 2: the steps are gradient steps, the sum loss is lost and says so, a start does not depend on the others."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from symflow.experiment.descent import Descent
from symflow.experiment.metrics import COLUMNS
from symflow.experiment.model import Sizes, drawn
from symflow.experiment.result import result
from symflow.experiment.run import Runner

SIZES = Sizes(3, 2, 4)


def plain(loss: str, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """The same descent with the softmax written out, for one start."""
    w, h = (m[0] for m in drawn(SIZES, [(4, 0.5)]))
    truth = np.repeat(np.eye(SIZES.K), SIZES.n, axis=1)
    rate = 5.0 / (SIZES.N if loss == "mean" else 1)
    for _ in range(steps):
        odds = np.exp(w @ h.T)
        m = truth - odds / odds.sum(axis=0)
        w, h = w + rate * m @ h, h + rate * m.T @ w
    return w, h


@pytest.mark.parametrize(("loss", "steps"), [("mean", 50), ("sum", 2)])
def test_the_steps_are_those_of_gradient_descent(loss: str, steps: int) -> None:
    found = Runner(Descent([(4, "1/2")], steps, loss, SIZES)).go().arrays
    for name, known in zip("wh", plain(loss, steps), strict=True):
        assert np.allclose(found[name][0], known, rtol=1e-11, atol=1e-13)


def test_the_paper_has_its_sizes() -> None:
    settings = Descent([(0, "1")], 100_000).settings
    assert [settings[name] for name in ("K", "n", "d", "learning_rate")] == [5, 10, 20, "5"]


def test_points_are_distinct_steps_and_end_at_the_last() -> None:
    for steps in (10, 11, 1000, 10**8):
        points = Descent([(0, "1")], steps).points
        assert points[0] == 1
        assert points[-1] == steps
        assert all(a < b and b == int(b) for a, b in itertools.pairwise(points))


def test_with_the_sum_loss_every_start_is_lost_and_the_step_is_kept() -> None:
    """The step is the first after which an entry is not finite; before it there are numbers, after it none."""
    experiment = Descent([(0, "0.1"), (1, "0.1"), (0, "1")], 1000, "sum")
    course = Runner(experiment).go()
    found = result(experiment, course)
    steps = [trial.lost_at for trial in found.trials]
    assert all(step is not None and 50 < step < 200 for step in steps)
    for place, step in enumerate(steps):
        numbers = np.isfinite(course.rows[:, place]).all(axis=1)
        assert numbers[0]
        assert not numbers[[point >= step for point in found.points]].any()
    assert found.complete
    assert found.fits == []


def test_the_step_at_which_a_start_is_lost_is_the_first() -> None:
    """One step earlier everything is finite."""
    whole = Runner(Descent([(0, "1")], 1000, "sum")).go()
    step = int(whole.arrays["lost"][0])
    before = Runner(Descent([(0, "1")], step - 1, "sum")).go().arrays
    assert np.isfinite(before["w"]).all()
    assert np.isfinite(before["h"]).all()
    assert before["lost"].tolist() == [0]


def test_a_start_has_the_same_bits_alone_and_beside_others() -> None:
    alone = Runner(Descent([(2, "0.1")], 300)).go().rows
    beside = Runner(Descent([(0, "1"), (2, "0.1"), (5, "0.1")], 300)).go().rows
    assert (alone[:, 0] == beside[:, 1]).all()


def test_the_loss_falls_and_is_recorded_as_a_mean() -> None:
    rows = Runner(Descent([(0, "0.1")], 2000)).go().rows
    loss = np.exp(rows[:, 0, COLUMNS.index("log-loss")])
    assert loss[0] == pytest.approx(np.log(5), rel=0.2)
    assert (np.diff(loss) < 0).all()
