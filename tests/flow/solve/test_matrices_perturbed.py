"""Perturbed and random starts: what is printed, against the dense route, and against the reduced flow."""

from __future__ import annotations

from typing import Any

import dense
import mpmath
import pytest
from mpmath import mp

import symflow
from symflow.errors import InputError
from symflow.flow.solve import matrices_path
from symflow.flow.solve.matrices_start import eigenbasis
from symflow.flow.solve.problem import General

MODES = ["0.3", "0.1", "0.7"]
EVEN = ["0.3", "0.1", "0.1", "0.3"]


def last(found: symflow.Trajectory) -> General:
    """What is printed at the end."""
    assert len(found.general) == len(found.t)
    return found.general[-1]


def near(text: str | None, true: Any, digits: int) -> bool:
    """Whether every printed digit is right but for the rounding of the last."""
    with mp.workdps(digits + 20):
        return text is not None and abs(mpmath.mpf(text) / true - 1) <= mpmath.mpf(10) ** (1 - digits)


@pytest.mark.parametrize(("scheme", "modes"), [("walsh", MODES), ("cyclic", EVEN)])
@pytest.mark.parametrize("digits", [15, 25])
def test_against_the_dense_route(scheme: str, modes: list[str], digits: int) -> None:
    """The projected modes, the loss, V and the off-diagonal part of a start that is drawn independently."""
    found = symflow.integrate(
        modes, scheme=scheme, seed=7, t_end="0.75", digits=digits, samples=2, matrices=True, perturb="0.1"
    )
    here = last(found)
    with mp.workdps(digits + 20):
        U, W, H = dense.perturbed(scheme, modes, "0.1", 7, digits)
        W, H = dense.matrices_at(W, H, "0.75", digits)
        Z = dense.projected(U, W, H)
        K = len(modes) + 1
        true = [Z[k, k] for k in range(1, K)]
        off = max(abs(Z[i, j]) for i in range(K) for j in range(K) if i != j)
        assert all(near(x, y, digits) for x, y in zip(here.modes, true, strict=True))
        assert near(here.loss, dense.loss(W, H), digits)
        assert near(here.lyapunov, dense.lyapunov(true), digits)
        assert near(here.off_diagonal, off / max(abs(Z[k, k]) for k in range(K)), 6)
        difference = max(abs(x - mpmath.mpf(y)) for x, y in zip(true, here.predicted, strict=True))
        largest = max(mpmath.mpf(y) for y in here.predicted)
        assert near(found.frozen[-1].modes, difference / largest, 6)


@pytest.mark.parametrize(
    "start",
    [{"modes": MODES}, {"modes": EVEN}, {"a": ["0.1", 1, "0.3"], "b": [1, 0, "0.5"]}, {"modes": [0, 1, 0]}],
)
def test_no_perturbation_gives_the_reduced_flow(start: dict[str, Any]) -> None:
    """All printed digits of the modes, of the prediction, of the loss and of V."""
    found = symflow.integrate(**start, t_end=5, digits=20, samples=3, matrices=True, perturb=0)
    for i, here in enumerate(found.general):
        assert here.modes == here.predicted == found.modes[i]
        assert here.loss == found.loss[i]
        assert here.lyapunov == found.lyapunov[i]
        assert float(here.off_diagonal) < 1e-20


def test_the_prediction_from_factors() -> None:
    """With b_k = 0 at the start the prediction knows a_k: it has no square root of a product that is 0."""
    a, b = ["0.1", 1, "0.3"], [1, 0, "0.5"]
    found = symflow.integrate(a=a, b=b, t_end=2, digits=15, samples=2, matrices=True, perturb="1e-12")
    assert float(found.frozen[-1].modes) < 1e-20
    assert (
        max(abs(float(x) - float(y)) for x, y in zip(found.modes[-1], last(found).predicted, strict=True))
        < 1e-10
    )


def test_orders_of_the_perturbation() -> None:
    """The off-diagonal part is of first order, the error of the prediction of second; both are seen to six digits."""
    off, difference = [], []
    for size in ("1e-10", "1e-20"):
        found = symflow.integrate(MODES, seed=3, t_end=50, digits=12, samples=2, matrices=True, perturb=size)
        off.append(float(last(found).off_diagonal))
        difference.append(float(found.frozen[-1].modes))
    assert off[0] / off[1] == pytest.approx(1e10, rel=1e-5)
    assert difference[0] / difference[1] == pytest.approx(1e20, rel=1e-5)
    assert 1e-22 < difference[0] < 1e-18


def test_a_random_start() -> None:
    """All modes 0, W and H random: the loss falls, the projected modes become positive, the prediction is not exact."""
    found = symflow.integrate(K=4, init=0, seed=1, t_end=1000, samples=5, matrices=True, perturb="1/10")
    first, end = found.general[0], last(found)
    assert set(found.modes[-1]) == {"0"}
    assert first.lyapunov is None
    assert min(map(float, first.modes)) < 0 < min(map(float, end.modes))
    assert first.modes == first.predicted
    assert float(end.loss) < 1e-3 < float(first.loss)
    assert float(end.lyapunov or "inf") < 0.1
    assert float(found.frozen[-1].modes) > 1e-4


def test_two_runs_agree() -> None:
    """The second run of the matrices counts too."""
    found = symflow.integrate(
        K=4, init="1/100", t_end=20, digits=15, samples=3, matrices=True, perturb="1/100", verify_digits=True
    )
    assert found.agreement is not None
    assert found.agreement >= 17


def test_a_planted_error_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A basis with one row and column negated leads far from the reduced flow, although nothing is perturbed."""

    def negated(scheme: symflow.Scheme) -> Any:
        U = eigenbasis(scheme)
        for k in range(scheme.K):
            if k != 1:
                U[1, k], U[k, 1] = -U[1, k], -U[k, 1]
        return U

    monkeypatch.setattr(matrices_path, "eigenbasis", negated)
    found = symflow.integrate(MODES, t_end=5, samples=2, matrices=True, perturb=0)
    assert float(found.frozen[-1].modes) > 1e-3


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"perturb": "1/10"}, "perturb: only the full matrices can be perturbed; give matrices too"),
        ({"perturb": 0.1, "matrices": True}, "perturb: "),
        ({"perturb": "-1", "matrices": True}, "perturb: '-1' cannot be used; give a number from 0 to 100"),
        ({"perturb": "1e4", "matrices": True}, "perturb: '1e4'"),
        ({"perturb": 1, "matrices": True, "seed": -1}, "seed: -1"),
        ({"init": 0, "matrices": True}, "init: 0"),
        ({"depth": 3, "matrices": True}, "matrices: W and H are two layers with cross-entropy"),
        ({"loss": "squared", "matrices": True, "perturb": 1}, "matrices: W and H are two layers"),
    ],
)
def test_refusals(options: dict[str, Any], said: str) -> None:
    """One line, before any work."""
    with pytest.raises(InputError, match=f"^{said}"):
        symflow.integrate(K=4, t_end=1, **options)


def test_a_limit_keeps_what_was_done() -> None:
    """Samples of the modes and of the matrices up to the same time."""
    with pytest.raises(symflow.Unfinished) as caught:
        symflow.integrate(K=4, t_end="1e30", samples=30, steps=25, matrices=True, perturb="1/10")
    reached = caught.value.reached
    assert not reached.complete
    assert 1 < len(reached.t) == len(reached.general) < 30
