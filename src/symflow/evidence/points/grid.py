r"""Points of a domain: that an instance is one, and the matrices that complete it.

Statement.  ``check_instance`` confirms, exactly, that an instance lies in a domain: the scheme and K fit,
every variable is listed with as many entries as its index sets ask for, all entries are exact, and the
declared signs, symmetries and vanishing entries hold. The domain's named hypotheses are decided
separately, by ``symflow.evidence.points.witness``.

Default of a hermitian variable.  Such a variable R_{c,k} (rows c in 1..d, columns k in G, d >= K) that
the instance leaves out is completed by fixed matrices with sum_c conj(R_{c,k}) R_{c,l} = delta_kl:

    Walsh    the first K columns of the reflection I - 2 v v^T / |v|^2, v = (1, 2, ..., d): real, rational,
             so the relation, and everything else about R, is decided exactly;
    cyclic   the Fourier basis R_{c,k} = chi_k(c) / sqrt(K) in the first K rows, 0 below. Here the
             relation holds because characters are orthogonal; no finite computation with balls shows it.

On cyclic schemes ``built_in`` recognises that one relation by its form; no other equality about the
Fourier default is taken for granted, and what cannot be confirmed refutes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from symflow.algebra import schemes
from symflow.algebra.expr import Atom, Delta, Mul, Sum
from symflow.algebra.indexing import Index, Space
from symflow.algebra.quantities import Variable
from symflow.algebra.statement import Rel
from symflow.claim.claim import Instance
from symflow.claim.domain import Domain
from symflow.claim.layout import Layout, layout_of
from symflow.errors import InputError
from symflow.evidence.points.values import ExactFirst
from symflow.evidence.points.walk import Value


@dataclass(frozen=True, slots=True)
class SchemeGrid:
    """The index sets of an instance, with the group and characters of ``symflow.algebra.schemes``."""

    layout: Layout
    scheme: schemes.Scheme | None

    def size(self, space: Space) -> int:
        return self.layout.size(space)

    def elements(self, space: Space) -> range:
        return self.layout.elements(space)

    def position(self, variable: Variable, place: Sequence[int]) -> int:
        return self.layout.position(variable, place)

    def combine(self, terms: Iterable[tuple[int, int]]) -> int:
        """An integer combination of group elements."""
        group, out = self._group(), 0
        for element, factor in terms:
            step = group.subtract if factor < 0 else group.add
            for _ in range(abs(factor) % group.exponent):
                out = step(out, element)
        return out

    def phase(self, k: int, g: int) -> Fraction:
        return self._group().phase(k, g)

    def _group(self) -> schemes.Scheme:
        if self.scheme is None:
            raise InputError("this instance has no group: characters and sums of indices need one")
        return self.scheme


def grid_of(instance: Instance) -> SchemeGrid:
    """The index sets of an instance."""
    scheme: schemes.Scheme | None = None
    if instance.scheme == "walsh":
        scheme = schemes.walsh(instance.K.bit_length() - 1)
    elif instance.scheme == "cyclic":
        scheme = schemes.cyclic(instance.K)
    return SchemeGrid(layout_of(instance), scheme)


def check_instance(domain: Domain, instance: Instance) -> None:
    """Refuse an instance that does not lie in the domain, naming what is wrong."""
    _check_sizes(domain, instance)
    values, variables = dict(instance.values), {v.name: v for v in domain.model.variables}
    if len(values) != len(instance.values) or not set(values) <= set(variables):
        known = ", ".join(variables) or "none"
        raise InputError(
            f"instance: variables {sorted(values)} must be listed once each; the domain has {known}"
        )
    layout = layout_of(instance)
    for variable in domain.model.variables:
        if variable.name in values:
            _check_entries(layout, variable, values[variable.name])
        elif not variable.hermitian:
            raise InputError(f"instance: no value is given for {variable.name}; list its entries")


def _check_sizes(domain: Domain, instance: Instance) -> None:
    allowed = {
        None: ("none",),
        "boolean": ("walsh",),
        "recursive": ("walsh",),
        "abelian": ("walsh", "cyclic"),
        "cyclic": ("cyclic",),
    }[domain.group]
    if instance.scheme not in allowed:
        raise InputError(
            f"instance: scheme {instance.scheme!r} does not fit the domain; use {' or '.join(allowed)}"
        )
    for name, size in (("K", instance.K), ("n", instance.n), ("d", instance.d)):
        if type(size) is not int or size < 1:
            raise InputError.about(name, size, "give a whole number from 1 up")
    if domain.order is not None and domain.order != instance.K:
        raise InputError.about("K", instance.K, f"the domain fixes K = {domain.order}")
    if max(domain.least, 2 if domain.group else 1) > instance.K:
        raise InputError.about("K", instance.K, f"the domain starts at K = {domain.least}")
    if instance.scheme == "walsh" and instance.K & (instance.K - 1):
        raise InputError.about("K", instance.K, "scheme walsh needs a power of 2")
    defaults = any(v.hermitian and v.name not in dict(instance.values) for v in domain.model.variables)
    if defaults and instance.d < instance.K:
        advice = f"the default of a hermitian variable needs d >= K = {instance.K}"
        raise InputError.about("d", instance.d, advice)


def _check_entries(layout: Layout, variable: Variable, entries: tuple[Fraction, ...]) -> None:
    name, places = variable.name, layout.places(variable)
    if len(entries) != len(places):
        raise InputError.about(f"number of entries of {name}", len(entries), f"{len(places)} are needed")
    for place, entry in zip(places, entries, strict=True):
        if not isinstance(entry, Fraction):
            raise InputError.about(
                f"{name}{list(place)}", entry, "it is not exact; write an int or a Fraction"
            )
        if layout.vanishes(variable, place):
            if entry:
                raise InputError.about(f"{name}{list(place)}", str(entry), f"{name} vanishes at index 0")
        elif not _has_sign(entry, variable.sign):
            raise InputError.about(f"{name}{list(place)}", str(entry), f"{name} is declared {variable.sign}")
        if variable.even and entry != entries[layout.position(variable, layout.mirrored(variable, place))]:
            raise InputError.about(f"{name}{list(place)}", str(entry), f"{name} is even: x_-g = x_g")
    if variable.hermitian and layout.scheme == "cyclic":
        raise InputError(
            f"instance: {name} is complex on a cyclic scheme; leave it out and its default is used"
        )


def _has_sign(entry: Fraction, sign: str) -> bool:
    return sign == "real" or entry > 0 or (sign == "nonnegative" and entry == 0)


def entries_of(domain: Domain, instance: Instance, numbers: ExactFirst) -> dict[str, Sequence[Value]]:
    """The entries of every variable, hermitian defaults included."""
    out: dict[str, Sequence[Value]] = dict(instance.values)
    for variable in domain.model.variables:
        if variable.name not in out:
            if [s.name for s in variable.spaces] != ["d", "G"]:
                raise InputError(
                    f"hermitian {variable.name}: only the index sets (d, G) have a default; list it"
                )
            out[variable.name] = (
                _fourier(instance, numbers) if instance.scheme == "cyclic" else reflection(instance)
            )
    return out


def reflection(instance: Instance) -> list[Fraction]:
    """The first K columns of I - 2 v v^T / |v|^2 with v = (1, ..., d), row by row."""
    norm = sum(c * c for c in range(1, instance.d + 1))
    return [
        Fraction(int(c == k)) - Fraction(2 * (c + 1) * (k + 1), norm)
        for c in range(instance.d)
        for k in range(instance.K)
    ]


def _fourier(instance: Instance, numbers: ExactFirst) -> list[Value]:
    grid, zero = grid_of(instance), Fraction(0)
    scale = numbers.power(Fraction(instance.K), Fraction(-1, 2))
    return [
        numbers.multiply([scale, numbers.character(grid.phase(k, c))]) if c < instance.K else zero
        for c in range(instance.d)
        for k in range(instance.K)
    ]


def built_in(domain: Domain, instance: Instance, relation: Rel) -> bool:
    """Whether the relation is sum_c R_{c,-k} R_{c,l} = delta_kl for a defaulted R: orthogonality."""
    left, right = (relation.left, relation.right)
    if isinstance(left, Delta):
        left, right = right, left
    match left, right:
        case Sum(Mul((Atom(name, (c, a)), Atom(other, (e, b)))), over), Delta(k, l) if name == other:
            bound = Index(((over, 1),))
            defaulted = any(v.name == name and v.hermitian for v in domain.model.variables)
            listed = name in dict(instance.values)
            pairs = {(k, l), (l, k)}
            if not defaulted or listed:
                return False
            fits = (-a, b) in pairs or (a, -b) in pairs
            return relation.op == "==" and c == e == bound and fits
        case _:
            return False
