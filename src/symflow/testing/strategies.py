"""Hypothesis strategies for exact points of cross-entropy dynamics.

Statement.  Everything drawn is exact (fractions, integers) and lies in the set that its name says: a
spectrum is even with s_0 = 0, the columns of a frame are orthonormal, a critical point is one. The shapes in
which errors hide are drawn often: ties, exact zeros, huge gaps, scales from 10^-12 to 10^3, the collapse ray.

Notation.  K is a power of two for the family "walsh" and any integer >= 2 for "cyclic", at most 64 unless
asked for; small K are drawn more often.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import strategies as st

from symflow.algebra.schemes import Scheme, cyclic, walsh
from symflow.errors import InputError
from symflow.exact import exact
from symflow.testing.draw import (
    Number,
    matrix,
    nonnegative,
    permutation,
    pick,
    positive,
    real,
    reflected,
    steep,
    vector,
)
from symflow.testing.points import Factors, Frame, Logits, Network, Spectrum, collapsed, critical

FAMILIES = ("walsh", "cyclic")
LARGEST_K = 64
COMMON_K = 8  # up to here each K is drawn more often: so many times more
COMMON = {"walsh": 2, "cyclic": 8}
TIMES = tuple(Fraction(t) for t in ("1", "1/2", "1/4", "2", "3/4", "1/16", "4", "0"))
SMALL = (0, -1, -2, -3)  # the decades of matrix entries


def scheme_of(family: str, K: int) -> Scheme:
    """The scheme of that family with K classes."""
    if family == "cyclic":
        return cyclic(K)
    if family != "walsh":
        raise InputError.about("family", family, f"give one of {', '.join(FAMILIES)}")
    if K < 2 or K & (K - 1):
        raise InputError.about("K", K, "the family walsh needs a power of two")
    return walsh(K.bit_length() - 1)


@st.composite
def schemes(
    draw: st.DrawFn, families: Sequence[str] = FAMILIES, least: int = 2, largest: int = LARGEST_K
) -> Scheme:
    """A scheme of one of the families, with least <= K <= largest."""
    if not families or not set(families) <= set(FAMILIES):
        raise InputError.about("families", families, f"give a list of some of {', '.join(FAMILIES)}")
    family = pick(draw, families)
    allowed = sizes(family, least, largest)
    common = [K for K in allowed if K <= COMMON_K]
    return scheme_of(family, pick(draw, sorted(allowed + common * COMMON[family])))


def sizes(family: str, least: int = 2, largest: int = LARGEST_K) -> list[int]:
    """Every K of the family from least to largest."""
    found = [K for K in range(max(2, least), largest + 1) if family == "cyclic" or not K & (K - 1)]
    if not found:
        advice = f"no K of the family {family} lies from {least} to {largest}"
        raise InputError.about("largest", largest, advice)
    return found


@st.composite
def spectra(
    draw: st.DrawFn, scheme: Scheme | st.SearchStrategy[Scheme] | None = None, sign: str = "nonnegative"
) -> Spectrum:
    """An even spectrum with s_0 = 0; sign: "positive", "nonnegative" or "real" for the other modes."""
    numbers = {"positive": positive, "nonnegative": nonnegative, "real": real}
    if sign not in numbers:
        raise InputError.about("sign", sign, f"give one of {', '.join(numbers)}")
    group = _given(draw, scheme)
    return Spectrum(group, even(draw, group, numbers[sign]))


@st.composite
def factors(
    draw: st.DrawFn,
    scheme: Scheme | st.SearchStrategy[Scheme] | None = None,
    balanced: bool | None = None,
    exponents: Sequence[int] = (0, -1, -2, 1, -3, -4, -5, -6),
) -> Factors:
    """Singular values a, b >= 0 with a_0 = b_0 = 0; balanced (a = b) or not, as asked, or either."""
    group = _given(draw, scheme)
    a = even(draw, group, lambda d: nonnegative(d, exponents, 4))
    if balanced or (balanced is None and draw(st.booleans())):
        return Factors(group, a, a)
    return Factors(group, a, even(draw, group, lambda d: nonnegative(d, exponents, 4)))


@st.composite
def frames(draw: st.DrawFn, rows: int | None = None, columns: int | None = None) -> Frame:
    """Orthonormal columns, exactly: rows >= columns; products of rational reflections."""
    width = pick(draw, range(1, 9)) if columns is None else columns
    height = width + pick(draw, range(3)) if rows is None else rows
    if not 1 <= width <= height:
        raise InputError.about("rows", height, f"{width} orthonormal columns need at least {width} rows")
    return Frame(reflected(draw, height, width))


@st.composite
def logits(draw: st.DrawFn, rows: int | None = None, columns: int | None = None) -> Logits:
    """Logits of modulus at most 1000: a softmax that subtracts the largest of a column is finite on them."""
    height = pick(draw, range(2, 10)) if rows is None else rows
    width = pick(draw, range(1, 5)) if columns is None else columns
    return Logits(matrix(draw, height, width, steep))


@st.composite
def networks(
    draw: st.DrawFn, K: int | None = None, exponents: Sequence[int] = SMALL, most: int = 4
) -> Network:
    """Generic W and H of small sizes, with any labels."""
    classes = pick(draw, range(2, 7)) if K is None else K
    d, N = pick(draw, range(1, 4)), pick(draw, range(1, 5))
    W = matrix(draw, classes, d, lambda f: real(f, exponents, most))
    H = matrix(draw, d, N, lambda f: real(f, exponents, most))
    return Network(W, H, tuple(pick(draw, range(classes)) for _ in range(N)))


@st.composite
def near_optimal_networks(draw: st.DrawFn, K: int | None = None) -> Network:
    """Points on the collapse ray or, by one entry of W and one of H, near it."""
    classes = pick(draw, range(2, 7)) if K is None else K
    R = reflected(draw, classes + pick(draw, range(2)), classes)
    W, H = (list(map(list, part)) for part in collapsed(Fraction(pick(draw, range(1, 9))), R))
    for part in (W, H):
        part[pick(draw, range(len(part)))][pick(draw, range(len(part[0])))] += nonnegative(draw, (-6, -3, -9))
    return Network(tuple(map(tuple, W)), tuple(map(tuple, H)), tuple(range(classes)))


@st.composite
def critical_networks(draw: st.DrawFn, K: int | None = None) -> Network:
    """Finite critical points: W = 1 c^T, H = r 1^T, as many samples of every class."""
    classes = pick(draw, range(2, 7)) if K is None else K
    d = pick(draw, range(1, 4))
    c, r = (vector(draw, d, lambda f: real(f, SMALL)) for _ in range(2))
    return critical(c, r, classes, pick(draw, (1, 2)))


@st.composite
def permutations(draw: st.DrawFn, K: int) -> tuple[int, ...]:
    """An arrangement of the classes 0..K-1."""
    return permutation(draw, K)


@st.composite
def translations(draw: st.DrawFn, scheme: Scheme) -> int:
    """An element g of the group: the shift i -> i + g, which is i xor g for the family walsh."""
    return pick(draw, range(scheme.K))


@st.composite
def times(draw: st.DrawFn, largest: int | str | Fraction = 4) -> Fraction:
    """A time from 0 to 4 at which flows are cheap."""
    return pick(draw, [t for t in TIMES if t <= exact(largest, "largest")])


def even(draw: st.DrawFn, scheme: Scheme, number: Number, trivial: bool = False) -> tuple[Fraction, ...]:
    """An even vector on the group; its entry at 0 is 0 unless it may be any (trivial)."""
    free = [k for k in range(0 if trivial else 1, scheme.K) if k <= scheme.negate(k)]
    entries = dict(zip(free, vector(draw, len(free), number), strict=True))
    return tuple(entries.get(min(k, scheme.negate(k)), Fraction(0)) for k in range(scheme.K))


def _given(draw: st.DrawFn, scheme: Scheme | st.SearchStrategy[Scheme] | None) -> Scheme:
    if isinstance(scheme, Scheme):
        return scheme
    return draw(schemes() if scheme is None else scheme)
