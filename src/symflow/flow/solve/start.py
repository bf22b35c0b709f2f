r"""The start of a trajectory: exact numbers, checked.

Balanced modes s_k >= 0, or factors a_k, b_k >= 0 with s_k = a_k b_k, for k = 1..K-1; s_0 = 0. In a scheme whose
elements are not all their own inverses (cyclic, K >= 3) a symmetric matrix needs s_k = s_{K-k}, and the same of a, b.

Random modes: s_k = scale * j_k / 1000 with j_k drawn from 1, 2, ..., 1999, independently and evenly, so that s_k lies
between 0 and 2 scale and is scale on average; the numbers come from Python's Mersenne Twister with the seed given.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from symflow.algebra.association.named import FORMS
from symflow.algebra.schemes import Scheme, cyclic, walsh
from symflow.errors import InputError
from symflow.exact import exact

LARGEST_K = 4096
LARGEST_CYCLIC = 1024
LARGEST_MODE = 10**9
SCHEMES = ("walsh", "cyclic")
GRAINS = 1000
LARGEST_DEPTH = 100
LOSSES = ("cross-entropy", "squared")
Numbers = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Modes at t = 0 in a scheme; `left` and `right` are the factors a and b, None where these are balanced.

    `depth`: the number of layers, all balanced where there are more than two. `squared`: whether the loss is
    |Z - I|^2 / 2 and not the cross-entropy.
    """

    scheme: Scheme
    modes: Numbers
    left: Numbers | None = None
    right: Numbers | None = None
    depth: int = 2
    squared: bool = False

    @property
    def K(self) -> int:
        """The number of classes."""
        return self.scheme.K

    @property
    def balanced(self) -> bool:
        """Whether the modes alone are integrated."""
        return self.left is None or self.right is None

    @property
    def standard(self) -> bool:
        """Whether it is the flow of the cross-entropy with two layers."""
        return self.depth == 2 and not self.squared

    @property
    def flow(self) -> str:
        """balanced, factors, depth:D or squared."""
        if self.squared:
            return "squared"
        return "factors" if not self.balanced else "balanced" if self.depth == 2 else f"depth:{self.depth}"

    @property
    def mean(self) -> Fraction:
        """bar s, the mean of the K - 1 modes."""
        return sum(self.modes, Fraction(0)) / len(self.modes)

    @property
    def level(self) -> bool:
        """Whether all modes are equal at the start."""
        return len(set(self.modes)) == 1

    @property
    def collapsed(self) -> bool:
        """Whether all modes are equal and stay so: then V is exactly 0 for ever."""
        if self.left is None or self.right is None:
            return self.level
        sizes = {a * a + b * b for a, b in zip(self.left, self.right, strict=True)}
        return self.level and len(sizes) == 1


def scheme_of(K: object, name: str | None = None, flags: str = "") -> Scheme:
    """walsh or cyclic for K classes; by default walsh where K is a power of two. `flags` is "--" for a command."""
    if type(K) is not int or not 2 <= K <= LARGEST_K:
        raise InputError.about(f"{flags}K", K, f"give a whole number from 2 to {LARGEST_K}")
    power = K & (K - 1) == 0
    if name is None:
        name = "walsh" if power else "cyclic"
    if name not in SCHEMES:
        raise InputError.about(f"{flags}scheme", name, f"give walsh or cyclic, or a family: {FORMS}")
    if name == "cyclic" and K > LARGEST_CYCLIC:
        raise InputError.about(f"{flags}K", K, f"the cyclic scheme works up to K = {LARGEST_CYCLIC}")
    if name == "walsh" and not power:
        raise InputError.about(
            f"{flags}scheme", name, f"it needs K = 2, 4, 8, ..., and K is {K}; give cyclic"
        )
    return walsh(K.bit_length() - 1) if name == "walsh" else cyclic(K)


def from_modes(scheme: Scheme, modes: Sequence[object], flags: str = "") -> Start:
    """A balanced start."""
    return Start(scheme, _numbers(scheme, modes, f"{flags}modes"))


def from_factors(scheme: Scheme, a: Sequence[object], b: Sequence[object], flags: str = "") -> Start:
    """A start with a factor a_k for each mode in the classifier, and b_k in the features."""
    left, right = _numbers(scheme, a, f"{flags}a"), _numbers(scheme, b, f"{flags}b")
    return Start(scheme, tuple(x * y for x, y in zip(left, right, strict=True)), left, right)


def drawn(scheme: Scheme, scale: object, seed: object, flags: str = "") -> Start:
    """A balanced start with random modes of the size of `scale`."""
    size = exact(scale, f"{flags}init")
    if not 0 < size <= LARGEST_MODE // 2:
        raise InputError.about(f"{flags}init", scale, f"give a positive number up to {LARGEST_MODE // 2}")
    if type(seed) is not int or seed < 0:
        raise InputError.about(f"{flags}seed", seed, "give a whole number from 0 up")
    source = random.Random(seed)
    modes = [
        size * Fraction(1 + int(source.random() * (2 * GRAINS - 1)), GRAINS) for _ in range(scheme.K - 1)
    ]
    return Start(scheme, tuple(modes[min(k, scheme.negate(k)) - 1] for k in range(1, scheme.K)))


def with_flow(start: Start, depth: object, loss: object, flags: str = "") -> Start:
    """The same start for another depth, or for the squared loss."""
    if type(depth) is not int or not 2 <= depth <= LARGEST_DEPTH:
        raise InputError.about(f"{flags}depth", depth, f"give a whole number from 2 to {LARGEST_DEPTH}")
    if loss not in LOSSES:
        raise InputError.about(f"{flags}loss", loss, f"give {' or '.join(LOSSES)}")
    squared = loss == LOSSES[1]
    if not start.balanced and (depth > 2 or squared):
        raise InputError(
            f"{flags}a, {flags}b: need depth 2 and the cross-entropy; give {flags}modes for other flows"
        )
    if squared and depth > 2:
        raise InputError.about(f"{flags}depth", depth, "the squared loss is integrated for depth 2 only")
    return replace(start, depth=depth, squared=squared)


def _numbers(scheme: Scheme, values: Sequence[object], name: str) -> Numbers:
    """K - 1 exact numbers >= 0, the same for k and -k."""
    if isinstance(values, str):
        raise InputError.about(name, values, "give a list of K - 1 exact numbers")
    given = list(values)
    if len(given) != scheme.K - 1:
        raise InputError(
            f"{name}: has {len(given)} entries; K = {scheme.K} needs K - 1 = {scheme.K - 1} of them"
        )
    numbers = tuple(exact(value, name) for value in given)
    for number, value in zip(numbers, given, strict=True):
        if not 0 <= number <= LARGEST_MODE:
            raise InputError.about(name, value, f"give numbers from 0 to {LARGEST_MODE}")
    for k in range(1, scheme.K):
        if numbers[k - 1] != numbers[scheme.negate(k) - 1]:
            pair = f"entries {k} and {scheme.negate(k)}"
            raise InputError(f"{name}: {pair} differ; the {scheme.name} scheme needs s_k = s_(K-k)")
    return numbers
