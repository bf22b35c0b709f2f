"""The seam for the arithmetic: every kernel gives the same coefficients, and a wrong one is noticed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from importlib.util import find_spec
from typing import Any

import pytest
import reference
from flint import fmpz
from mpmath import mp, mpf

import symflow
from symflow.errors import LimitReached
from symflow.flow.solve import loss_time
from symflow.flow.solve.balanced import Balanced
from symflow.flow.solve.collapsing import Collapsing
from symflow.flow.solve.factors import Factors
from symflow.flow.solve.problem import Refused
from symflow.flow.solve.sums import CyclicSums, Sums, WalshSums
from symflow.numeric.ball import precision
from symflow.numeric.ode import stepper
from symflow.numeric.ode.kernel import Kernel, rational
from symflow.numeric.ode.stepper import Accuracy, accuracy

KINDS: list[Callable[[int], Any]] = [int, fmpz]
if find_spec("gmpy2") is not None:
    from gmpy2 import mpz

    KINDS.append(mpz)
MODES = ["1/3", "2", "1/7"]
SYSTEMS: dict[str, tuple[Callable[[Sums], Any], list[str]]] = {
    "balanced": (Balanced, MODES),
    "factors": (Factors, [*MODES, "1", "0", "1e-9"]),
    "collapsing": (Collapsing, ["2", "1/1000", "-1/3000", "-1/1500"]),
}
UNEQUAL = ["1/4", "3/8", "1/2"]


def coefficients(system: Any, state: list[str], kind: Callable[[int], Any], bits: int) -> list[list[int]]:
    """All that a step holds, with one kind of whole numbers."""

    class Chosen(Accuracy):
        """Settings that take this kind."""

        @property
        def kernel(self) -> Kernel:
            return Kernel(self.bits, kind)

    with precision(bits + 64):
        point = system.point([rational(Fraction(x)) for x in state], Chosen(30, bits, bits - 40))
        step = point.expand((21, -6), lambda: None)
    return [[int(c) for c in p.coefficients] for p in (*step.components, *step.others, step.clock)]


@pytest.mark.parametrize("bits", [120, 900])
@pytest.mark.parametrize("case", SYSTEMS)
def test_all_kernels_give_the_same(case: str, bits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole number by whole number, with Walsh sums and with cyclic ones."""
    system, state = SYSTEMS[case]
    for kind in KINDS:
        monkeypatch.setattr(
            "symflow.flow.solve.collapsing.Accuracy.kernel", property(lambda s, k=kind: Kernel(s.bits, k))
        )
        found = coefficients(system(WalshSums(4)), state, kind, bits)
        assert found == coefficients(system(WalshSums(4)), state, int, bits)
    if case != "factors":
        cyclic = [coefficients(system(CyclicSums(6)), state, kind, bits) for kind in KINDS]
        assert all(c == cyclic[0] for c in cyclic)


def test_results_do_not_depend_on_the_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole run."""
    found = []
    for kind in KINDS:
        monkeypatch.setattr(stepper, "kernel", lambda bits, kind=kind: Kernel(bits, kind))
        found.append(symflow.integrate(UNEQUAL, t_end=50, digits=30, samples=5))
    assert all(x == found[0] for x in found)


class Planted(Kernel):
    """A kernel whose products go one by one through `product`, which those below get wrong."""

    def products(self, first: Sequence[Sequence[Any]], second: Sequence[Sequence[Any]]) -> list[Any]:
        return [self.product(f, g) for f, g in zip(first, second, strict=True)]


class Careless(Planted):
    """A kernel whose products are wrong by one part in a thousand in their last term."""

    def product(self, f: Sequence[Any], g: Sequence[Any]) -> Any:
        return super().product(f, g) - (f[0] * g[-1] >> self.bits + 10)


class Forgetful(Planted):
    """A kernel that leaves out the last term of products of more than twenty."""

    def product(self, f: Sequence[Any], g: Sequence[Any]) -> Any:
        return super().product(f, g) if len(f) < 21 else super().product(f[1:], g[1:])


@pytest.mark.parametrize("wrong", [Careless, Forgetful])
def test_a_wrong_kernel_is_noticed(wrong: type[Kernel], monkeypatch: pytest.MonkeyPatch) -> None:
    """By the second run or by the ray, and nothing is handed out."""
    monkeypatch.setattr(stepper, "kernel", lambda bits: wrong(bits))
    with pytest.raises(LimitReached, match=r"collapse ray: |digits: two runs still differ") as caught:
        symflow.integrate(UNEQUAL, t_end=10, samples=2, verify_digits=True, timeout=60)
    reached = getattr(caught.value, "reached", None)
    assert reached is None or reached.t == ("0",)


def test_sums_that_are_wrong_are_caught_by_the_ray(monkeypatch: pytest.MonkeyPatch) -> None:
    """Doubled, they belong to another flow, on which both runs agree."""
    complement, fixed = WalshSums.complement, WalshSums.fixed_complement
    monkeypatch.setattr(WalshSums, "complement", lambda s, values: [2 * x for x in complement(s, values)])
    monkeypatch.setattr(WalshSums, "fixed_complement", lambda s, values: [2 * x for x in fixed(s, values)])
    with pytest.raises(Refused, match="collapse ray: at t = 1/4"):
        symflow.integrate(UNEQUAL, t_end="1/4", samples=2, verify_digits=True)


def test_an_error_that_the_ray_does_not_show_makes_the_routes_disagree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two gaps are exchanged: for equal modes that changes nothing, and only another route notices it."""
    right = loss_time.gaps

    def exchanged(sums: Sums, modes: list[Any]) -> list[Any]:
        first, second, *others = right(sums, modes)
        return [second, first, *others]

    true = reference.modes_at("walsh", UNEQUAL, "0.5", 15)
    monkeypatch.setattr(loss_time, "gaps", exchanged)
    found = symflow.integrate(UNEQUAL, t_end="1/2", samples=2)
    with mp.workdps(30):
        assert max(abs(mpf(x) / y - 1) for x, y in zip(found.modes[-1], true, strict=True)) > 1e-3


def test_settings_differ_between_the_runs() -> None:
    """Order, bits and tolerance, so that an error of each shows."""
    first, second = accuracy(30), accuracy(35, surplus=3)
    assert first.order < second.order
    assert first.bits < second.bits
    assert first.tolerance < second.tolerance
