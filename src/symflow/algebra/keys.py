r"""Monomials of the normal form: what they are made of, and how indices are replaced in them.

A *monomial* is a product of powers of *factors*, summed over its *bound* variables. A factor is a
nested tuple whose first entry names its kind:

    ("sym", name)                 a parameter or real scalar
    ("at", name, i_1, ..., i_r)   an indexed atom
    ("chi", v, w)                 the character chi_v(w), v <= w
    ("del", i)                    1 if the group index i is 0, else 0
    ("eq", v, w)                  1 if the two set indices agree, else 0
    ("exp", monomial)             e^monomial
    ("inv", poly)                 1 / poly, poly a sum of several terms
    ("fun", name, poly), ("pow", poly, exponent)      other functions
    ("ddt", flow, poly), ("partial", poly, atom), ("ext", kind, poly, v)   kept unevaluated

A variable is a string "name:space"; a group index is a sorted tuple of (variable, coefficient), the
empty one being the identity. Polynomials map monomials to non-zero rationals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeAlias

Key: TypeAlias = tuple[Any, ...]
Lin: TypeAlias = tuple[tuple[str, int], ...]
Mono: TypeAlias = tuple[tuple[tuple[Key, Fraction], ...], tuple[str, ...]]
Poly: TypeAlias = dict[Mono, Fraction]
PolyKey: TypeAlias = tuple[tuple[Mono, Fraction], ...]

UNIT: Mono = ((), ())


@lru_cache(maxsize=200_000)
def order(item: Key | Mono) -> tuple[int, str]:
    """The sorting key of factors and monomials: shorter first, then alphabetical."""
    text = repr(item)
    return (len(text), text)


def space_of(variable: str) -> str:
    """The name of the variable's space."""
    return variable.rsplit(":", 1)[1]


def starred(variable: str) -> bool:
    """Whether the variable ranges over G without 0."""
    return variable.endswith(":G*")


def grouped(variable: str) -> bool:
    """Whether the variable ranges over G or G without 0."""
    return variable.endswith((":G", ":G*"))


def lin(items: Iterable[tuple[str, int]]) -> Lin:
    """A group index from (variable, coefficient) pairs."""
    out: dict[str, int] = {}
    for variable, c in items:
        out[variable] = out.get(variable, 0) + c
    return tuple(sorted((v, c) for v, c in out.items() if c))


def scale(index: Lin, factor: int) -> Lin:
    """A multiple of a group index."""
    return tuple((v, c * factor) for v, c in index) if factor else ()


def replace_lin(index: Lin, mapping: Mapping[str, Lin]) -> Lin:
    """A group index with variables replaced."""
    if not any(v in mapping for v, _ in index):
        return index
    return lin(pair for v, c in index for pair in scale(mapping.get(v, ((v, 1),)), c))


@lru_cache(maxsize=200_000)
def variables(key: Key) -> frozenset[str]:
    """The variables that occur free in a factor."""
    match key[0]:
        case "at":
            return frozenset(v for index in key[2:] for v, _ in index)
        case "chi" | "eq":
            return frozenset(key[1:])
        case "del":
            return frozenset(v for v, _ in key[1])
        case "exp":
            return mono_variables(key[1])
        case "inv" | "pow":
            return poly_variables(key[1])
        case "fun" | "ddt":
            return poly_variables(key[2])
        case "partial":
            return poly_variables(key[1]) | variables(key[2])
        case "ext":
            return poly_variables(key[2]) - {key[3]}
        case _:
            return frozenset()


def parts(key: Key) -> tuple[Mono, ...]:
    """The monomials inside a factor."""
    match key[0]:
        case "exp":
            return (key[1],)
        case "inv" | "pow" | "partial":
            return tuple(mono for mono, _ in key[1])
        case "fun" | "ddt" | "ext":
            return tuple(mono for mono, _ in key[2])
        case _:
            return ()


def mono_variables(mono: Mono) -> frozenset[str]:
    """The variables that occur free in a monomial."""
    factors, bound = mono
    return frozenset().union(*(variables(key) for key, _ in factors)) - frozenset(bound)


def poly_variables(poly: PolyKey) -> frozenset[str]:
    """The variables that occur free in a polynomial."""
    return frozenset().union(*(mono_variables(mono) for mono, _ in poly))


@lru_cache(maxsize=200_000)
def height(key: Key) -> int:
    """How deep sums are nested inside a factor: bound names of different heights never meet."""
    match key[0]:
        case "exp":
            return _mono_height(key[1])
        case "inv" | "pow" | "partial":
            return max((_mono_height(mono) for mono, _ in key[1]), default=0)
        case "fun" | "ddt" | "ext":
            extra = 1 if key[0] == "ext" else 0
            return extra + max((_mono_height(mono) for mono, _ in key[2]), default=0)
        case _:
            return 0


def _mono_height(mono: Mono) -> int:
    factors, bound = mono
    return max((height(key) for key, _ in factors), default=0) + (1 if bound else 0)


def poly_key(poly: Mapping[Mono, Fraction]) -> PolyKey:
    """A polynomial as a hashable, sorted tuple."""
    return tuple(sorted(poly.items(), key=lambda item: order(item[0])))


def add_into(total: Poly, poly: Mapping[Mono, Fraction], factor: Fraction = Fraction(1)) -> None:
    """total += factor * poly, in place."""
    for mono, c in poly.items():
        value = total.get(mono, Fraction(0)) + c * factor
        if value:
            total[mono] = value
        else:
            total.pop(mono, None)


def scaled(poly: Mapping[Mono, Fraction], factor: Fraction) -> Poly:
    """factor * poly."""
    return {mono: c * factor for mono, c in poly.items()} if factor else {}


def chi_factors(mode: Lin, element: Lin, exponent: Fraction) -> dict[Key, Fraction]:
    """chi_mode(element)^exponent as a product of characters of variables."""
    out: dict[Key, Fraction] = {}
    for v, a in mode:
        for w, b in element:
            key = ("chi", *sorted((v, w)))
            out[key] = out.get(key, Fraction(0)) + a * b * exponent
    return out


def move_simple(key: Key, mapping: Mapping[str, Lin]) -> Key:
    """An atom or delta with variables replaced."""
    if key[0] == "eq":
        names = [replace_lin(((v, 1),), mapping)[0][0] for v in key[1:]]
        return ("eq", *sorted(names))
    if key[0] == "del":
        return ("del", replace_lin(key[1], mapping))
    return (*key[:2], *(replace_lin(i, mapping) for i in key[2:]))
