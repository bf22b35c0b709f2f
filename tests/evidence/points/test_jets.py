"""Jets against derivatives by another route: mpmath's numerical ones, at points and over boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any

import mpmath
import pytest
from flint import arb

from symflow.evidence.points import jets as module
from symflow.evidence.points.jets import Jet, applied, combined, exponential, raised
from symflow.evidence.points.values import Undecided
from symflow.numeric.ball import precision

HALF = Fraction(1, 2)


def product_and_power(s: Sequence[Any], power: Callable[..., Any], function: Callable[..., Any]) -> Any:
    return times(power(plus(s[0], s[1]), Fraction(-3, 2)), function("log", plus(s[1], times(s[0], s[2]))))


def nested(s: Sequence[Any], power: Callable[..., Any], function: Callable[..., Any]) -> Any:
    return times(function("tanh", times(s[0], s[2])), function("exp", times(power(s[1], Fraction(3)), s[0])))


def roots(s: Sequence[Any], power: Callable[..., Any], function: Callable[..., Any]) -> Any:
    return plus(times(power(s[2], HALF), power(s[0], Fraction(-2))), power(plus(s[1], s[2]), Fraction(1, 3)))


FORMULAS = (product_and_power, nested, roots)


def plus(a: Any, b: Any) -> Any:
    return combined([arb(0), arb(1), arb(1)], [a, b]) if isinstance(a, Jet) else a + b


def times(a: Any, b: Any) -> Any:
    return a.times(b) if isinstance(a, Jet) else a * b


def jet_at(formula: Callable[..., Any], modes: Sequence[arb]) -> Jet:
    entries = [exponential(s, i, len(modes), 3) for i, s in enumerate(modes)]
    found = formula(entries, raised, applied)
    assert isinstance(found, Jet)
    return found


def second_route(formula: Callable[..., Any], u: Sequence[Any], orders: tuple[int, ...]) -> Any:
    """A partial derivative by u = log s, by differences at 60 digits."""

    def of_logs(*logs: Any) -> Any:
        return formula(
            [mpmath.exp(x) for x in logs],
            lambda x, p: mpmath.power(x, mpmath.mpf(p.numerator) / p.denominator),
            lambda name, x: getattr(mpmath, name)(x),
        )

    with mpmath.workdps(60):
        return mpmath.diff(of_logs, tuple(u), orders) if any(orders) else of_logs(*u)


def all_entries(found: Jet, n: int) -> list[tuple[tuple[int, ...], arb]]:
    """Every entry of a jet with the orders of its derivative."""
    out = [((0,) * n, found.value)]
    for count, entries in ((1, found.gradient), (2, found.hessian), (3, found.third)):
        for places, entry in zip(combinations_with_replacement(range(n), count), entries, strict=True):
            out.append((tuple(places.count(i) for i in range(n)), entry))
    return out


def disagreements(formula: Callable[..., Any], radius: Fraction) -> list[tuple[int, ...]]:
    """The derivatives at points of a box that the jet on the box does not contain."""
    logs = (Fraction(1, 3), Fraction(-1, 5), Fraction(2, 7))
    with precision(128):
        exact = [arb(u.numerator) / u.denominator for u in logs]
        around = [x + arb(0, float(radius)) for x in exact]
        entries = all_entries(jet_at(formula, [u.exp() for u in around]), 3)
        wrong = []
        for shift in (-radius, Fraction(0), radius):
            place = [mpmath.mpf(u.numerator) / u.denominator + float(shift) * 0.99 for u in logs]
            for orders, ball in entries:
                with mpmath.workdps(40):
                    value = second_route(formula, place, orders)
                    text = mpmath.nstr(value, 25)
                if not (ball + arb(0, 1e-12)).contains(arb(text)):
                    wrong.append(orders)
    return wrong


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("radius", [Fraction(0), Fraction(1, 50)])
def test_every_derivative_lies_in_its_ball(formula: Callable[..., Any], radius: Fraction) -> None:
    assert disagreements(formula, radius) == []


def test_a_narrow_jet_is_narrow() -> None:
    with precision(128):
        found = jet_at(nested, [arb(1), arb(2), arb(1) / 3])
        assert all(float(entry.rad()) < 1e-25 for _, entry in all_entries(found, 3))


@pytest.mark.parametrize("line", ["gradient", "hessian", "third"])
def test_a_planted_error_is_seen(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the crossed terms of a product left out, in one order."""
    honest = Jet.times

    def wrong(self: Jet, other: Jet) -> Jet:
        found = honest(self, other)
        entries = {n: getattr(found, n) for n in ("value", "gradient", "hessian", "third")}
        entries[line] = tuple(
            x - a * other.value / 2 for x, a in zip(entries[line], getattr(self, line), strict=False)
        )
        return Jet(**entries)

    monkeypatch.setattr(module.Jet, "times", wrong)
    assert disagreements(product_and_power, Fraction(0))


@pytest.mark.parametrize(
    ("name", "ends"),
    [("log", (0, 1)), ("log", (-1, 2)), ("root", (0, 1)), ("inverse", (-1, 1)), ("inverse", (0, 2))],
)
def test_what_may_have_no_value_is_undecided(name: str, ends: tuple[int, int]) -> None:
    x = Jet(arb(ends[0]).union(arb(ends[1])))
    with pytest.raises(Undecided):
        applied("log", x) if name == "log" else raised(x, HALF if name == "root" else Fraction(-1))
