"""What the pictures are drawn from: needs no matplotlib. Each number by two routes."""

from __future__ import annotations

import itertools
import math
import re
import statistics
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from mpmath import MPContext

import symflow
from symflow.algebra.expr import atom
from symflow.algebra.schemes import cyclic, walsh
from symflow.algebra.sympy_bridge import to_sympy
from symflow.errors import InputError, LimitReached
from symflow.flow import convergence
from symflow.flow.solve.budget import Budget
from symflow.ledger.run import claims
from symflow.render.plots import bound, fig2, late, measures, modes, portrait, rate, waiting
from symflow.render.plots.drawn import Asked, Content
from symflow.render.plots.roster import NAMES, PLOTS, plot_of
from symflow.render.plots.table import Table, parsed
from symflow.render.plots.theorem import Constants, arithmetic
from symflow.theorems.hadamard.collapse_potential import potential

GALLERY = Path(__file__).resolve().parents[3] / "docs" / "gallery"
EXACT = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?|\d+/\d+")


@cache
def shown(name: str) -> Content:
    """A picture as it stands in a report, computed once."""
    return plot_of(name).show(Asked())


def lyapunov(parts: list[str]) -> Any:
    """V = log mean - mean log of decimal strings."""
    mp = MPContext()
    mp.dps = 40
    numbers = [mp.mpf(text) for text in parts]
    return mp.log(mp.fsum(numbers) / len(numbers)) - mp.fsum(map(mp.log, numbers)) / len(numbers)


# --- all of them ---


@pytest.mark.parametrize("name", NAMES)
def test_every_column_has_a_unit_and_every_entry_is_a_number_or_a_name(name: str) -> None:
    table = shown(name).table
    assert table.rows
    assert parsed(table.text()) == table
    for place, column in enumerate(table.columns):
        if column == "curve":
            continue
        assert column.endswith("]"), column
        assert all(EXACT.fullmatch(row[place]) or not row[place] for row in table.rows)


