"""The character transform: fast Walsh-Hadamard, and dense for every scheme.

Statement.  The Walsh-Hadamard matrix of order 2^m is the m-fold Kronecker power of [[1, 1], [1, -1]],
so X v costs m 2^m additions and subtractions; X is symmetric and X X = K I.

Formula.  (X v)_g = sum_k (-1)^popcount(k and g) v_k.  For a general abelian scheme and even v,
(C v)_g = sum_k cos(2 pi phase(k, g)) v_k, with C C v = K v.

Notation.  Values may come from any arithmetic that adds and subtracts: int, Fraction, SymPy, mpmath,
balls, exponential sums.  The dense transform also multiplies by cosines; its `cosine` takes a Fraction
of a turn, so that the same sum runs exactly (rational cosines) or in balls (`cos_turn`).

Reference.  Fino, Algazi: Unified matrix treatment of the fast Walsh-Hadamard transform, IEEE
Transactions on Computers C-25 (1976).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any, Protocol, TypeVar

from symflow.algebra.schemes import Scheme, rational_cosine
from symflow.errors import InputError


class Additive(Protocol):
    """Anything that can be added and subtracted."""

    def __add__(self, other: Any, /) -> Any: ...
    def __sub__(self, other: Any, /) -> Any: ...


T = TypeVar("T", bound=Additive)


def walsh_hadamard(values: Sequence[T]) -> list[T]:
    """X v in natural order by m rounds of butterflies (a, b) -> (a + b, a - b).

    >>> walsh_hadamard([1, 2, 3, 4])
    [10, -2, -4, 0]
    """
    length = len(values)
    if length == 0 or length & (length - 1):
        raise InputError.about("number of values", length, "give a power of two")
    result = list(values)
    half = 1
    while half < length:
        for start in range(0, length, 2 * half):
            for i in range(start, start + half):
                a, b = result[i], result[i + half]
                result[i], result[i + half] = a + b, a - b
        half *= 2
    return result


def dense_transform(
    scheme: Scheme, values: Sequence[Any], cosine: Callable[[Fraction], Any] = rational_cosine
) -> list[Any]:
    """C v by K^2 products: sum_k cos(2 pi phase(k, g)) v_k for every g."""
    _check_length(scheme, values)
    table = [cosine(Fraction(e, scheme.exponent)) for e in range(scheme.exponent)]
    return [
        reduce(operator.add, (table[scheme.power(k, g)] * value for k, value in enumerate(values)))
        for g in range(scheme.K)
    ]


def transform(
    scheme: Scheme, values: Sequence[Any], cosine: Callable[[Fraction], Any] = rational_cosine
) -> list[Any]:
    """C v by the fastest route the scheme allows."""
    if scheme.is_walsh:
        _check_length(scheme, values)
        return walsh_hadamard(values)
    return dense_transform(scheme, values, cosine)


def _check_length(scheme: Scheme, values: Sequence[Any]) -> None:
    if len(values) != scheme.K:
        raise InputError.about("number of values", len(values), f"this scheme needs K = {scheme.K}")
