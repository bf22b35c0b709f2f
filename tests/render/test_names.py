"""Names as they are printed: no two different names look alike, in text, in TeX, or on a page."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable

import pytest

from symflow.render.latex.symbols import macro, meaning
from symflow.render.mathml.convert import mathml
from symflow.render.names import GREEK, symbol
from symflow.render.reading.macros import expanded, meanings

STEMS = (
    *GREEK,
    *"seGON",
    "lam",
    "eps",
    "hat",
    "star",
    "bar",
    "dot",
    "abc",
    "a_b",
    "prime",
    "KL",
    "part",
    "Oz",
    "OzG",
)
ENDS = ("", "_", "__", "1", "01", "_1", "x1")
MARKS = ("", "bar", "_bar", "__bar", "star", "_star", "hat", "dot", "prime")
NAMES = sorted({"".join(parts) for parts in itertools.product(STEMS, ENDS, MARKS, MARKS)})
FEW = sorted(
    {"".join(parts) for parts in itertools.product(("s", "e", "pi", "eps", "a_b", "KL"), ENDS, MARKS, MARKS)}
)


def alike(printed: Callable[[str], str], names: Iterable[str]) -> list[list[str]]:
    """The names that are printed like another one."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[printed(name)].append(name)
    return [same for same in found.values() if len(same) > 1]


def one_lambda(name: str) -> str:
    """lam and lambda are one letter, and no model has both (tests/algebra/test_declared.py)."""
    return re.sub(r"^lambda", "lam", name)


def on_a_page(name: str) -> str:
    """The MathML of a name, without the TeX that stands beside it."""
    return re.sub(r' alttext="[^"]*"', "", mathml(macro(name)))


def test_no_two_names_are_printed_alike_in_text() -> None:
    """sbar is s with a bar, s_bar and s__bar are spelt."""
    assert alike(symbol, NAMES) == []
    assert [symbol(name) for name in ("sbar", "pibar", "bar", "s_bar", "s__bar")] == [
        "s\u0304",
        "π\u0304",
        "bar",
        "s_bar",
        "s__bar",
    ]


@pytest.mark.parametrize("printed", [meaning, macro, lambda name: expanded(macro(name))])
def test_no_two_names_are_printed_alike_in_tex(printed: Callable[[str], str]) -> None:
    """Each by itself, so that a page whose formulas are set one by one tells them apart as well."""
    assert all(len(set(map(one_lambda, same))) == 1 for same in alike(printed, NAMES))


def test_no_two_names_are_printed_alike_on_a_page() -> None:
    """What latex2mathml makes of them is different too."""
    assert alike(on_a_page, FEW) == []


def test_where_both_stand_in_one_text_lam_and_lambda_differ() -> None:
    """Two claims of one document may use one each."""
    known = meanings([macro("lambar") + macro("lambdabar")])
    assert known[macro("lambar")] != known[macro("lambdabar")]
