r"""Names of bound variables: of all forms that differ by names, by g -> -g or by g -> g + h, the one that comes
first."""

from fractions import Fraction
from itertools import islice, permutations, product

from .factors import FACTORS, UNIT, VARS, combination, inner, level, scaled, times
from .limits import Budget, Rejected
from .trees import grouped

STATES, NAMINGS = 64, 720


class Names:
    """The part of the normal form that names bound variables."""

    def _named(self, powers, bound):
        """The monomial with the names that come first; 0 where a symmetry turns it into minus itself."""
        outside = [(f, e) for f, e in powers.items() if not VARS[f] & bound]
        if not bound:
            return {(tuple(sorted(outside)), ()): 1}
        sign, pieces = 1, []
        for some, names in _components([(f, e) for f, e in powers.items() if VARS[f] & bound], bound):
            found = self._first(some, names)
            if found is None:
                return {}
            sign *= found[0]
            now = (found[1], found[2])
            pieces.append((*now, _is_loose(*now) and _complexity(*now) < _complexity(some, names)))
        out, used, everyone, loose = list(outside), {}, [], False
        for some, names, lower in sorted(pieces):
            shift = {}
            for v in names:
                height, number = v[0][1:].split(".")
                shift[v] = (f"#{height}.{int(number) + used.get(height, 0)}", v[1])
            for v in names:
                height = v[0][1:].split(".")[0]
                used[height] = used.get(height, 0) + 1
            flip, more = self._changed(some, {v: ((w, 1),) for v, w in shift.items() if v != w})
            sign, out, everyone = sign * flip, [*out, *more], [*everyone, *shift.values()]
            loose |= lower
        if loose:
            return scaled(self.term(times(out).items(), everyone), sign)
        return {(tuple(sorted(times(out).items())), tuple(sorted(everyone))): sign}

    def _first(self, some, names):
        """Among all forms that the symmetries reach: the sign, powers and names of the first."""
        states, queue = {tuple(sorted(some)): 1}, [tuple(sorted(some))]
        while queue and len(states) < STATES:
            state = queue.pop(0)
            for change in self._symmetries(state, names):
                found = self._changed(state, change)
                if found is None:
                    continue
                sign, now = found[0] * states[state], tuple(sorted(times(found[1]).items()))
                if now not in states:
                    states[now] = sign
                    queue.append(now)
                elif states[now] != sign:
                    return None
        least = min(_complexity(state, names) for state in states)
        best, height = None, 1 + level(some)
        for state, sign in states.items():
            if _complexity(state, names) == least:
                for numbering in _numberings(state, names, height):
                    found = self._changed(state, {v: ((w, 1),) for v, w in numbering.items()})
                    if found is None:
                        raise Rejected("a bound variable cannot be renamed")
                    now = (tuple(sorted(times(found[1]).items())), tuple(sorted(numbering.values())))
                    if best is None or now < best[1:]:
                        best = (found[0] * sign, *now)
                    elif now == best[1:] and found[0] * sign != best[0]:
                        return None
        return best

    def _changed(self, powers, places):
        """A substitution in a product: its sign and the new powers, if it is again one product."""
        out = {UNIT: 1}
        kept = [(f, e) for f, e in powers if not any(v in VARS[f] for v in places)]
        for f, e in powers:
            if any(v in VARS[f] for v in places):
                out = self.mul(out, self._factor_at(f, e, places))
                if len(out) != 1:
                    return None
        (((now, bound), c),) = out.items()
        return None if bound or abs(c) != 1 else (c, [*times(kept, now).items()])

    def _factor_at(self, f, e, places):
        what = FACTORS[f]
        if what[0] in ("chi", "eq", "at", "del"):
            return self.replaced([(f, e)], (), places)
        return self._replaced_inside(what, e, places)

    def _symmetries(self, state, names):
        """g -> -g, and g -> +-g + h for an index +-g + h that stands in the product; g summed over the whole group."""
        for v in names:
            if not grouped(v):
                continue
            if not self.boolean:
                yield {v: ((v, -1),)}
            if v[1] == "G":
                found = {
                    i
                    for f, _ in state
                    for i in _indices(f)
                    if len(i) > 1 and VARS[f].issuperset(w for w, _ in i)
                }
                for i in sorted(found):
                    c = dict(i).get(v, 0)
                    if abs(c) == 1:
                        yield {v: combination((*((w, -c * e) for w, e in i if w != v), (v, c)))}


def _indices(f):
    """Every group index that stands in a factor."""
    what = FACTORS[f]
    if what[0] == "at":
        yield from (i for i in what[2:] if i and all(grouped(v) for v, _ in i))
    elif what[0] == "del":
        yield what[1]
    for (powers, _), _ in inner(what):
        for g, _ in powers:
            yield from _indices(g)


def _is_loose(some, names):
    """Whether a factor is free of all bound variables, or a variable of all factors."""
    seen = frozenset().union(*(VARS[f] for f, _ in some))
    return not seen >= set(names) or any(not VARS[f] & set(names) for f, _ in some)


def _complexity(state, names):
    return sum(
        100 * sum(len(i) - 1 for i in _indices(f)) + len(VARS[f].intersection(names)) for f, _ in state
    )


def _components(powers, bound):
    """Groups of factors that share bound variables, with these."""
    left = list(powers)
    while left:
        some, names = [left.pop()], set()
        names |= VARS[some[0][0]] & bound
        while True:
            more = [p for p in left if VARS[p[0]] & names]
            if not more:
                break
            some, left = some + more, [p for p in left if p not in more]
            names |= bound.intersection(*[frozenset().union(*(VARS[f] for f, _ in more))])
        yield some, sorted(names)


def _numberings(state, names, height):
    """Ways to number the variables; those with different roles are kept apart."""
    roles = {}
    for v in names:
        marks = []
        for f, e in state:
            if v in VARS[f]:
                what = FACTORS[f]
                places = [p for p, i in enumerate(what[2:]) if v in dict(i)] if what[0] == "at" else []
                marks.append((what[0], what[1] if what[0] in ("at", "fun") else "", places, Fraction(e)))
        roles.setdefault((v[1], repr(sorted(marks))), []).append(v)
    orders = (islice(permutations(roles[role]), NAMINGS) for role in sorted(roles))
    for choice in islice(product(*orders), NAMINGS):
        Budget.spend()
        ordered = [v for some in choice for v in some]
        yield {v: (f"#{height}.{n}", v[1]) for n, v in enumerate(ordered, 1)}
