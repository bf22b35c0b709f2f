r"""Instances: sums written out at one K, exactly; what is not written out says why."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from exported import BOOK

from symflow.algebra.expr import Ddt, Expr, Num, Partial, Sym, atom, total
from symflow.algebra.indexing import GSTAR, G, Var, indices
from symflow.algebra.rewrite import children, free_variables
from symflow.algebra.statement import Rel, expressions
from symflow.claim.claim import Claim
from symflow.claim.layout import assemble, coordinates
from symflow.evidence.points.evaluate import derivatives_of
from symflow.evidence.points.instances import SylvesterGrid, sylvester
from symflow.evidence.points.values import ExactFirst
from symflow.evidence.points.walk import Walker
from symflow.numeric.arithmetic import Ball
from symflow.numeric.ball import Sign
from symflow.render.latex.among import Among
from symflow.render.latex.expansion import CannotWriteOut, World, added, multiplied, negative, value
from symflow.render.latex.look import Look
from symflow.render.latex.written_out import layout_at, written_out
from symflow.render.names import unbound

k, g = indices("k g", G)
(j,) = indices("j", GSTAR)
s, z = atom("s"), atom("z")


def shown(name: str, K: int) -> str:
    """The instance of a claim as TeX."""
    return "\n".join(p.tex for p in written_out(BOOK[name], K, Look({})))


def world(name: str, K: int) -> World:
    return World(BOOK[name].domain, layout_at(BOOK[name].domain, K))


def test_four_classes_on_walsh() -> None:
    """Every sum of the statement, by hand."""
    text = shown("lyapunov-decrease", 4)
    assert r"\sfG=\mathbb{Z}_2^{2}=\{0,\dots,3\}$ with its Walsh characters" in text
    assert r"\sfz_{1}=\frac{-\sfs_{1}+\sfs_{2}-\sfs_{3}}{4}" in text
    assert r"\sfpi_{3}=\sfq_{0}-\sfq_{1}-\sfq_{2}+\sfq_{3}" in text
    assert r"(\sfs_{1}=\sfs_{2}\ \text{and}\ \sfs_{1}=\sfs_{3}\ \text{and}\ \sfs_{2}=\sfs_{3})" in text
    assert r"\sfdot{\sfs}_{2}=2\sfs_{2}(1-\sfpi_{2})" in text
    assert "This is an instance of the statement, for one $K$ only, and no evidence." in text
    assert r"\sum" not in text


def test_three_classes_on_fourier() -> None:
    """A root of unity, and entries that are equal by evenness."""
    text = shown("lyapunov-identity", 3)
    assert (
        r"\sfG=\mathbb{Z}_{3}$ with $\sfchi_{k}(g)=\sfomega^{kg}$ and $\sfomega=e^{2\pi\mathrm{i}/3}$" in text
    )
    assert r"\sfs_{3-k}=\sfs_{k}" in text
    assert r"\sfpi_{1}=\sfq_{0}+\sfomega\sfq_{1}+\sfomega^{2}\sfq_{2}" in text


@pytest.mark.parametrize(
    ("name", "K", "why"),
    [
        ("max-min-ratio-4", 8, "it is stated for K = 4 only"),
        ("walsh-characters", 3, "it is stated on Z"),
        ("gradient", 16, "cases, more than 16"),
        ("chebyshev", 16, "terms, more than 120"),
    ],
)
def test_what_is_not_written_out_says_why(name: str, K: int, why: str) -> None:
    """Another K, or more than a reader reads."""
    assert why in shown(name, K)
    assert "not written out" in shown(name, K)


def test_a_derivative_by_one_of_two_equal_entries() -> None:
    """At K = 3, s_1 and s_2 are both written s_1, and the derivative by that would be twice what is meant."""
    text = shown("mirror-flow", 3)
    assert (
        "(gradient) is not written out: it is a derivative by one of two entries of s that are equal" in text
    )
    assert r"\partial" not in text
    assert r"\sfpi_{1}=1+4\frac{\partial\sfl}{\partial\sfs_{1}}" in shown("mirror-flow", 4)


def _plain(node: Expr) -> bool:
    """Whether a formula is evaluated without derivatives, and without a list of cases."""
    inner = node.args if isinstance(node, Among) else children(node)
    return not isinstance(node, Ddt | Partial | Among) and all(map(_plain, inner))


def _walker(claim: Claim, at: World) -> Walker:
    """Values at one rational point of the domain."""
    layout = at.layout
    free = coordinates(claim.domain, layout)
    instance = assemble(
        claim.domain, layout, [Fraction(3 + (5 * i + i * i) % 7, 4) for i in range(len(free))]
    )
    numbers = ExactFirst(Ball(128))
    grid = SylvesterGrid(layout, sylvester(layout.K) if layout.scheme == "walsh" else ())
    entries = {name: [numbers.of(x) for x in row] for name, row in instance.values}
    return Walker(derivatives_of(claim.domain.model), grid, numbers, entries)


def _same(x: object, y: object) -> bool:
    """Two exact values that are equal, or balls that are narrow and meet."""
    numbers = ExactFirst(Ball(128))
    difference = numbers.real(numbers.add([x, numbers.multiply([Fraction(-1), y])]))
    if isinstance(difference, Fraction):
        return difference == 0
    return numbers.sign(difference) in (Sign.UNKNOWN, Sign.ZERO) and float(difference.rad()) < 1e-9


def _constants(node: Expr) -> dict[Var, int]:
    """The numbers that stand as indices in a formula that is written out."""
    return {v: int(v.name) - (0 if v.space.group else 1) for v in free_variables(node)}


@pytest.mark.parametrize("name", ["chebyshev", "lyapunov-identity", "order-parameter"])
@pytest.mark.parametrize("K", [2, 4])
def test_the_value_is_that_of_the_statement(name: str, K: int) -> None:
    """By the evaluator of the package, which sums over the group: each side of each relation, at a rational point."""
    claim, compared = BOOK[name], 0
    at = world(name, K)
    walker = _walker(claim, at)
    for _, said in claim.parts:
        if not isinstance(said, Rel):
            continue
        over = sorted(unbound(said))
        for places in product(*(at.layout.elements(var.space) for var in over)):
            env = dict(zip(over, places, strict=True))
            for side in expressions(said):
                out = at.formula(side, env)
                if _plain(side) and _plain(out):
                    assert _same(walker.value(side, env), walker.value(out, _constants(out))), (name, side)
                    compared += 1
    assert compared


def test_sums_products_and_signs() -> None:
    """Zeros, ones and what cancels are left out; numbers are added only among themselves."""
    a, b = s(k), z(g)
    zero, one, two = (Num(Fraction(n)) for n in (0, 1, 2))
    assert added([a, zero, negative(a), b]) == b
    assert added([one, two]) == Num(Fraction(3))
    assert multiplied([negative(one), a]) == negative(a)
    assert multiplied([a, zero, b]) == zero
    assert multiplied([negative(a), negative(b)]) == multiplied([a, b])
    assert value(added([two, multiplied([two, two])])) == 6
    assert value(a) is None


def test_a_sum_over_the_group_is_a_list() -> None:
    """An entry that vanishes is left out; a size is a number."""
    at = world("lyapunov-identity", 4)
    assert len(at.formula(total(s(k), k), {}).args) == 3  # type: ignore[attr-defined]
    assert at.formula(total(1, k), {}) == Num(Fraction(4))
    assert at.formula(Sym("N"), {}) == Num(Fraction(3))
    with pytest.raises(CannotWriteOut):
        list(world("chebyshev", 8).elements([j.variable, k.variable]))
