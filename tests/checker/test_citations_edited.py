"""Textbook facts, edited: in a valid use every single part is replaced by others, and next to nothing may pass.

A condition that is too weak (>= for ==, a missing one) lets some edit through. Those that do pass are counted with each
use: they change what the fact leaves open (the coefficient of a linear equation, < for <=, a hypothesis that is carried).
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from test_citations import (
    ENDS,
    GRADIENT,
    HERE,
    LARGEST,
    LIMIT,
    ORDER,
    RATIO,
    RISING,
    SCHUR,
    UNIQUE,
    VARIATION,
    fact,
    orders,
)
from toy_trees import statement

from symflow.checker.citations import FACTS
from symflow.checker.grammar import EXPRESSIONS, WORDS
from symflow.checker.judge import FAULTS
from symflow.checker.limits import Rejected
from symflow.checker.trees import ONE, ZERO

OTHER = ("Atom", "L1", ())
LATER = ("t >= 0", "y <= T", "c > 1")
KEPT = 'Pred("at-most-from", "f", y, T, 0)'

# The fact, its premises, the conclusion; how many edits pass, of formulas and of hypotheses.
USES = [
    ("linear-equation", [fact('ddt("f", x) == x*exp(c)*y')], 'Pred("sign-preserved", "f", x)', (29, 0)),
    ("mean-value", [fact('ddt("f", x) > 0')], 'Pred("increasing", "f", x)', (1, 0)),
    ("mean-value", [fact('ddt("f", x) <= 0')], 'Pred("non-increasing", "f", x)', (2, 0)),
    ("mean-value", [fact(RISING, "c <= x", "x <= T", "y > 0")], ENDS, (2, 27)),
    ("mean-value", [fact('ddt("pclock", P**3) >= 0', "c <= P", "P <= T", "c > 0")], "c**3 <= T**3", (2, 1)),
    ("ode-uniqueness", [fact(text) for text in GRADIENT], UNIQUE, (0, 0)),
    ("comparison", [fact(KEPT), fact("x <= c", "T > 0"), fact('ddt("f", x) <= 0', *LATER)],
     'Pred("at-most-from", "f", x, c, 0)', (6, 68)),
    ("comparison", [fact(KEPT, "T > 0"), fact("x <= c", "t >= T", "y <= T")], 'Pred("at-most-from", "f", x, c, T)', (3, 46)),
    ("bounded-variation", [fact(KEPT), *(fact(text, *LATER) for text in VARIATION)], LIMIT, (7, 129)),
    ("danskin", [fact(RATIO[0], ORDER)], RATIO[1], (0, 2)),
    ("finite-maximum", [fact("x <= 1", "c > 0", LARGEST)], "x <= 1", (0, 29)),
    ("total-order", orders(("x < c"), ("x == c"), ("c < x")), "y == 0", (1, 7)),
    ("total-order", orders("x <= c", "x >= c"), "y == 0", (1, 4)),
    ("schur-product", [fact(SCHUR[0], "c > 0"), fact(SCHUR[1], "T > 0")], SCHUR[2], (9, 56)),
]  # fmt: skip


def others(part):
    """What may stand in place of a part: trees and words that come before and after it, one entry less or more."""
    if isinstance(part, str):
        words = next(
            (words for words in WORDS.values() if part in words and None not in words),
            ("clock", "f", "two", "zz"),
        )
        return [word for word in words if word != part]
    if isinstance(part, Fraction):
        return [part - 1, part + 1]
    if isinstance(part, tuple) and part and part[0] in EXPRESSIONS:
        found = [
            ZERO,
            ONE,
            OTHER,
            ("Add", (part, OTHER)),
            ("Neg", part),
            ("SignAtom", "square", (part,)),
            ("Sym", "t"),
        ]
        return [other for other in found if other != part]
    if isinstance(part, tuple) and part and part[0] in ("Rel", "Pred"):
        return [statement(text) for text in ('Pred("increasing", "f", x)', "x == 0", "t >= 0")]
    if not isinstance(part, tuple):
        return []
    if len(part) == 2 and part[1] in ("G", "K"):  # an index variable
        return [("a", part[1]), ("z", part[1]), (part[0], "G*")]
    several = part and isinstance(part[-1], tuple) and part[-1][0] not in ("Rel", "Pred")
    return [part[:-1], (*part, *part[-1:])] if several else []


def edited(part, place=()):
    """Every single edit of premises or of a statement: its place and the outcome."""
    for other in others(part) if place else ():
        yield place, other
    for n, inner in enumerate(part if isinstance(part, tuple) else ()):
        if n or not isinstance(inner, str):
            for where, new in edited(inner, (*place, n)):
                yield where, (*part[:n], new, *part[n + 1 :])


def passing(name, premises, conclusion):
    """How many edits a fact lets through: of a premise or conclusion, and of hypotheses of premises."""
    elsewhere = within = 0
    for place, (made, said) in edited((tuple(premises), conclusion)):
        try:
            FACTS[name](made, said, HERE)
        except (Rejected, *FAULTS):
            continue
        inside = len(place) > 2 and place[0] == 0 and place[2] == 0
        elsewhere, within = elsewhere + (not inside), within + inside
    return elsewhere, within


@pytest.mark.parametrize(("name", "premises", "conclusion", "many"), USES)
def test_edited(name, premises, conclusion, many):
    """The use is valid, and so many edits of it are."""
    said = fact(conclusion)[1]
    FACTS[name](tuple(premises), said, HERE)
    assert passing(name, premises, said) == many
