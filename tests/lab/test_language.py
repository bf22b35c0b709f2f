"""The language of candidates: what is read, exactly, and what is refused in one line."""

from __future__ import annotations

import math
import random
import statistics
import tracemalloc
from collections.abc import Callable
from fractions import Fraction

import pytest

from symflow.errors import InputError
from symflow.evidence.points.evaluate import Evaluator
from symflow.flow.families import motion
from symflow.lab.language import LONGEST, Candidate, read
from symflow.lab.question import Question
from symflow.numeric.arithmetic import Float64

RANGE = (Fraction(1, 2), Fraction(2))


def value(candidate: Candidate, modes: list[Fraction], **parameters: Fraction) -> float:
    """V at a point, by the evaluator that also decides."""
    question = Question(candidate, motion("balanced"), len(modes) + 1)
    point = question.point(modes, parameters)
    return float(Evaluator(question.domain, point, Float64()).value(candidate.value, {}))


Plain = Callable[[list[float]], float]
MEANINGS: list[tuple[str, Plain]] = [
    (
        "log(mean(s)) - mean(log(s))",
        lambda s: math.log(statistics.fmean(s)) - statistics.fmean(map(math.log, s)),
    ),
    ("log(max(s)/min(s))", lambda s: math.log(max(s) / min(s))),
    ("sum(s)/N - K/2", lambda s: sum(s) / len(s) - (len(s) + 1) / 2),
    ("mean(abs(s - mean(s)))", lambda s: statistics.fmean(abs(x - statistics.fmean(s)) for x in s)),
    ("sqrt(sum(s**2)) ** 3 * 0.1", lambda s: math.hypot(*s) ** 3 * 0.1),
    ("mean(s**(1/3))", lambda s: statistics.fmean(x ** (1 / 3) for x in s)),
    ("sorted(s)[0] + 10*sorted(s)[1] + 100*sorted(s)[2]", lambda s: _weighed(sorted(s))),
    ("sorted(s)[-1] + 10*sorted(s)[-2] + 100*sorted(s)[-3]", lambda s: _weighed(sorted(s)[::-1])),
    ("sorted(s*s - 4*s)[1]", lambda s: sorted(x * x - 4 * x for x in s)[1]),
    ("max(mean(s), 2, 1/min(s))", lambda s: max(statistics.fmean(s), 2, 1 / min(s))),
    ("mean(min(s, 1, s**2))", lambda s: statistics.fmean(min(x, 1, x * x) for x in s)),
    ("sum(s*log(s/mean(s)))", lambda s: sum(x * math.log(x / statistics.fmean(s)) for x in s)),
    (
        "tanh(max(s) - min(s)) * exp(-mean(s))",
        lambda s: math.tanh(max(s) - min(s)) * math.exp(-statistics.fmean(s)),
    ),
    ("mean(s**mean(s))", lambda s: statistics.fmean(x ** statistics.fmean(s) for x in s)),
    ("-mean(s)**2", lambda s: -(statistics.fmean(s) ** 2)),
    ("+(2**-1)*mean(1/s)", lambda s: 0.5 * statistics.fmean(1 / x for x in s)),
    ("max(abs(s - 2))", lambda s: max(abs(x - 2) for x in s)),
]


def _weighed(s: list[float]) -> float:
    return s[0] + 10 * s[1] + 100 * s[2]


@pytest.mark.parametrize(("text", "plain"), MEANINGS, ids=[text for text, _ in MEANINGS])
def test_meaning(text: str, plain: Plain) -> None:
    """Every construct means what Python says it means."""
    draw = random.Random(text)
    for modes in (
        [1, 1, 1],
        [2, 1, 2],
        [1, 2, 3],
        *([draw.randint(1, 40) for _ in range(7)] for _ in range(3)),
    ):
        exact = [Fraction(x, 4) for x in modes]
        assert value(read(text), exact) == pytest.approx(
            plain([float(x) for x in exact]), rel=1e-12, abs=1e-12
        )


def test_numbers_are_exact() -> None:
    """0.1 is one tenth."""
    point = [Fraction(1)] * 3
    question = Question(read("mean(s)*0.1 + 1e-3"), motion("balanced"), 4)
    found = Evaluator(question.domain, question.point(point), Float64()).value(question.candidate.value, {})
    assert found == Fraction(101, 1000)
    assert type(found) is Fraction


