"""Late times: the flow against the integrator of the package, against descent, and what it conserves."""

from __future__ import annotations

import numpy as np
import pytest

from symflow.experiment.hadamard import largest_difference
from symflow.experiment.late import SHORT, Late, bound_within, clock, flowed
from symflow.experiment.metrics import METRICS
from symflow.experiment.model import Sizes, drawn, errors
from symflow.experiment.result import result
from symflow.experiment.run import Runner

SIZES = Sizes(3, 4, 7)


@pytest.mark.parametrize(
    ("modes", "times"), [(("1/2", "1", "2"), ("1e1", "1e434")), (("1/10", "3", "1/7"), ("1", "1e6", "1e100"))]
)
def test_from_a_hadamard_start_it_is_the_flow_of_the_package(modes: list[str], times: list[str]) -> None:
    """Two routes without common code."""
    assert largest_difference(modes, times) < 1e-9


def test_the_second_route_sees_another_flow(monkeypatch: pytest.MonkeyPatch) -> None:
    """With errors that are larger by a thousandth the routes part."""
    monkeypatch.setattr(
        "symflow.experiment.late.errors", lambda sizes, w, h, v: 1.001 * errors(sizes, w, h, v)
    )
    assert largest_difference(["1/2", "1", "2"], ["1e1"]) > 1e-5


def test_short_steps_of_descent_follow_it() -> None:
    """Euler's method with step h, extrapolated to h = 0, until t = 1."""
    w, h = drawn(SIZES, [(1, 0.7)])
    ends = []
    for count in (1000, 2000):
        u, x = w, h
        for _ in range(count):
            m = errors(SIZES, u, x)
            u, x = u + m @ x / count, x + m.swapaxes(1, 2) @ u / count
        ends.append(np.concatenate([u[0].ravel(), x[0].ravel()]))
    first, last, _ = flowed(SIZES, w[0], h[0], (0.0, clock(0.0)), (SHORT, 0))
    assert np.concatenate([first.ravel(), last.ravel()]) == pytest.approx(2 * ends[1] - ends[0], abs=1e-5)


def test_what_the_flow_conserves_and_what_the_classes_keep() -> None:
    """W^T W - H^T H (features by rows) until log t = 1000, and the bound of the within-class part."""
    w, h = (m[0] for m in drawn(SIZES, [(1, 0.7)]))
    known, bound, v, pace = w.T @ w - h.T @ h, bound_within(w, h), 0.0, (SHORT, 0)
    assert bound > 0.1
    for log_t in (1.0, 30.0, 1000.0):
        w, h, pace = flowed(SIZES, w, h, (v, clock(log_t)), pace)
        v = clock(log_t)
        assert np.abs(w.T @ w - h.T @ h - known).max() < 1e-9
        classes = h.reshape(SIZES.K, SIZES.n, SIZES.d)
        within = float(((classes - classes.mean(axis=1, keepdims=True)) ** 2).sum())
        assert within >= bound * (1 - 1e-9)
    assert within < 20 * bound


def test_exponents_at_late_times() -> None:
    """From small entries: about 1/2 within the classes, about 1 for all else; not so early."""
    experiment = Late([(0, "0.1")])
    found = result(experiment, Runner(experiment).go())
    last = {f.metric: f.p.mean for f in found.fits if f.window == (100.0, 1000.0)}
    assert last.pop("within") == pytest.approx(0.48, abs=0.01)
    assert list(last.values()) == pytest.approx([0.97] * 5, abs=0.01)
    early = {f.metric: f.p.mean for f in found.fits if f.window == (1.0, 10.0)}
    assert early["within"] < 0.3
    assert early["duality"] < 0.5
    assert len(found.fits) == len(METRICS) * 4


@pytest.mark.parametrize(
    ("end", "windows"),
    [
        ("10", [(1, 10)]),
        ("50", [(1, 10), (1, 50)]),
        ("100", [(1, 10), (10, 100), (1, 100)]),
        ("1000", [(1, 10), (10, 100), (100, 1000), (1, 1000)]),
    ],
)
def test_the_windows(end: str, windows: list[tuple[float, float]]) -> None:
    assert Late([(0, "1")], end).windows == windows
    assert Late([(0, "1")], end).points[-1] == float(end)


def test_a_start_has_the_same_bits_alone_and_beside_others() -> None:
    alone = Runner(Late([(2, "0.1")], "20")).go().rows
    beside = Runner(Late([(0, "1"), (2, "0.1")], "20")).go().rows
    assert (alone[:, 0] == beside[:, 1]).all()
