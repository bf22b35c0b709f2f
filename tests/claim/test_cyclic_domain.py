"""The cyclic group as a domain: what it declares, where its points are, and what may be proved there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symflow.algebra.expr import chi, total
from symflow.algebra.indexing import GSTAR, G, indices
from symflow.algebra.statement import Rel, eq, gt
from symflow.claim.claim import Claim, instance
from symflow.claim.domain import Domain
from symflow.claim.strategies import layouts
from symflow.errors import InputError
from symflow.evidence.points.grid import check_instance
from symflow.evidence.points.instances import expand
from symflow.evidence.proving.exact import ExactChecker
from symflow.evidence.proving.imports import transferable
from symflow.evidence.proving.proof import identity
from symflow.evidence.proving.steps import use
from symflow.evidence.proving.world import World
from symflow.flow.notation import K, N, s
from symflow.flow.spectrum import modes

k, g = indices("k g", G)
(star,) = indices("k", GSTAR)
TEN = Domain("Let K = 10.", modes(), "cyclic", 10)
ANY = Domain("Let K >= 2.", modes(), "cyclic")


def claim(relation: Rel, domain: Domain = TEN) -> Claim:
    """A claim of one part."""
    return Claim("mine", "test", "mine", "here", domain, (("part", relation),))


def holds(relation: Rel, domain: Domain = TEN, using: tuple[object, ...] = ()) -> bool:
    """Whether the identity is a step that holds."""
    step = identity("step", relation, "because", using=list(using))  # type: ignore[arg-type]
    results, _ = ExactChecker(claim(relation, domain), {}).prove([step])
    return results[0].holds


def test_what_is_declared() -> None:
    """A fixed order is the least K as well, and part of the data."""
    assert (TEN.group, TEN.order, TEN.least, TEN.written_out) == ("cyclic", 10, 10, None)
    assert (ANY.order, ANY.least) == (None, 2)
    assert claim(eq(K, 10)).digest != claim(eq(K, 10), ANY).digest
    assert "G = Z_K, K = 10, with Fourier's characters" in TEN.declared()
    assert "G = Z_K, K >= 2" in ANY.declared()


@pytest.mark.parametrize(
    ("order", "least"), [(1, 2), (0, 2), (-3, 2), (10.0, 2), (True, 2), (10**7, 2), (5, 6)]
)
def test_orders_that_are_none(order: int, least: int) -> None:
    """Refused in one line."""
    with pytest.raises(InputError):
        Domain("", modes(), "cyclic", order, least)


def test_points() -> None:
    """Cyclic, and at that K only."""
    assert {(at.scheme, at.K) for at in layouts(TEN)} == {("cyclic", 10)}
    assert {at.scheme for at in layouts(ANY)} == {"cyclic"}
    check_instance(TEN, instance("cyclic", 10, s=(0, 1, 2, 3, 4, 5, 4, 3, 2, 1)))
    for scheme, size, values in (
        ("cyclic", 10, (0, 1, 2, 3, 4, 5, 4, 3, 2, 2)),
        ("cyclic", 5, (0, 1, 2, 2, 1)),
        ("walsh", 4, (0, 1, 1, 1)),
    ):
        with pytest.raises(InputError):
            check_instance(TEN, instance(scheme, size, s=values))
    assert expand(claim(eq(total(s(k), k), total(s(k), k)))) is None


def test_numbers_for_K_and_N() -> None:
    """K is 10 and N is 9, at that order only; where a sum brings a K back, the fact "order" says so."""
    assert holds(eq(total(s(star), star) / N, total(s(star), star) / 9))
    assert not holds(eq(total(s(star), star) / N, total(s(star), star) / 9), ANY)
    assert not holds(eq(total(s(star), star) / N, total(s(star), star) / 8))
    counted = eq(total(chi(k, g) * chi(k, -g), k), 10)
    assert not holds(counted)
    assert holds(counted, using=(use("order"),))
    assert not holds(eq(total(chi(k, g), k), 0))


def test_a_denominator_that_vanishes_there_proves_nothing() -> None:
    """K - 10 is no denominator at K = 10."""
    for relation in (eq(s(k) / (K - 10), 0), eq((K - 10) / (K - 10), 2), eq(1 / (total(K / K, k) - 10), 0)):
        results, proof = ExactChecker(claim(relation), {}).prove([identity("step", relation, "because")])
        assert proof is None or not proof.established, results


def test_facts_of_other_groups() -> None:
    """From any abelian group to the cyclic ones, from every K to one; never back."""
    (_, sequent), *_ = claim(gt(total(s(star), star), 0)).sequents()
    abelian = replace(ANY, group="abelian")
    for there, here, good in (
        (abelian, ANY, True),
        (abelian, TEN, True),
        (ANY, TEN, True),
        (TEN, TEN, True),
        (TEN, ANY, False),
        (ANY, abelian, False),
        (TEN, Domain("", modes(), "cyclic", 11), False),
        (ANY, replace(ANY, group="boolean"), False),
        (replace(ANY, group="boolean"), ANY, False),
        (replace(ANY, least=11), TEN, False),
    ):
        assert transferable(sequent, there, here) is good, (there.group, there.order, here.group, here.order)


def test_the_world_knows_no_bits() -> None:
    """Over Z_10 the element 2 g is not 0, as it is over Z_2^m."""
    world = World(TEN)
    assert not world.zero(chi(k, g) ** 2 - 1)
    assert not world.zero(chi(k, g) - chi(k, -g))
    assert world.zero(chi(k, g) * chi(k, -g) - 1)