def test_parameters() -> None:
    """A range stays a parameter; a range of one number is that number; one that is not used is left out."""
    ranged = read("mean(s**c)*d", {"c": RANGE, "d": (Fraction(3), Fraction(3)), "e": RANGE})
    assert ranged.parameters == (("c", RANGE),)
    assert value(ranged, [Fraction(4)] * 3, c=Fraction(1, 2)) == pytest.approx(6)


def test_facts() -> None:
    """What the lab reads off a candidate."""
    assert read("log(mean(s))").smooth
    assert not read("mean(abs(s))").smooth
    assert read("sorted(s)[1] - sorted(s)[-2]").places == (-2, 1)
    assert read(" log ( mean(s) )\n - 1 ").text == "log ( mean(s) ) - 1"


HOSTILE = [
    "",
    "   ",
    "s",
    "log(s)",
    "s.real",
    "mean(s).__class__.__bases__",
    "().__class__",
    "__import__('os').system('true')",
    "eval('1')",
    "mean(s)**10**9",
    "mean(s**10**9)",
    "mean(s**1000)",
    "10**10**10",
    "9**99*mean(s)",
    "1e31*mean(s)",
    "1e-31*mean(s)",
    "1e999999999*mean(s)",
    "mean(s)/0",
    "0**-1",
    "(-1)**(1/2)*mean(s)",
    "log(0)+mean(s)",
    "log(1-3)*mean(s)",
    "nan*mean(s)",
    "-mean(s)  # and\n + 2*max(s)",
    "mean(s) # no comment",
    "mean(s) + \\\n 1",
    "log(-mean(s))**0",
    "mean(s**0)",
    "inf",
    "float('nan')",
    "True",
    "None",
    "1j*mean(s)",
    "0x10*mean(s)",
    "mean(s) if 1 else 2",
    "mean(s) < 1",
    "mean(s) and 1",
    "not mean(s)",
    "~mean(s)",
    "mean(s) // 2",
    "mean(s) % 2",
    "mean(s) @ s",
    "mean(s) | 1",
    "[x for x in s][0]",
    "lambda: s",
    "(x := 1)",
    "mean(s); import os",
    "mean(s)\x00",
    "mean(*s)",
    "mean(s, s)",
    "mean(x=s)",
    "mean()",
    "mean(2)",
    "max(mean(s))",
    "log(mean(s), 2)",
    "log",
    "mean",
    "s(1)",
    "s[0]",
    "s[1:2]",
    "mean(s)[0]",
    "sorted(s)",
    "sorted(s)[0.5]",
    "sorted(s)[99]",
    "sorted(s)[mean(s)]",
    "sorted(mean(s))[0]",
    "unknown(s)",
    "mean(t)",
    "mean(\u0455)",
    "mean(\uff53)",
    "mean(s)\u22121",
    "mean(s)\u00d72",
    "\u200bmean(s)",
    "mean(s",
    "mean(s))",
    "f'{s}'",
    "'" + "a" * 100,
    "mean(s)" + "+s" * 900,
    "(" * 900 + "mean(s)" + ")" * 900,
    "-" * 1500 + "mean(s)",
    "+".join(["mean(s)"] * 200),
    "**".join(["mean(s)"] * 200),
    "abs(abs(abs(abs(mean(s)))))",
    "s" * LONGEST * 500,
    "(" * 1_000_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[ascii(text)[:30] for text in HOSTILE])
def test_hostile_text_is_refused(text: str) -> None:
    """One short line, in little memory."""
    tracemalloc.start()
    with pytest.raises(InputError) as caught:
        read(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(str(caught.value)) < 300
    assert "\n" not in str(caught.value)
    assert peak < 30_000_000


@pytest.mark.parametrize(
    "ranges",
    [
        {"s": RANGE},
        {"log": RANGE},
        {"K": RANGE},
        {"a b": RANGE},
        {"": RANGE},
        {"\u0441": RANGE},
        {"c": (Fraction(2), Fraction(1))},
        {"c": (Fraction(0), Fraction(10) ** 40)},
        {f"c{i}": RANGE for i in range(9)},
    ],
)
def test_bad_parameters_are_refused(ranges: dict[str, tuple[Fraction, Fraction]]) -> None:
    """Names of the language, names that are none, empty and huge ranges."""
    with pytest.raises(InputError):
        read("mean(s)", ranges)
