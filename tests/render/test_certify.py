"""Certificates of points as data and as text."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

import symflow
from symflow.flow.certify.certificate import Kind, PointCertificate
from symflow.render import certify_json, certify_text
from symflow.render.console import Paper

PAIRS = [[1, -1, 0, 0], [-1, 1, 0, 0], [0, 0, 1, -1], [0, 0, -1, 1]]
POINTS: dict[Kind, tuple[Any, Any]] = {
    Kind.SADDLE: (PAIRS, PAIRS),
    Kind.OPTIMUM: ([[1], [-1]], [[1, -1]]),
    Kind.RANK_ONE: ([[2], [2]], [[1, 1]]),
    Kind.NOT_CRITICAL: ([[2], [1]], [[1, 1]]),
    Kind.UNDECIDED: ([[1, 1], [1, -1], [-1, -1], [-1, 1]], [[1, 1, -1, -1], [1, -1, -1, 1]]),
}
# class -> (parts of the record that are not null, what the text says)
SHOWN = {
    Kind.SADDLE: ({"critical", "direction"}, "second variation on the sphere: in [-"),
    Kind.OPTIMUM: ({"optimum"}, "least loss on the sphere: in ["),
    Kind.RANK_ONE: ({"critical", "direction"}, "the class sums of H are equal"),
    Kind.NOT_CRITICAL: ({"tangential_gradient"}, "slope of L along minus the tangential gradient: in [-"),
    Kind.UNDECIDED: ({"critical"}, "need not exist"),
}


def text(found: PointCertificate) -> str:
    """What stands on the terminal."""
    stream = io.StringIO()
    certify_text.show(Paper(file=stream, width=300, color_system=None), found)
    return stream.getvalue()


@pytest.mark.parametrize("kind", POINTS)
def test_each_class(kind: Kind) -> None:
    """The parts that belong to it, and no others."""
    found = symflow.certify_point(*POINTS[kind])
    data = certify_json.record(found, "0", 0.0)
    parts, said = SHOWN[kind]
    assert data["class"] == kind.value
    assert data["decided"] is (kind is not Kind.UNDECIDED)
    names = {"tangential_gradient", "critical", "direction", "optimum", "near"}
    assert {name for name in names if data[name] is not None} == parts
    assert json.loads(json.dumps(data))["rho2"] == found.rho2
    assert said in text(found)
    assert f"\n{kind.value}" in text(found)


def test_only_what_is_shown_is_said() -> None:
    """ "No local minimum" stands where a direction curves down, and nowhere else."""
    for kind, point in POINTS.items():
        assert ("no local minimum" in text(symflow.certify_point(*point))) is (
            kind in (Kind.SADDLE, Kind.RANK_ONE)
        )


def test_a_long_number_is_shortened_for_the_eye_only() -> None:
    """The record has all of it."""
    found = symflow.certify_point([["1/3"], [f"1/{7**60}"]], [[1, 2]])
    assert found.rho2 is not None
    assert certify_json.record(found, "0", 0.0)["rho2"] == found.rho2
    assert len(found.rho2) > certify_text.LONGEST
    assert found.rho2 not in text(found)
    assert "rho^2 in [5.11111111111111, 5.11111111111112]" in text(found)


def test_a_number_too_long_to_be_written() -> None:
    """rho^2 of 40 denominators of 150 digits: enclosed, and the class is decided all the same."""
    H = [[f"1/{10**150 + 2 * j + 1}" for j in range(40)]]
    found = symflow.certify_point([[1], [2]], H)
    assert found.kind is Kind.NOT_CRITICAL
    assert certify_json.record(found, "0", 0.0)["rho2"] is None
    assert "rho^2 in [4.99999999999999, 5.00000000000001]" in text(found)


def test_a_point_nearby_is_told_apart() -> None:
    """What is said of it stands under a line of its own."""
    found = symflow.certify_point([["1.0001"], [-1]], [[1, -1]], near="1/100")
    shown = text(found)
    assert (
        shown.index("not critical")
        < shown.index("within 1/100 of the given one")
        < shown.index("global optimum")
    )
    near = certify_json.record(found, "0", 0.0)["near"]
    assert near["speaks_of"] == "a critical point within 1/100 of the given point, on the same sphere"
    assert near["class"] == "global optimum on its sphere"
