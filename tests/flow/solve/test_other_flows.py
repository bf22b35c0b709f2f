"""Deep balanced networks and the squared loss: against other routes, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from mpmath import mp, mpf
from reference import basis, by_extrapolation, softmax_modes

import symflow
from symflow.errors import InputError

START = ["1/10", "3", "1/7"]


def errors(found: Any, true: Any) -> Any:
    """The largest relative error."""
    return max(abs(mpf(x) / y - 1) for x, y in zip(found, true, strict=True))


@pytest.mark.parametrize(("depth", "end"), [(3, "1"), (4, "1"), (7, "1/50")])
def test_deep_networks_against_the_dense_softmax(depth: int, end: str) -> None:
    """s' = D s^(2 - 2/D) (1 - pi), by extrapolation in mpmath."""
    found = symflow.integrate(START, depth=depth, t_end=end, digits=20, samples=2)
    assert found.flow == f"depth:{depth}"
    with mp.workdps(45):
        U = basis("walsh", 4)

        def rates(s: list[Any]) -> list[Any]:
            power = 2 - mpf(2) / depth
            return [depth * x**power * (1 - p) for x, p in zip(s, softmax_modes(U, s), strict=True)]

        true = by_extrapolation(
            rates, [mpf(1) / 10, mpf(3), mpf(1) / 7], mp.mpf(1) / (50 if "/" in end else 1), 22
        )
        assert errors(found.modes[-1], true) < mpf(10) ** -19


def test_depth_two_is_the_balanced_flow() -> None:
    """The same digits, from the same code."""
    deep = symflow.integrate(START, depth=2, t_end=3, samples=2)
    assert deep == symflow.integrate(START, t_end=3, samples=2)
    assert deep.flow == "balanced"


def test_v_grows_for_depth_three_from_small_starts() -> None:
    """The claim depth-3: V is no Lyapunov function there, and here it is seen to rise."""
    found = symflow.integrate(["1/100", "2/100", "3/100"], depth=3, t_end=20, samples=41)
    v = found.lyapunov_array()
    assert v.max() > 1.5 * v[0]


def test_zero_modes_stay_zero() -> None:
    """For both flows."""
    for options in ({"depth": 3}, {"loss": "squared"}):
        assert symflow.integrate([0, 1, "1/2"], t_end=5, samples=2, **options).modes[-1][0] == "0"


@pytest.mark.parametrize("end", ["1/10", "1", "7", "30"])
def test_the_squared_loss_is_logistic(end: str) -> None:
    """s e^{2t} / (1 + s (e^{2t} - 1)), and the loss with the frozen mode 0."""
    found = symflow.integrate(START, loss="squared", t_end=end, digits=25, samples=2)
    with mp.workdps(60):
        growth = mp.exp(2 * mpf(end.split("/")[0]) / mpf(end.split("/")[-1] if "/" in end else 1))
        true = [x * growth / (1 + x * (growth - 1)) for x in (mpf(1) / 10, mpf(3), mpf(1) / 7)]
        assert errors(found.modes[-1], true) < mpf(10) ** -24
        loss = (1 + mp.fsum((x - 1) ** 2 for x in true)) / 2
        assert abs(mpf(found.loss[-1]) / loss - 1) < mpf(10) ** -24
        mean = mp.fsum(true) / 3
        v = mp.fsum(x / mean - 1 - mp.log(x / mean) for x in true) / 3
        assert abs(mpf(str(found.lyapunov[-1])) / v - 1) < mpf(10) ** -24


def test_they_can_be_verified() -> None:
    """By a second run; there is no known ray beside them."""
    for options in ({"depth": 5}, {"loss": "squared"}):
        found = symflow.integrate(START, t_end=4, samples=2, verify_digits=True, **options)
        assert found.agreement is not None
        assert found.agreement >= 17
        assert found.ray is None


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"depth": 1}, "depth: 1 cannot be used"),
        ({"depth": 2.5}, "depth"),
        ({"loss": "hinge"}, "loss: 'hinge' cannot be used; give cross-entropy or squared"),
        ({"loss": "squared", "depth": 3}, "depth 2 only"),
        ({"depth": 3, "rigorous": True}, "rigorous: the flow depth:3 is not enclosed"),
        ({"depth": 3, "matrices": True}, "matrices"),
    ],
)
def test_what_is_refused(options: dict[str, Any], reason: str) -> None:
    """One line each."""
    with pytest.raises(InputError, match=reason):
        symflow.integrate(START, t_end=1, **options)
    with pytest.raises(InputError, match="need depth 2 and the cross-entropy"):
        symflow.integrate(a=START, b=START, depth=3)
