r"""Modes that do not separate the classes: the same flow on a smaller group.

Statement.  Let A be the set of modes that are not 0 (of which at least one factor is not 0), and let N be the subgroup
of all g with chi_k(g) = 1 for every k in A. Then z is constant on the cosets of N, and stays so: the flow is that of
the quotient G/N, whose characters are those that the set A generates. With c = |N| and z_i = (1/K) sum_k s_k chi_k(i),

    s_k = c s~_k,    a_k = sqrt(c) a~_k,    l = log c + l~,

where s~ are the modes on G/N, with K/c classes, and l is the loss of a class. In depth D >= 2 they move in the time
c^{1 - 2/D} t. The loss tends to K log c, and no longer to 0.

Why it is needed.  On N the logits stay as large as z_0. Measured by the largest q, the rates of the modes in A vanish
like 1 / t, and their digits with them. On G/N the largest rate is always that of a mode in A.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from flint import arb

from symflow.algebra.schemes import Scheme, cyclic, walsh
from symflow.flow.solve.start import Start


@dataclass(frozen=True, slots=True)
class Quotient:
    """A start on G/N. `places[k - 1]` is the number of the mode k there, 0 where it is none; `kernel` is |N|."""

    start: Start
    places: tuple[int, ...]
    kernel: int

    def lifted(self, values: Sequence[arb], factor: arb) -> list[arb]:
        """From one entry for each mode of G/N, one for each mode of G, times a factor."""
        return [values[place - 1] * factor if place else arb(0) for place in self.places]


def quotient(start: Start) -> Quotient | None:
    """The start on G/N, its modes already divided by c; None where the modes separate the classes, or none is active.

    The factors are not divided: sqrt(c) need not be rational.
    """
    active = [k for k in range(1, start.K) if any(v[k - 1] != 0 for v in _vectors(start))]
    members = _generated(active) if start.scheme.is_walsh else _multiples(active, start.K)
    if not active or len(members) == start.K:
        return None
    size, kernel = len(members), start.K // len(members)
    scheme: Scheme = walsh(size.bit_length() - 1) if start.scheme.is_walsh else cyclic(size)
    modes, *factors = (tuple(v[k - 1] for k in members[1:]) for v in _vectors(start))
    left, right = factors or (None, None)
    found = {k: place for place, k in enumerate(members)}
    return Quotient(
        Start(scheme, tuple(s / kernel for s in modes), left, right, start.depth, start.squared),
        tuple(found.get(k, 0) for k in range(1, start.K)),
        kernel,
    )


def _vectors(start: Start) -> list[tuple[Fraction, ...]]:
    """The modes, then the factors where there are any."""
    return [v for v in (start.modes, start.left, start.right) if v is not None]


def _generated(active: Sequence[int]) -> list[int]:
    """The characters of Z_2^m that these generate; at place j the product of those of a basis that j names."""
    members = [0]
    for k in active:
        if k not in members:
            members += [k ^ other for other in members]
    return members


def _multiples(active: Sequence[int], K: int) -> list[int]:
    """The characters of Z_K that these generate."""
    return list(range(0, K, gcd(K, *active)))