@pytest.mark.parametrize("name", NAMES)
def test_the_caption_says_what_is_proved_and_names_claims_that_exist(name: str) -> None:
    """Every id that it names is a claim that is expected to be proved, and ``claims`` lists just those."""
    plot, text = plot_of(name), shown(name).caption
    assert "Computed, not proved: " in text
    assert "Proved" in text
    book = claims()
    named = {word for word in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", text) if word in book}
    assert named == set(plot.claims)
    assert all(book[word].expected == "PROVED" for word in named)


def test_the_names() -> None:
    assert NAMES == ("modes", "late", "measures", "bound", "rate", "portrait", "waiting", "fig2")
    assert [plot.name for plot in PLOTS] == list(NAMES)


# --- one by one ---


def test_modes_by_another_run_with_more_digits() -> None:
    table = shown("modes").table
    for row in (table.rows[40], table.rows[-1]):
        found = symflow.integrate(modes.START, samples=[row[0]], digits=25)
        for mine, other in zip(row[1:], found.modes[-1], strict=True):
            assert abs(Decimal(mine) / Decimal(other) - 1) < Decimal("1e-11")


def test_the_late_modes_near_the_ray_meet_its_first_integral() -> None:
    """At the end all are equal to twelve digits, and Ei(s) + (K - 1) log s = 2Kt up to what the start adds."""
    table = shown("late").table
    last = table.rows[-1]
    assert last[0] == late.END
    assert len(set(last[1:-1])) <= 7
    mp = MPContext()
    mp.dps = 40
    s = mp.mpf(last[1])
    assert abs(mp.log(mp.ei(s) / (16 * mp.mpf(late.END)))) < 1
    for t, law in zip(table.texts("t [1]"), table.column("log(2Kt) [1]"), strict=True):
        assert law == pytest.approx(float(mp.log(16 * mp.mpf(t))), rel=1e-9)


def test_v_from_the_modes_is_the_v_of_the_flow() -> None:
    """In the portrait, on trajectories and level sets: V of the row's modes is the row's V."""
    for curve, _, *parts, v in shown("portrait").table.rows:
        near = 1e-6 if curve.startswith("level") else 1e-5
        assert float(lyapunov(parts)) == pytest.approx(float(v), rel=near, abs=1e-7)


def test_the_trajectories_of_the_portrait_cross_level_sets_inwards_and_start_where_they_should() -> None:
    table = shown("portrait").table
    names = dict.fromkeys(row[0] for row in table.rows if row[0].startswith("trajectory"))
    assert len(names) == 12
    for name in names:
        here = table.where("curve", name)
        v = here.column("V [nat]")
        assert all(a > b for a, b in itertools.pairwise(v))
        assert math.fsum(here.column(f"s{k} [1]")[0] for k in (1, 2, 3)) == pytest.approx(3)
    starts = {tuple(sorted(table.where("curve", name).rows[0][2:5])) for name in names}
    assert len(starts) == len(portrait.STARTS)


def test_the_bound_lies_above_v_and_both_start_at_v0() -> None:
    table = shown("bound").table
    v, most = table.column(bound.V), table.column(bound.BOUND)
    assert v[0] == most[0]
    assert all(x < y for x, y in list(zip(v, most, strict=True))[1:])
    found = symflow.integrate(bound.START, samples=[table.rows[50][0]], digits=20)
    assert float(table.rows[50][1]) == pytest.approx(float(str(found.lyapunov[-1])), rel=1e-11)


@pytest.mark.parametrize("start", [None, ("1", "2", "3"), ("1/100", "5", "6")])
def test_v_stays_in_the_band(start: tuple[str, ...] | None) -> None:
    """Near the ray, where e^G matters, and far from it, where the two other bounds do."""
    table = shown("rate").table if start is None else rate.show(Asked(modes=start)).table
    rows = list(zip(*(table.column(name) for name in (rate.LOWER, rate.V, rate.UPPER)), strict=True))
    assert rows[0][0] == pytest.approx(rows[0][1], rel=1e-9)
    assert all(low < v < high for low, v, high in rows[1:])
    if start is None:
        assert rows[-1][2] / rows[-1][0] < 20


def value(expression: Any, numbers: dict[str, Any]) -> float:
    """A formula of a claim in numbers, by sympy."""
    found = to_sympy(expression)
    return float(
        found.subs({symbol: numbers[str(symbol).removeprefix("atom ")] for symbol in found.free_symbols})
    )


@pytest.mark.parametrize(("K", "v0", "b"), [(4, "0.0959", "2"), (8, "1e-8", "3"), (16, "0.5", "0.1")])
def test_the_constants_are_those_of_the_claims(K: int, v0: str, b: str) -> None:
    """c, lambda, C and G from the formulas of the statements."""
    mp = arithmetic()
    known = Constants(mp, K, mp.mpf(v0), mp.mpf(b))
    numbers = {"K": K, "N": K - 1, "v0": v0, "b": b, "c": str(known.c)}
    start, level = atom("b")(), atom("v0")()
    assert value(convergence.balance(level), numbers) == pytest.approx(float(known.c))
    assert value(convergence.decay(convergence.c, start), numbers) == pytest.approx(float(known.power))
    assert value(convergence.clock(start), numbers) == pytest.approx(float(known.clock(known.b)))
    assert value(potential(level, start), numbers) == pytest.approx(float(known.room))


def test_the_time_of_the_theorem_is_when_the_bound_is_reached() -> None:
    """Two ways through the clock: eps to t, and t to the bound."""
    mp = arithmetic()
    known = Constants(mp, 4, mp.mpf("0.0959"), mp.mpf(2))
    for eps in (mp.mpf("0.09"), mp.mpf("0.08")):
        t = known.time(eps)
        assert float(known.bound(known.passed(t))) == pytest.approx(float(eps * known.v0 / (known.v0 + eps)))


@pytest.mark.parametrize("scheme", [walsh(2), walsh(3), cyclic(5), cyclic(6)])
def test_the_angles_are_those_of_the_class_means(scheme: Any) -> None:
    """From the modes, and from vectors whose products they are."""
    import numpy as np

    from symflow.experiment.metrics import of_classes

    K = scheme.K
    s = [0.0, *(1 + 0.5 * min(k, scheme.negate(k)) for k in range(1, K))]
    gram = np.array(
        [[sum(s[k] * float(np.cos(2 * np.pi * scheme.phase(k, scheme.subtract(i, j)))) for k in range(K)) / K
          for j in range(K)] for i in range(K)]
    )  # fmt: skip
    values, vectors = np.linalg.eigh(gram)
    means = vectors * np.sqrt(np.clip(values, 0, None))
    known = of_classes(means, means[:, None, :])[3]
    mp = MPContext()
    found = measures.angles(mp, [mp.mpf(x) for x in s[1:]], measures.cosines(mp, scheme))
    assert float(found) == pytest.approx(float(known), rel=1e-9)


def test_the_spread_and_the_angles_have_their_digits_where_the_modes_nearly_agree() -> None:
    """Against a run with many more digits, at the end, where the modes agree to four digits."""
    row = shown("measures").table.rows[-1]
    found = symflow.integrate(measures.START, samples=[row[0]], digits=40)
    mp = MPContext()
    mp.dps = 60
    last = [mp.mpf(x) for x in found.modes[-1]]
    truth = (measures.spread(mp, last), measures.angles(mp, last, measures.cosines(mp, walsh(2))))
    for mine, other in zip(row[3:], truth, strict=True):
        assert abs(mp.mpf(mine) / other - 1) < 1e-11
    assert float(row[1]) == pytest.approx(float(found.loss[-1]), rel=1e-11)
    assert float(row[2]) == pytest.approx(float(lyapunov(list(found.modes[-1]))), rel=1e-11)


def test_the_waiting_times_are_first_samples() -> None:
    """For K = 4 and a tenth: at the sample V has fallen, a quarter of a decade before it has not."""
    t = Decimal(shown("waiting").table.rows[0][2])
    start = [f"{100 + e}/100" for e in waiting.PATTERN[:3]]
    before = t / Decimal(str(10**0.25))
    found = symflow.integrate(start, samples=[f"{before:.4f}", f"{t:f}"], digits=15)
    first, early, late_enough = (float(str(v)) for v in found.lyapunov)
    assert late_enough <= first / 10 < early


def test_the_stored_summary_is_that_of_the_runs_of_the_gallery() -> None:
    """Median, least and most of ten seeds, for every scale and time."""
    runs = parsed((GALLERY / "fig2.csv").read_text(encoding="utf-8"))
    names = runs.columns[3:]
    columns = (
        fig2.SCALE,
        fig2.LOG_T,
        *(fig2.column(n, w) for n in names for w in ("median", "least", "most")),
    )

    def rows() -> Iterator[tuple[str, ...]]:
        for scale in fig2.SCALES:
            here = runs.where("scale", scale)
            for log_t in dict.fromkeys(row[2] for row in here.rows):
                ten = [here.where("log_t", log_t).column(name) for name in names]
                cells = (f"{f(x):.8g}" for x in ten for f in (statistics.median, min, max))
                yield (scale, log_t, *cells)

    assert shown("fig2").table == Table(columns, tuple(rows()))


# --- what is asked ---


@pytest.mark.parametrize(
    ("name", "options", "wrong"),
    [
        ("bound", {"modes": ["1", "1", "1"]}, "all of the start are equal"),
        ("bound", {"modes": ["0", "1", "1"]}, "give numbers above 0"),
        ("bound", {"modes": [0.5, 1, 2]}, 'give an int, a Fraction or a decimal string such as "0.5"'),
        ("bound", {"t_end": "5"}, "t_end: '5' cannot be used"),
        ("bound", {"digits": 0}, "digits: 0 cannot be used"),
        ("bound", {"modes": ["1", "2", "3"], "seed": 1}, "init, seed: cannot be used with modes"),
        ("bound", {"seed": 1}, "K: is missing"),
        ("modes", {"classes": (3,), "modes": ["1", "2"]}, "the cyclic scheme needs"),
        ("modes", {"scheme": "hamming:2,2", "modes": ["1", "2"]}, "for walsh and cyclic"),
        ("late", {"t_end": "100"}, "give 1e4 at least"),
        ("portrait", {"modes": ["1"] * 6 + ["2"]}, "the triangle is for K = 4"),
        ("modes", {"modes": ["0", "0", "0"]}, "modes: all are 0 and stay so"),
        ("waiting", {"classes": (4,)}, "two different numbers of classes"),
        ("waiting", {"classes": (3, 4)}, "are compared, from 4 on"),
    ],
)
def test_bad_input_is_refused_in_one_line(name: str, options: dict[str, Any], wrong: str) -> None:
    with pytest.raises(InputError) as caught:
        plot_of(name).show(Asked(**options))
    assert wrong in str(caught.value)


def test_options_that_a_picture_does_not_take_and_names_that_it_has_not() -> None:
    with pytest.raises(InputError, match="--t-end: is no option of the picture waiting, which takes --K"):
        Asked(t_end="5", flags="--").refuse("waiting", waiting.PLOT.takes)
    with pytest.raises(InputError, match="K: is no option of the picture fig2, which takes no options"):
        Asked(classes=(4,)).refuse("fig2", fig2.PLOT.takes)
    with pytest.raises(InputError, match="'nope' cannot be used; the pictures are modes"):
        plot_of("nope")


def test_a_limit_of_time_ends_the_work() -> None:
    with pytest.raises(LimitReached):
        late.show(Asked(t_end="1e100000", budget=Budget(0.001)))


def test_random_modes_are_those_of_the_flow() -> None:
    """K, init and seed mean what they mean for symflow.integrate."""
    table = modes.show(Asked((4,), init="1/3", seed=7, t_end="1e3", digits=5)).table
    found = symflow.integrate(K=4, init="1/3", seed=7, t_end="1e3", digits=5)
    assert table.rows[0][1:] == found.modes[0]
    assert table.rows[-1] == ("1e3", *found.modes[-1])
