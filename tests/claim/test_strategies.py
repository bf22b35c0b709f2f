"""Random points lie in their domain, and reach the shapes in which counterexamples hide."""

from __future__ import annotations

import pytest
from hypothesis import find, given, settings

from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, G
from symflow.algebra.quantities import Model, Variable
from symflow.claim.claim import Instance
from symflow.claim.domain import Domain
from symflow.claim.layout import assemble, layout_of, numbers_of
from symflow.claim.strategies import Sizes, instances, layouts
from symflow.errors import InputError
from symflow.evidence.points.grid import check_instance

MODES = Model((Variable("s", (G,), "nonnegative", even=True, vanishing=True), Variable("c", ())))
ABELIAN = Domain("", MODES, "abelian")
BOOLEAN = Domain("", MODES, "boolean", order=8)
PLAIN = Domain(
    "", Model((Variable("W", (CLASSES, FEATURES)), Variable("H", (FEATURES, SAMPLES), "positive")))
)
HERMITIAN = Domain("", Model((Variable("R", (FEATURES, G), hermitian=True),)), "abelian")


@pytest.mark.parametrize(
    "domain", [ABELIAN, BOOLEAN, PLAIN, HERMITIAN], ids=["abelian", "boolean", "plain", "R"]
)
def test_every_point_lies_in_the_domain(domain: Domain) -> None:
    @settings(max_examples=80, deadline=None, database=None)
    @given(instances(domain))
    def check(point: Instance) -> None:
        check_instance(domain, point)
        assert numbers_of(
            domain, assemble(domain, layout_of(point), numbers_of(domain, point))
        ) == numbers_of(domain, point)

    check()


def _modes(point: Instance) -> tuple[object, ...]:
    return dict(point.values)["s"][1:]


@pytest.mark.parametrize(
    "wanted",
    [
        lambda p: p.scheme == "cyclic" and p.K == 7,
        lambda p: p.scheme == "walsh" and p.K == 8,
        lambda p: p.K >= 4 and len(set(_modes(p))) == 1 and _modes(p)[0] != 0,
        lambda p: p.K >= 4 and 0 in _modes(p) and len(set(_modes(p))) > 1,
        lambda p: p.K == 5 and len(set(_modes(p))) == 2,
        lambda p: dict(p.values)["c"][0] < 0,
    ],
)
def test_the_shapes_occur(wanted: object) -> None:
    find(instances(ABELIAN), wanted, settings=settings(max_examples=3000, database=None, derandomize=True))  # type: ignore[arg-type]


def test_a_fixed_order_and_a_least_order_are_respected() -> None:
    assert [at.K for at in layouts(BOOLEAN)] == [8]
    assert {at.K for at in layouts(Domain("", MODES, "abelian", least=5))} == {5, 6, 7, 8}
    with pytest.raises(InputError, match="least"):
        layouts(Domain("", MODES, "abelian", least=50), Sizes())
