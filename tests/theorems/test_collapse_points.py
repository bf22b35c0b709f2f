"""Random points never are neural collapses: here are exact ones, at which the claims about them are evaluated."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symflow.claim.claim import Instance, instance
from symflow.evidence.points.evaluate import Evaluator
from symflow.evidence.points.witness import assignments, examine, free_of
from symflow.ledger import claims
from symflow.numeric.arithmetic import Ball
from symflow.numeric.ball import ball, endpoints

BOOK = claims()
SMALL = Fraction(1, 10**30)
HALF = Fraction(1, 2)
SQUARE = {"W": (1, 0, 0, 1, -1, 0, 0, -1), "H": (1, 0, -1, 0, 0, 1, 0, -1)}


def simplex(scale: int, factor: int) -> dict[str, tuple[Fraction, ...]]:
    """K = 3, n = 1: h_k = scale (e_k - mean) in R^3 and w_k = factor h_k, so |h_k|^2 = 2 scale^2/3."""
    means = [[scale * ((c == k) - Fraction(1, 3)) for k in range(3)] for c in range(3)]
    classifiers = tuple(factor * means[c][k] for k in range(3) for c in range(3))
    return {"W": classifiers, "H": tuple(x for row in means for x in row)}


def line(factor: int) -> dict[str, tuple[int, ...]]:
    """K = 2, n = 4, d = 1: h = 1 and -1, w = factor h."""
    return {"W": (factor, -factor), "H": (1,) * 4 + (-1,) * 4}


def second(point: dict[str, tuple]) -> dict[str, tuple]:
    """The same point as the second one, W2 and H2."""
    return {name + "2": values for name, values in point.items()}


def four(**values: object) -> Instance:
    return instance("none", 2, n=4, d=1, indices={}, **values)


def three(**values: object) -> Instance:
    return instance("none", 3, n=1, d=3, indices={}, **values)


COLLAPSED, FRAME = simplex(1, 1), simplex(1, 1)["H"]
LARGE = three(**simplex(2, 1), r=1, e=Fraction(8, 3), C=1)
PLANAR = instance("none", 4, n=1, d=2, indices={}, r=1, **SQUARE)
LEAST = four(W=(1, -1), H=(HALF,) * 4 + (-HALF,) * 4, r=2)
OTHER = four(W=(2, 2), H=(1, -1) * 4, r=2, e=1, C=2, **second(line(2)))
FRAMED = three(**simplex(2, 1), r=1, s=2, R=FRAME)

POINTS = (
    ("ulpm-dimension", three(**COLLAPSED, e=Fraction(2, 3)), ("square", "spread", "room")),
    ("ulpm-theorem-3-3", four(**line(2), r=2, e=1, C=2), ("floor", "optimal", "constants", "norms")),
    ("ulpm-theorem-3-3", four(**line(3), r=2, e=1, C=3), ("floor",)),
    ("ulpm-theorem-3-3", LARGE, ("equality", "optimal", "constants", "norms")),
    ("ulpm-theorem-3-3-narrow", PLANAR, ("strict",)),
    ("ulpm-theorem-3-3-sphere", OTHER, ("least", "only")),
    ("ulpm-collapse-choice", FRAMED, ("collapse", "norm")),
    ("ulpm-theorem-3-2", LEAST, ("value", "equality", "active", "stationary", "growth", "qualified")),
    ("ulpm-theorem-3-2", PLANAR, ("value", "growth", "qualified")),
    ("ulpm-theorem-3-2-narrow", PLANAR, ("strict",)),
    (
        "ulpm-remark-3-2",
        four(**line(3), r=2, e=1, C=3, alpha=2, beta=1, sigma=-1),
        ("collapse", "value", "else"),
    ),
    ("ulpm-remark-3-2", four(**line(1), r=2, e=1, C=1, alpha=2, beta=1, sigma=1), ("ratio", "norms")),
)


def met(name: str, point: Instance) -> dict[str, int]:
    """How often each part has its hypotheses confirmed and its conclusion met; a failure anywhere is an error."""
    claim, count = BOOK[name], dict[str, int]()
    evaluator = Evaluator(claim.domain, point, Ball(200))
    for label, sequent in claim.sequents():
        for env in assignments(evaluator, free_of(sequent)):
            reading = examine(evaluator, sequent, env)
            assert reading.state != "fails", (label, env)
            if reading.state == "holds" or (reading.state == "open" and reading.difference is not None):
                gap = reading.difference if reading.state == "open" else ball(0)
                assert max(abs(end) for end in endpoints(gap)) < SMALL, label
                count[label] = count.get(label, 0) + 1
    return count


@pytest.mark.parametrize(("name", "point", "parts"), POINTS)
def test_the_parts_are_evaluated_at_a_collapsed_point_and_hold(name, point, parts):
    """The hypotheses of these parts are confirmed exactly, and no conclusion fails."""
    assert set(parts) <= set(met(name, point))


def test_a_point_that_is_not_collapsed_meets_none_of_them():
    """With a class mean moved the parts about collapsed points say nothing: the test above can fail."""
    moved = four(W=(2, -2), H=(1,) * 4 + (-2,) * 4, r=2, e=1, C=2)
    assert set(met("ulpm-theorem-3-3", moved)) == {"floor"}
