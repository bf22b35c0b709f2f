"""What a domain declares about its symbols: all that the normal form may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Symbols:
    """Declarations of a domain.

    ``even``: x_{-g} = x_g.  ``vanishing``: x_0 = 0.  ``positive``: may be split under log and raised
    to fractional powers.  ``hermitian``: conj(x_{.., k}) = x_{.., -k}.  ``boolean``: 2 g = 0 in G.
    """

    even: frozenset[str] = frozenset()
    vanishing: frozenset[str] = frozenset()
    positive: frozenset[str] = frozenset({"K", "N", "n", "d"})
    hermitian: frozenset[str] = frozenset()
    boolean: bool = False
