"""The contract of rigorous samples, what is refused, and what happens where bounds fail."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import symflow
from symflow.errors import InputError, LimitReached
from symflow.flow.enclose import engine, run
from symflow.flow.enclose.bounds import Unusable
from symflow.flow.solve.integrate import Unfinished

START = ["1/10", "3", "1/7"]


def check(found: symflow.Trajectory) -> None:
    """Radii of 10^-digits relative at most, zeros exact, and midpoints within their pairs."""
    small = Fraction(1, 10**found.digits)
    rows = [*zip(found.modes, found.radius, strict=True)]
    rows += [*zip(found.a, (b.left for b in found.bounds), strict=True)] if found.a else []
    rows += [*zip(found.b, (b.right for b in found.bounds), strict=True)] if found.b else []
    for values, radii in rows:
        for text, radius in zip(values, radii, strict=True):
            assert (text == "0") <= (radius == "0")
            assert Fraction(radius) <= small * (abs(Fraction(text)) - Fraction(radius))
            assert len(radius.split("e")[0].replace(".", "").strip("0")) <= 3
    for i, bounds in enumerate(found.bounds):
        pairs = [(bounds.loss, found.loss[i])]
        pairs += [] if bounds.lyapunov is None else [(bounds.lyapunov, str(found.lyapunov[i]))]
        for (low, high), text in pairs:
            assert Fraction(low) <= Fraction(text) <= Fraction(high)
            assert Fraction(high) - Fraction(low) <= 3 * small * Fraction(low)


@pytest.mark.parametrize("K", [4, 8, 16])
@pytest.mark.parametrize("end", ["1", "1e3", "1e50"])
def test_fifty_digits(K: int, end: str) -> None:
    """At every time and for every number."""
    found = symflow.integrate(K=K, t_end=end, digits=50, samples=3, rigorous=True)
    assert found.rigorous
    assert found.complete
    assert "a bound of the error" in found.method
    assert (found.agreement, found.ray) == (None, None)
    check(found)


def test_the_far_end() -> None:
    """t = 1e250, where V is 1e-127 and has its digits too."""
    found = symflow.integrate(START, t_end="1e250", digits=50, samples=2, rigorous=True)
    check(found)
    plain = symflow.integrate(START, t_end="1e250", digits=50, samples=2)
    assert str(found.lyapunov[-1]).startswith(str(plain.lyapunov[-1])[:40])
    assert float(str(found.lyapunov[-1])) < 1e-126


@pytest.mark.parametrize(
    "given",
    [
        {"modes": ["0", "1/3", "2"]},
        {"modes": ["0", "1/3", "0"], "t_end": "100"},
        {"modes": ["0", "0", "0"]},
        {"modes": ["2", "2", "2"]},
        {"modes": ["1e-12", "1000", "1"], "t_end": "1e20"},
        {"modes": ["1/3"]},
        {"modes": ["1", "1.0000000000000000000000001", "1"]},
        {"modes": ["1/5", "2", "2", "1/5"]},
        {"a": ["0", "1", "1/3"], "b": ["1", "1/2", "2"]},
        {"a": ["0", "1", "0"], "b": ["1", "0", "0"]},
        {"a": ["1", "2", "4"], "b": ["4", "2", "1"]},
    ],
)
def test_special_starts(given: dict[str, Any]) -> None:
    """Zeros, ties, scales, one class, cyclic, factors that start at 0."""
    found = symflow.integrate(**{"t_end": "1e3", **given}, digits=20, samples=3, rigorous=True)
    check(found)
    assert found.rigorous


def test_zero_modes_are_exact() -> None:
    """A "0" with radius "0"; V is infinite; a factor that leaves 0 gives V at once."""
    found = symflow.integrate(["0", "1/3", "2"], samples=2, rigorous=True)
    assert [row[0] for row in found.modes] == ["0", "0"]
    assert [row[0] for row in found.radius] == ["0", "0"]
    assert found.lyapunov == (None, None)
    assert [b.lyapunov for b in found.bounds] == [None, None]
    leaving = symflow.integrate(a=["0", "1", "1"], b=["1", "1", "1"], samples=2, rigorous=True)
    assert leaving.lyapunov[0] is None
    assert leaving.lyapunov[1] is not None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"verify_digits": True}, "rigorous: bounds the error already; leave verify_digits out"),
        ({"matrices": True}, "rigorous: the full matrices are not enclosed"),
        ({"depth": 3}, "rigorous: the flow depth:3 is not enclosed"),
        ({"loss": "squared"}, "rigorous: the flow squared is not enclosed"),
        ({"digits": 0}, "digits: 0"),
    ],
)
def test_what_is_refused(given: dict[str, Any], said: str) -> None:
    """In one line that says what to do."""
    with pytest.raises(InputError, match=said):
        symflow.integrate(START, rigorous=True, **given)


def test_a_float_is_refused() -> None:
    """With a hint."""
    with pytest.raises(InputError, match=r"0\.1 cannot be used; give an int, a Fraction or a decimal string"):
        symflow.integrate([0.1, 1, 2], rigorous=True)


def test_a_limit_keeps_what_was_enclosed() -> None:
    """The samples are those of a longer run."""
    with pytest.raises(Unfinished, match="steps: the limit of 8 was reached") as caught:
        symflow.integrate(START, t_end="1e9", samples=20, steps=8, rigorous=True)
    reached = caught.value.reached
    whole = symflow.integrate(START, t_end="1e9", samples=20, rigorous=True)
    assert 0 < len(reached.t) < 20
    assert reached.rigorous
    assert tuple(reached.radius) == tuple(whole.radius)[: len(reached.t)]


def test_steps_that_bound_nothing_end_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a few attempts with more digits, with what was enclosed before."""
    tried: list[int] = []

    def refuse(self: run.EnclosedRun, reference: Any) -> Any:
        tried.append(self.settings.order)
        raise Unusable

    monkeypatch.setattr(run.EnclosedRun, "advance", refuse)
    with pytest.raises(Unfinished, match="no enclosure to 15 digits was found at t = 10") as caught:
        symflow.integrate(START, samples=2, rigorous=True)
    assert caught.value.reached.t == ("0",)
    assert len(tried) == engine.UNUSABLE + 1
    assert tried == sorted(tried)
    assert isinstance(caught.value, LimitReached)


def test_digits_that_are_lacking_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A first attempt with too few digits says how many more it needs, and the second has them."""
    attempts: list[int] = []
    begin = engine._Attempt.__init__

    def told(self: Any, problem: Any, settings: Any, watch: Any, working: int) -> None:
        attempts.append(working)
        begin(self, problem, settings, watch, working)

    monkeypatch.setattr(engine._Attempt, "__init__", told)
    monkeypatch.setattr(engine, "first_digits", lambda *given: 5)
    check(symflow.integrate(START, t_end="1e9", digits=25, samples=3, rigorous=True))
    assert 2 <= len(attempts) <= 4
    assert attempts[0] == 5
