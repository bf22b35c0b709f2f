"""What a trajectory starts from: exact numbers of the right shape, or one clear line."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

import symflow
from symflow.algebra.schemes import Scheme, cyclic, walsh
from symflow.errors import InputError
from symflow.flow.solve.grid import grid
from symflow.flow.solve.start import drawn, from_factors, from_modes, scheme_of

REFUSED = {
    "a float": (
        {"modes": [0.1, 1, 1]},
        r"modes: 0.1 cannot be used; give an int, a Fraction or a decimal string",
    ),
    "not a number": ({"modes": ["nan", 1, 1]}, "modes: 'nan'"),
    "infinite": ({"modes": ["inf", 1, 1]}, "modes: 'inf'"),
    "a quotient by 0": ({"modes": ["1/0", 1, 1]}, "give a denominator other than 0"),
    "code": ({"modes": ["__import__('os').getcwd()", 1, 1]}, "write a number as"),
    "other digits": ({"modes": ["١", 1, 1]}, "write a number as"),
    "empty": ({"modes": []}, "K: 1 cannot be used; give a whole number from 2 to 4096"),
    "negative": (
        {"modes": [1, "-1/10", 1]},
        "modes: '-1/10' cannot be used; give numbers from 0 to 1000000000",
    ),
    "too large": ({"modes": [1, 10**10, 1]}, "give numbers from 0 to 1000000000"),
    "a text": ({"modes": "1,2,3", "K": 4}, "give a list of K - 1 exact numbers"),
    "too few": ({"modes": [1, 2], "K": 4}, "modes: has 2 entries; K = 4 needs K - 1 = 3 of them"),
    "nothing": ({}, "K: is missing"),
    "K = 0": ({"K": 0}, "K: 0 cannot be used"),
    "K = 1": ({"K": 1}, "K: 1 cannot be used"),
    "K a float": ({"K": 4.0}, "K: 4.0 cannot be used"),
    "K huge": ({"K": 10**9}, "give a whole number from 2 to 4096"),
    "cyclic and large": ({"K": 1025}, "K: 1025 cannot be used; the cyclic scheme works up to K = 1024"),
    "unknown scheme": ({"K": 4, "scheme": "paley"}, "scheme: 'paley' cannot be used; give walsh or cyclic"),
    "walsh of 6": ({"K": 6, "scheme": "walsh"}, "it needs K = 2, 4, 8"),
    "another scheme": ({"scheme": Scheme((2, 3))}, "give walsh\\(m\\) or cyclic\\(K\\)"),
    "two values of K": ({"scheme": walsh(2), "K": 8}, "the scheme has K = 4"),
    "uneven": ({"modes": [1, 2, 3], "scheme": "cyclic"}, "entries 1 and 3 differ; the cyclic scheme needs"),
    "modes and a": ({"modes": [1], "a": [1], "b": [1]}, "give the modes or the factors"),
    "a alone": ({"a": [1]}, "a: cannot be used alone; give b too"),
    "uneven factors": ({"a": [1, 2], "b": [1, 1]}, "a: entries 1 and 2 differ"),
    "lengths differ": ({"a": [1, 2, 3], "b": [1]}, "b: has 1 entries"),
    "scale 0": ({"K": 4, "init": 0}, "init: 0 cannot be used"),
    "a float scale": ({"K": 4, "init": 0.5}, "init: 0.5 cannot be used"),
    "a negative seed": ({"K": 4, "seed": -1}, "seed: -1 cannot be used"),
    "end 0": ({"K": 4, "t_end": 0}, "t_end: 0 cannot be used; give a time after 0"),
    "a negative end": ({"K": 4, "t_end": "-1"}, "give a time after 0"),
    "an infinite end": ({"K": 4, "t_end": "inf"}, "t_end: 'inf'"),
    "a float end": ({"K": 4, "t_end": 1.5}, "t_end: 1.5 cannot be used"),
    "an end of many digits": ({"K": 4, "t_end": 10**5000}, "write it as a string"),
    "no digits": ({"K": 4, "digits": 0}, "digits: 0 cannot be used; give a whole number from 1 to 10000"),
    "negative digits": ({"K": 4, "digits": -5}, "digits: -5"),
    "too many digits": ({"K": 4, "digits": 10**9}, "digits: 1000000000 cannot be used"),
    "no samples": ({"K": 4, "samples": 0}, "samples: 0 cannot be used; give a whole number from 2"),
    "too many numbers": ({"K": 4096, "samples": 100_000}, "samples times K may be"),
    "large matrices": ({"K": 128, "matrices": True}, "matrices works up to K = 64"),
    "no time": ({"K": 4, "timeout": 0}, "timeout: 0 cannot be used"),
    "time that is no number": ({"K": 4, "timeout": float("nan")}, "timeout: nan cannot be used"),
    "no steps": ({"K": 4, "steps": 0}, "steps: 0 cannot be used"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_used(case: str) -> None:
    """The argument, its value, and what to do."""
    arguments, said = REFUSED[case]
    with pytest.raises(InputError, match=said):
        symflow.integrate(**arguments)


def test_schemes_by_default() -> None:
    """Walsh where K is a power of two."""
    assert [scheme_of(K).name for K in (2, 3, 4, 6, 8)] == ["walsh", "cyclic", "walsh", "cyclic", "walsh"]
    assert scheme_of(8, "cyclic") == cyclic(8)


def test_exact_numbers_are_kept() -> None:
    """0.1 is a tenth."""
    start = from_modes(walsh(2), ["0.1", Fraction(1, 3), 2])
    assert start.modes == (Fraction(1, 10), Fraction(1, 3), Fraction(2))
    assert start.mean == Fraction(73, 90)
    assert from_factors(walsh(2), ["1/2", 0, 1], [1, 1, 3]).modes == (Fraction(1, 2), 0, 3)


def test_collapsed() -> None:
    """Equal modes stay equal where they are balanced, or where all factors are of the same sizes."""
    assert from_modes(walsh(2), [2, 2, 2]).collapsed
    assert not from_modes(walsh(2), [2, 2, 3]).collapsed
    assert from_factors(walsh(2), [1, 2, 1], [2, 1, 2]).collapsed
    assert from_factors(walsh(2), [1, 2, 4], [4, 2, 1]).level
    assert not from_factors(walsh(2), [1, 2, 4], [4, 2, 1]).collapsed


def test_random_modes() -> None:
    """As stated: between 0 and twice the scale, the scale on average, the same for the same seed, even."""
    many = drawn(walsh(10), "1/10", 7).modes
    assert all(0 < s < Fraction(1, 5) and (s * 10_000).denominator == 1 for s in many)
    assert abs(sum(many) / len(many) * 10 - 1) < Fraction(1, 10)
    assert drawn(walsh(10), "1/10", 7).modes == many != drawn(walsh(10), "1/10", 8).modes
    assert [str(s) for s in drawn(walsh(2), 1, 0).modes] == ["211/125", "379/250", "841/1000"]
    even = drawn(cyclic(7), 1, 3).modes
    assert even == even[::-1]


def test_times() -> None:
    """Exact decimals, evenly spaced up to 100, and in log(1 + t) beyond; the last is what was asked for."""
    assert [i.text for i in grid("1", 5)] == ["0", "0.25", "0.5", "0.75", "1"]
    assert [i.text for i in grid(" 1.50 ", 3)] == ["0", "0.75", "1.50"]
    assert [i.text for i in grid("1/3", 3)] == ["0", "0.166666666667", "1/3"]
    assert [i.text for i in grid("1e20", 5)] == ["0", "99999", "1e10", "1e15", "1e20"]
    assert [i.text for i in grid("1e-3", 3)] == ["0", "0.0005", "1e-3"]
    late = grid("1e1000", 3)
    assert late[1].text == "1e500"
    assert late[2].value == Fraction(10) ** 1000


@pytest.mark.parametrize("end", ["1e-300", "7", "100.5", "1e6", "1e9999"])
def test_times_increase(end: str) -> None:
    """However many there are."""
    values = [instant.value for instant in grid(end, 5000 if len(end) < 5 else 500)]
    assert all(x < y for x, y in pairwise(values))
