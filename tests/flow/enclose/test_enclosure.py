"""``symflow.enclose``: pairs that contain, statements that are certain or say that they are not, and refusals."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

import symflow
from symflow import Outcome
from symflow.errors import InputError, LimitReached
from symflow.flow.enclose import path, search
from symflow.flow.enclose.search import Side

START = ["1/10", "3", "1/7"]
POINT = symflow.enclose(START, t_end="1e6", digits=25)
BOX = symflow.enclose([("1/10", "1001/10000"), 3, "1/7"], t_end=10)
FACTORS = symflow.enclose(a=["0", "1", "1/3"], b=["1", "1/2", "2"], t_end=50, digits=20)


def inside(ends: tuple[str, str] | None, text: str | None, digits: int = 45) -> bool:
    """Whether a number with so many digits lies between the ends."""
    assert ends is not None
    assert text is not None
    low, high, value = Fraction(ends[0]), Fraction(ends[1]), Fraction(text)
    return low - abs(value) / 10**digits <= value <= high + abs(value) / 10**digits


def test_any_time_in_any_order() -> None:
    """Against the integrator without bounds; the same answer when a time is asked for again."""
    times = ["1e6", "1e-9", "37/7", "1e6", "0", "2000"]
    found = [POINT.at(t) for t in times]
    for t, state in zip(times, found, strict=True):
        if t == "0":
            assert all(
                Fraction(low) <= Fraction(x) <= Fraction(high)
                for (low, high), x in zip(state.modes, START, strict=True)
            )
            continue
        fine = symflow.integrate(START, t_end=t, digits=50, samples=2)
        assert all(inside(pair, text) for pair, text in zip(state.modes, fine.modes[-1], strict=True))
        assert inside(state.loss, fine.loss[-1])
        assert inside(state.lyapunov, fine.lyapunov[-1])
        low, high = map(Fraction, state.modes[0])
        assert high - low < Fraction(3, 10**25) * low
    assert found[0] == found[3]
    assert found[0].t == "1e6"


def test_factors() -> None:
    """a, b and the modes; a mode that starts at 0."""
    assert FACTORS.at(0).lyapunov is None
    for t in ("1/1000", "50"):
        state, fine = (
            FACTORS.at(t),
            symflow.integrate(a=["0", "1", "1/3"], b=["1", "1/2", "2"], t_end=t, digits=50, samples=2),
        )
        for pairs, texts in ((state.a, fine.a), (state.b, fine.b), (state.modes, fine.modes)):
            assert all(inside(pair, text) for pair, text in zip(pairs, texts[-1], strict=True))
        assert inside(state.lyapunov, fine.lyapunov[-1])


def test_a_box_contains_its_points() -> None:
    """The ends and a point between, and it is wider than one of them."""
    for first in ("1/10", "1001/10000", "0.10004"):
        for t in ("1/3", "10"):
            state, fine = BOX.at(t), symflow.integrate([first, 3, "1/7"], t_end=t, digits=50, samples=2)
            assert all(inside(pair, text) for pair, text in zip(state.modes, fine.modes[-1], strict=True))
            assert inside(state.loss, fine.loss[-1])
            assert inside(state.lyapunov, fine.lyapunov[-1])
            low, high = map(Fraction, state.modes[0])
            assert high - low > Fraction(1, 10**5)


def test_below() -> None:
    """V and the loss, certified for all later times, refuted at one, or undecided."""
    found = POINT.below("V", "1/1000", since="1e4")
    assert found.outcome is Outcome.TRUE
    assert "lyapunov-decrease" in found.reason
    assert "V <= 1/1000 for all t >= 1e4: TRUE" in str(found)
    assert POINT.below("V", "1/1000", since=100).outcome is Outcome.FALSE
    assert POINT.below("loss", "1e-5", since="1e5").outcome is Outcome.TRUE
    assert FACTORS.below("loss", 1, since=2).outcome is Outcome.TRUE
    low, high = map(Fraction, BOX.at(10).lyapunov or ())
    undecided = BOX.below("V", (low + high) / 2, since=10)
    assert undecided.outcome is Outcome.UNKNOWN
    with pytest.raises(TypeError, match="no truth value"):
        bool(undecided)
    assert undecided._repr_html_().startswith("<p>V &lt;=")
    assert undecided._repr_latex_().startswith(r"$V \le")


@pytest.mark.parametrize(
    ("quantity", "level"), [("V", "1/100"), ("V", "1.1"), ("loss", "1e-3"), ("loss", "3.3414")]
)
def test_first_time(quantity: str, level: str) -> None:
    """The level is passed between the ends, seen by a finer run: above at the lower, not above at the upper."""
    found = POINT.first_time(quantity, level)
    assert found.outcome is Outcome.TRUE
    assert found.time is not None
    low, high = map(Fraction, found.time)
    assert high - low <= 20 * high / 10**25
    values = []
    for t in (low * (1 - Fraction(1, 10**30)), high * (1 + Fraction(1, 10**30))):
        fine = symflow.integrate(START, t_end=t, digits=60, samples=2)
        values.append(Fraction(str(fine.lyapunov[-1] if quantity == "V" else fine.loss[-1])))
    assert values[0] > Fraction(level) >= values[1]


def test_first_time_of_a_box() -> None:
    """An interval that contains the first times of its corners."""
    found = BOX.first_time("V", "1/5")
    assert found.outcome is Outcome.TRUE
    assert found.time is not None
    low, high = map(Fraction, found.time)
    for first in ("1/10", "1001/10000"):
        corner = symflow.enclose([first, 3, "1/7"], t_end=10).first_time("V", "1/5").time
        assert corner is not None
        assert low <= Fraction(corner[0]) <= Fraction(corner[1]) <= high
    assert high - low < Fraction(1, 10)


def test_first_times_that_are_not_there() -> None:
    """From the start on, not before the end, infinite, or undecided."""
    assert POINT.first_time("V", 2).time == ("0", "0")
    late = POINT.first_time("V", "1e-9")
    assert (late.outcome, late.time) == (Outcome.FALSE, None)
    assert late.reason == "it is above the level until t = 1e6"
    zero = symflow.enclose(["0", "1", "1/3"], t_end=2)
    assert zero.first_time("V", 1).outcome is Outcome.FALSE
    assert "infinite" in zero.first_time("V", 1).reason
    assert zero.below("V", 1, since=1).outcome is Outcome.FALSE
    low, high = map(Fraction, BOX.at(10).lyapunov or ())
    assert BOX.first_time("V", (low + high) / 2).outcome is Outcome.UNKNOWN
    start = POINT.first_time("loss", symflow.integrate(START, t_end=1, samples=2, digits=40).loss[0])
    assert start.outcome is Outcome.TRUE
    assert start.time is not None
    assert Fraction(start.time[1]) < Fraction(1, 10**20)


def test_order() -> None:
    """Certain neighbours are joined by <; ties by ?."""
    found = POINT.order(1)
    assert (found.chain, found.outcome) == ("s_1 < s_3 < s_2", Outcome.TRUE)
    assert found.less(1, 2) is Outcome.TRUE
    assert found.less(2, 1) is found.less(1, 1) is Outcome.FALSE
    tie = symflow.enclose(["1", "2", "1"], t_end=1).order(1)
    assert (tie.chain, tie.outcome) == ("s_1 ? s_3 < s_2", Outcome.UNKNOWN)
    assert tie.less(1, 3) is Outcome.UNKNOWN
    with pytest.raises(TypeError, match="no truth value"):
        bool(tie)
    with pytest.raises(InputError, match="k: 4 cannot be used"):
        tie.less(1, 4)


def test_shown_in_a_notebook() -> None:
    """Tables and formulas; no truth value."""
    assert "enclosed for t = 0..1e6" in POINT._repr_html_()
    assert POINT._repr_latex_().startswith(r"$t = 1e6:\ V \in [")
    assert "<td>s_1</td>" in POINT.at(1)._repr_html_()
    for value in (POINT, POINT.at(1)):
        with pytest.raises(TypeError, match="no truth value"):
            bool(value)
    assert "Path" not in repr(POINT)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"modes": [0.1, 1, 2]}, r"modes: 0\.1 cannot be used; give an int, a Fraction or a decimal string"),
        ({"modes": [(1, 0.5), 1, 2]}, r"modes: 0\.5 cannot be used"),
        ({"modes": [(2, 1), 1, 2]}, r"the interval \[2, 1\] is empty"),
        ({"modes": [(0, 1), 1, 2]}, r"the interval \[0, 1\] contains 0"),
        ({"modes": [(1, 2, 3), 1, 2]}, r"give a number or a pair \(lo, hi\)"),
        ({"modes": "1,2,3"}, "give a list"),
        ({"modes": [-1, 1, 2]}, "modes: -1"),
        ({"modes": [1, 2], "scheme": "cyclic"}, "entries 1 and 2 differ"),
        ({"modes": [1, 2, 3], "a": [1, 2, 3], "b": [1, 2, 3]}, "modes: cannot be used with a and b"),
        ({}, "modes: are missing"),
        ({"modes": [1, 2, 3], "t_end": 1.5}, r"t_end: 1\.5 cannot be used"),
    ],
)
def test_refusals(given: dict[str, Any], said: str) -> None:
    """In one line."""
    with pytest.raises(InputError, match=said):
        symflow.enclose(**given)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: POINT.at(0.5), r"t: 0\.5 cannot be used"),
        (lambda: POINT.at("1e7"), "t: '1e7' cannot be used; give a time from 0 to 1e6"),
        (lambda: POINT.at(-1), "t: -1"),
        (lambda: POINT.below("x", 1, since=1), "quantity: 'x' cannot be used"),
        (lambda: POINT.below("V", 0.5, since=1), r"level: 0\.5 cannot be used"),
        (lambda: POINT.first_time("V", -1), "level: -1"),
        (lambda: FACTORS.below("V", 1, since=1), "V: may increase where a and b differ"),
        (lambda: FACTORS.first_time("V", 1), "V: may increase where a and b differ"),
    ],
)
def test_questions_that_are_refused(ask: Any, said: str) -> None:
    """With the reason."""
    with pytest.raises(InputError, match=said):
        ask()


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A box that is too wide, too many steps, too much to keep."""
    with pytest.raises(LimitReached, match="the box is too wide to be carried to t = 3"):
        symflow.enclose([("1/100", "10"), 3, "1/7"], t_end=3)
    with pytest.raises(LimitReached, match="steps: the limit of 3"):
        symflow.enclose(START, steps=3)
    monkeypatch.setattr(path, "MOST_KEPT", 100)
    with pytest.raises(LimitReached, match="of them were kept, as many as fit"):
        symflow.enclose(START)


@pytest.mark.parametrize("zone", [Fraction(0), Fraction(1, 10**4), Fraction(1, 2)])
def test_the_search(zone: Fraction) -> None:
    """A level that is passed at 1/3, undecided around it: the ends are outside of that zone and close to it."""
    place, asked = Fraction(1, 3), []

    def at(t: Fraction) -> Side:
        asked.append(t)
        if t < place * (1 - zone):
            return Side.ABOVE
        return Side.UNDECIDED if t < place * (1 + zone) else Side.UNDER

    low, high = search.passage(at, [Fraction(x) for x in (0, 1, 2, 8)], Fraction(1, 10**12))
    assert low is not None
    assert high is not None
    assert low < place * (1 - zone) <= place * (1 + zone) <= high
    assert high - low <= Fraction(2, 10**12) + 3 * zone * place
    assert len(asked) < 140
