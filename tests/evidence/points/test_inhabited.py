"""A claim with hypotheses needs a point where they hold: that of its false twin, or a drawn one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symflow.claim.claim import Claim, Twin, instance
from symflow.evidence.points import inhabited as module
from symflow.evidence.points.inhabited import inhabited
from symflow.evidence.result import INHABITED, Outcome
from symflow.ledger import claims

SCHEME = claims()["scheme-lyapunov"]


def with_point(**values: object) -> Claim:
    """The claim about schemes with another point in its false twin."""
    assert SCHEME.twin is not None
    given = {"v": (2, 1), "m": (2, 1), "p": (0, -2, -1, 1), "s": (1, 3)} | values
    return replace(
        SCHEME, twin=Twin(SCHEME.twin.part, SCHEME.twin.statement, instance("none", 4, d=2, **given))
    )


def test_the_point_of_the_twin_is_taken() -> None:
    """No drawn point meets so many equations; the twin's does."""
    found = inhabited(SCHEME)
    assert found is not None
    assert found.outcome is Outcome.TRUE
    assert {INHABITED, SCHEME.digest} <= set(found.established)
    assert found.covers == "one point with K = 4, n = 1, d = 2"


@pytest.mark.parametrize(
    "values",
    [{"p": (0, -2, -1, 2)}, {"m": (1, 2)}, {"s": (1, -3)}, {"v": (-2, -1)}, {"s": (1, 3, 2)}],
    ids=[
        "another eigenvalue",
        "multiplicities exchanged",
        "a negative mode",
        "negative valencies",
        "a third mode",
    ],
)
def test_a_point_outside_the_domain_is_none(
    values: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a hypothesis or a declared sign fails at the twin's point, points are drawn."""
    monkeypatch.setattr(module, "drawn", lambda claim, wanted: None)
    found = inhabited(with_point(**values))
    assert found is not None
    assert found.outcome is Outcome.UNKNOWN
    assert found.established == ()


def test_without_a_twin_points_are_drawn() -> None:
    """The claim is then known to speak of nothing that was found."""
    found = inhabited(replace(SCHEME, twin=None))
    assert found is not None
    assert found.outcome is Outcome.UNKNOWN


def test_without_hypotheses_nothing_is_asked() -> None:
    """Every domain without hypotheses has points."""
    assert inhabited(claims()["exp-tangent"]) is None
