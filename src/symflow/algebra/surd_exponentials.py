r"""Exponential sums c_1 e^{z_1} + ... + c_r e^{z_r} whose c_i and z_i are sums of square roots.

Statement (Lindemann-Weierstrass).  For distinct algebraic z_i the numbers e^{z_i} are linearly independent over the
algebraic numbers. So such a sum is 0 if and only if, after terms of equal exponents are joined, every c_i is 0; and
whether two exponents are equal, or a coefficient is 0, is decided in the field of `surds`.

Reference.  Baker: Transcendental Number Theory (1975), theorem 1.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from symflow.algebra.surds import Surd
from symflow.errors import LimitReached

Terms = Mapping[Surd, Surd]
MOST_PRODUCTS = 300_000


@dataclass(slots=True)
class Work:
    """How many products of two terms may still be formed."""

    left: int = MOST_PRODUCTS
    done: int = field(default=0)

    def spend(self, products: int) -> None:
        """Count products, or say that it would be too many."""
        if products > self.left:
            raise LimitReached(f"an exponential sum would need more than {MOST_PRODUCTS} products of terms")
        self.left -= products
        self.done += products


def collected(terms: Iterable[tuple[Surd, Surd]]) -> dict[Surd, Surd]:
    """{z: c} without zeros, from pairs (z, c)."""
    found: dict[Surd, Surd] = {}
    for z, c in terms:
        found[z] = found[z] + c if z in found else c
    return {z: c for z, c in found.items() if not c.zero}


def added(left: Terms, right: Terms, factor: Surd) -> dict[Surd, Surd]:
    """left + factor * right."""
    return collected((*left.items(), *((z, factor * c) for z, c in right.items())))


def multiplied(left: Terms, right: Terms, work: Work) -> dict[Surd, Surd]:
    """The product: every pair of terms, joined."""
    work.spend(len(left) * len(right))
    return collected((z + y, c * b) for z, c in left.items() for y, b in right.items())
