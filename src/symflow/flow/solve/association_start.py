r"""The start of a trajectory in an association scheme: one exact mode for each distinct mode j = 1..d.

The modes are s_j >= 0 with multiplicity m_j; s_0 = 0. The matrix at the start is sum_j s_j E_j, and balanced factors
are meant: W W^T = H^T H.

Random modes: as in the module `start`, one draw for each distinct mode.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from symflow.algebra.association.named import is_name, named
from symflow.algebra.association.scheme import AssociationScheme
from symflow.errors import InputError
from symflow.exact import exact
from symflow.flow.solve.start import GRAINS, LARGEST_MODE, Start


@dataclass(frozen=True, slots=True)
class AssociationStart(Start):
    """Balanced modes s_1, ..., s_d in an association scheme, with the cross-entropy of two layers."""

    scheme: AssociationScheme  # type: ignore[assignment]

    @property
    def mean(self) -> Fraction:
        """bar s, the mean of the K - 1 modes: each distinct one counts as often as its multiplicity says."""
        weighted = zip(self.scheme.multiplicities[1:], self.modes, strict=True)
        return sum((m * s for m, s in weighted), Fraction(0)) / (self.scheme.K - 1)

    @property
    def active(self) -> tuple[int, ...]:
        """The modes that are not 0, and so never are."""
        return tuple(j for j, s in enumerate(self.modes, 1) if s)


def association_scheme(scheme: object, flags: str = "") -> AssociationScheme | None:
    """The association scheme that is meant, if one is meant; None for walsh and cyclic."""
    if isinstance(scheme, AssociationScheme):
        return scheme
    return named(scheme, f"{flags}scheme") if isinstance(scheme, str) and is_name(scheme) else None


def association_start(
    scheme: AssociationScheme,
    K: int | None,
    modes: Sequence[object] | None,
    init: object,
    seed: int,
    flags: str,
) -> AssociationStart:
    """The start that the arguments mean: d modes, or as many drawn ones."""
    if K not in (None, scheme.K):
        raise InputError.about(f"{flags}K", K, f"the scheme {scheme.name} has K = {_short(scheme.K)}")
    if modes is None:
        return AssociationStart(scheme, _drawn(scheme.d, init, seed, flags))
    if isinstance(modes, str):
        raise InputError.about(f"{flags}modes", modes, "give a list of d exact numbers")
    if len(modes) != scheme.d:
        advice = f"{scheme.name} needs {scheme.d}: one for each distinct mode j = 1..{scheme.d}"
        raise InputError(f"{flags}modes: has {len(modes)} entries; {advice}")
    numbers = tuple(exact(value, f"{flags}modes") for value in modes)
    for number, value in zip(numbers, modes, strict=True):
        if not 0 <= number <= LARGEST_MODE:
            raise InputError.about(f"{flags}modes", value, f"give numbers from 0 to {LARGEST_MODE}")
    return AssociationStart(scheme, numbers)


def _drawn(count: int, scale: object, seed: int, flags: str) -> tuple[Fraction, ...]:
    size = exact(scale, f"{flags}init")
    if not 0 < size <= LARGEST_MODE // 2:
        raise InputError.about(f"{flags}init", scale, f"give a positive number up to {LARGEST_MODE // 2}")
    if type(seed) is not int or seed < 0:
        raise InputError.about(f"{flags}seed", seed, "give a whole number from 0 up")
    source = random.Random(seed)
    return tuple(size * Fraction(1 + int(source.random() * (2 * GRAINS - 1)), GRAINS) for _ in range(count))


def _short(K: int) -> str:
    text = str(K)
    return text if len(text) <= 20 else f"{text[:6]}... ({len(text)} digits)"


def refuse(start: Start, flags: str, **given: bool) -> None:
    """In an association scheme the balanced flow of the cross-entropy is integrated, and nothing else."""
    if isinstance(start, AssociationStart):
        for name, value in given.items():
            if value:
                flag = f"{flags}{name.replace('_', '-') if flags else name}"
                raise InputError(
                    f"{flag}: is not available in the scheme {start.scheme.name}; leave it out, or use walsh or cyclic"
                )
