r"""Canonical names for bound variables.

Two monomials are equal when they differ by renaming bound variables, and also by the substitutions
g -> -g and g -> g + h of a variable that is summed over the whole group. Each connected part of a
monomial (variables that share a factor) is treated by itself: among all forms that these
substitutions reach, the first in the fixed order of factors is the canonical one. A part that equals
minus itself is zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, permutations, product
from typing import TYPE_CHECKING

from symflow.algebra.keys import (
    Key,
    Lin,
    Mono,
    Poly,
    grouped,
    height,
    order,
    scale,
    scaled,
    space_of,
    starred,
    variables,
)

if TYPE_CHECKING:
    from symflow.algebra.monomials import MonomialRules

Factors = tuple[tuple[Key, Fraction], ...]
STATES = 64
NAMINGS = 720


def canonical_names(form: MonomialRules, factors: dict[Key, Fraction], bound: frozenset[str]) -> Poly:
    """The monomial with canonical bound names, as a polynomial of at most one term."""
    free = [(k, e) for k, e in factors.items() if not variables(k) & bound]
    if not bound:
        return {(_sorted(free), ()): Fraction(1)}
    sign = Fraction(1)
    parts: list[Mono] = []
    for part, names in _components({k: e for k, e in factors.items() if variables(k) & bound}, bound):
        found = _component(form, part, names)
        if found is None:
            return {}
        sign *= found[0]
        parts.append(found[1])
    used: dict[str, int] = {}
    out = list(free)
    all_names: list[str] = []
    for part_factors, names in sorted(parts, key=lambda p: order((p[0], p[1]))):
        mapping = {v: ((_shifted(v, used.get(_level(v), 0)), 1),) for v in names}
        for level in {_level(v) for v in names}:
            used[level] = used.get(level, 0) + sum(1 for v in names if _level(v) == level)
        flip, moved = _moved(form, part_factors, {v: i for v, i in mapping.items() if i[0][0] != v})
        sign *= flip
        out.extend(moved)
        all_names.extend(i[0][0] for i in mapping.values())
    if any(_came_loose(*part) for part in parts):
        return scaled(form.term(_merged(out), frozenset(all_names)), sign)
    return {(_sorted(out), tuple(sorted(all_names))): sign}


def _came_loose(factors: Factors, names: tuple[str, ...]) -> bool:
    """Whether the substitutions freed a factor of all bound variables, or a variable of all factors."""
    used = [variables(key).intersection(names) for key, _ in factors]
    return not all(used) or len(frozenset().union(*used)) < len(names)


def _merged(factors: list[tuple[Key, Fraction]]) -> dict[Key, Fraction]:
    """The product of powers, a factor that occurs twice taken together."""
    out: dict[Key, Fraction] = {}
    for key, e in factors:
        out[key] = out.get(key, Fraction(0)) + e
    return out


def _sorted(factors: list[tuple[Key, Fraction]]) -> Factors:
    return tuple(sorted(factors, key=lambda item: order(item[0])))


def _level(name: str) -> str:
    return name.split(".")[0]


def _shifted(name: str, offset: int) -> str:
    level, rest = name.split(".")
    number, space = rest.split(":")
    return f"{level}.{int(number) + offset}:{space}"


def _components(
    factors: dict[Key, Fraction], bound: frozenset[str]
) -> Iterator[tuple[dict[Key, Fraction], tuple[str, ...]]]:
    """The connected parts: variables that meet in a factor belong together."""
    left = dict(factors)
    while left:
        names: set[str] = set(variables(next(iter(left)))) & bound
        part: dict[Key, Fraction] = {}
        grown = True
        while grown:
            inside = {k: e for k, e in left.items() if variables(k) & names}
            grown = bool(inside)
            for k, e in inside.items():
                part[k] = e
                names |= variables(k) & bound
                del left[k]
        yield part, tuple(sorted(names))


def _moved(form: MonomialRules, factors: Factors, mapping: dict[str, Lin]) -> tuple[Fraction, Factors]:
    """Factors after an invertible change of variables: a number and the new factors."""
    if not mapping:
        return Fraction(1), factors
    found = _changed(form, factors, mapping)
    if found is None:
        raise ArithmeticError("a new name for a bound variable changes the shape of a product")
    return found


def _changed(
    form: MonomialRules, factors: Factors, mapping: dict[str, Lin]
) -> tuple[Fraction, Factors] | None:
    """The same, or None where the change makes several terms of the product, or none."""
    result = form.replaced(dict(factors), frozenset(), mapping)
    if len(result) != 1:
        return None
    (((moved, inner), c),) = result.items()
    return None if inner else (c, moved)


def _component(
    form: MonomialRules, factors: dict[Key, Fraction], names: tuple[str, ...]
) -> tuple[Fraction, Mono] | None:
    """The canonical form of one connected part; None if it equals another multiple of itself."""
    states = _reachable(form, _sorted(list(factors.items())), names)
    if states is None:
        return None
    size = min(_complexity(s, names) for s in states)
    level = 1 + max(height(k) for k in factors)
    best: dict[Mono, set[Fraction]] = {}
    for state, sign in states.items():
        if _complexity(state, names) > size:
            continue
        for naming in _namings(state, names, level):
            flip, named = _moved(form, state, {v: ((w, 1),) for v, w in naming.items()})
            best.setdefault((_sorted(list(named)), tuple(sorted(naming.values()))), set()).add(flip * sign)
    if any(len(signs) > 1 for signs in best.values()):
        return None
    mono = min(best, key=order)
    return best[mono].pop(), mono


def _reachable(form: MonomialRules, start: Factors, names: tuple[str, ...]) -> dict[Factors, Fraction] | None:
    """All forms that sign changes and translations of group variables reach (up to a bound)."""
    states, queue = {start: Fraction(1)}, [start]
    while queue and len(states) < STATES:
        state = queue.pop(0)
        for mapping in _moves(form, state, names):
            found = _changed(form, state, mapping)
            if found is None:
                continue
            sign, moved = found[0], _sorted(list(found[1]))
            if moved not in states:
                states[moved] = sign * states[state]
                queue.append(moved)
            elif states[moved] != sign * states[state]:
                return None
    return states


def _moves(form: MonomialRules, state: Factors, names: tuple[str, ...]) -> Iterator[dict[str, Lin]]:
    for v in names:
        if not grouped(v):
            continue
        if not form.symbols.boolean:
            yield {v: ((v, -1),)}
        if starred(v):
            continue
        for index in {i for key, _ in state for i in group_indices(key) if len(i) > 1 and _outside(key, i)}:
            for w, c in index:
                if w == v and abs(c) == 1:
                    rest = tuple(t for t in index if t[0] != v)
                    yield {v: tuple(sorted((*scale(rest, -c), (v, c))))}


def _outside(key: Key, index: Lin) -> bool:
    """Whether no variable of the index is bound inside the factor: such a one has no meaning outside."""
    return variables(key).issuperset(v for v, _ in index)


def group_indices(key: Key) -> Iterator[Lin]:
    """Every group index that stands in a factor, nested ones included."""
    match key[0]:
        case "at":
            yield from (i for i in key[2:] if i and all(grouped(v) for v, _ in i))
        case "del":
            yield key[1]
        case "exp":
            for inner, _ in key[1][0]:
                yield from group_indices(inner)
        case "inv" | "pow" | "partial" | "fun" | "ddt" | "ext":
            poly = key[1] if key[0] in ("inv", "pow", "partial") else key[2]
            for (factors, _), _ in poly:
                for inner, _ in factors:
                    yield from group_indices(inner)


def _complexity(state: Factors, names: tuple[str, ...]) -> int:
    inside = set(names)
    return sum(len(i) - 1 for key, _ in state for i in group_indices(key)) * 100 + sum(
        len(variables(key) & inside) for key, _ in state
    )


def _namings(state: Factors, names: tuple[str, ...], level: int) -> Iterator[dict[str, str]]:
    """Ways to number the variables, those with different roles kept apart."""
    classes: dict[str, list[str]] = {}
    for v in names:
        classes.setdefault(_role(state, v), []).append(v)
    groups = [classes[role] for role in sorted(classes)]
    for choice in islice(product(*(islice(permutations(g), NAMINGS) for g in groups)), NAMINGS):
        ordered = [v for group in choice for v in group]
        yield {v: f"#{level}.{i}:{space_of(v)}" for i, v in enumerate(ordered, 1)}


def _role(state: Factors, variable: str) -> str:
    """What distinguishes a variable from others, whatever the names."""
    marks = []
    for key, e in state:
        if variable in variables(key):
            place = [p for p, i in enumerate(key[2:]) if variable in dict(i)] if key[0] == "at" else []
            name = key[1] if key[0] in ("at", "fun") else ""
            marks.append(f"{key[0]} {name} {place} {e}")
    return f"{space_of(variable)} {sorted(marks)}"
