r"""The rules for one monomial: deltas, characters, counts, G without 0, N = K - 1, exponentials of deltas."""

from .factors import (
    FACTORS,
    UNIT,
    VARS,
    add,
    combination,
    factor,
    frozen,
    replaced_index,
    scaled,
    times,
    unused,
    whole,
)
from .limits import Budget, Rejected
from .trees import SIZE, grouped


class Rules:
    """Rewrites one product of factors, summed over bound variables, until no rule applies."""

    def term(self, powers, bound=()):
        """A product of powers of factors, summed over bound variables."""
        memo = (frozenset(powers), frozenset(bound))
        if memo not in self.terms:
            Budget.spend()
            self.terms[memo] = self._term(dict(powers), memo[1])
        return self.terms[memo]

    def _term(self, powers, bound):
        if any(
            v[0][0] == "#" for v in bound
        ):  # canonical names belong to finished monomials: take temporary ones
            taken = bound.union(*(VARS[f] for f in powers))
            names = {}
            for v in sorted(v for v in bound if v[0][0] == "#"):
                names[v] = ((unused(v, taken), 1),)
                taken |= {names[v][0][0]}
            out, rest = {}, bound - names.keys()
            for (more, extra), c in self.replaced(powers.items(), (), names).items():
                add(out, self.term(more, (*extra, *rest, *(i[0][0] for i in names.values()))), c)
            return out
        clean = self._clean(powers)
        if clean is None:
            return {}
        for rule in (self._deltas, self._count, self._unstar, self._scalars, self._exp_delta):
            out = rule(clean, bound)
            if out is not None:
                return out
        return self._named(clean, bound)

    def _clean(self, powers):
        """Each factor in its own normal form; None where the product is 0."""
        out = {}
        for f, e in powers.items():
            what = FACTORS[f]
            if what[0] == "del":
                i = self._reduced(what[1])
                if len(i) == 1 and abs(i[0][1]) == 1 and i[0][0][1] == "G*":
                    return None
                if i:
                    out[factor("del", self._signed(i))] = 1
            elif what[0] == "eq":
                if what[1] != what[2]:
                    out[f] = 1
            else:
                if what[0] == "at":
                    f = self._atom(what)
                    if what[1] in self.vanishing and FACTORS[f][2:] == ((),):
                        if e < 0:
                            raise Rejected(f"{what[1]}_0 = 0 stands in a denominator")
                        return None
                elif what[0] == "chi" and self.boolean:
                    e %= 2
                out[f] = whole(out.get(f, 0) + e)
        return {f: e for f, e in out.items() if e}

    def _reduced(self, i):
        return tuple((v, 1) for v, c in i if c % 2) if self.boolean else i

    @staticmethod
    def _signed(i):
        return tuple((v, -c) for v, c in i) if i and i[0][1] < 0 else i

    def _atom(self, what):
        places = [self._reduced(i) if all(grouped(v) for v, _ in i) else i for i in what[2:]]
        return factor(*what[:2], *(map(self._signed, places) if what[1] in self.even else places))

    def replaced(self, powers, bound, places):
        """A monomial with variables replaced by indices."""
        plain, nested = [], []
        for f, e in powers:
            what = FACTORS[f]
            if not any(v in VARS[f] for v in places):
                plain.append((f, e))
            elif what[0] == "chi":
                plain += self._chi(*(replaced_index(((v, 1),), places) for v in what[1:]), e)
            elif what[0] == "eq":
                plain.append(
                    (factor("eq", *sorted(replaced_index(((v, 1),), places)[0][0] for v in what[1:])), e)
                )
            elif what[0] in ("at", "del"):
                skip = 1 + (what[0] == "at")
                plain.append((factor(*what[:skip], *(replaced_index(i, places) for i in what[skip:])), e))
            else:
                nested.append(self._replaced_inside(what, e, places))
        if not nested:
            return self.term(times(plain).items(), bound)
        out, total = {UNIT: 1}, {}
        for poly in nested:
            out = self.mul(out, poly)
        for (more, extra), c in out.items():
            add(total, self.term(times(plain, more).items(), (*bound, *extra)), c)
        return total

    def replaced_poly(self, poly, places):
        """A polynomial with variables replaced; its bound ones are renamed where they would capture."""
        out, arriving = {}, {w for i in places.values() for w, _ in i}
        for (powers, bound), c in poly:
            taken = arriving.union(bound, *(VARS[f] for f, _ in powers))
            names, now = dict(places), []
            for v in bound:
                w = unused(v, taken)
                taken.add(w)
                names[v] = ((w, 1),)
                now.append(w)
            add(out, self.replaced(powers, tuple(now), names), c)
        return out

    def _replaced_inside(self, what, e, places):
        kind = what[0]
        if kind == "exp":
            return self._exp(scaled(self.replaced_poly(((what[1], 1),), places), e))
        if kind == "inv":
            return self.raised(self.replaced_poly(what[1], places), -e)
        if kind == "pow":
            return self.raised(self.replaced_poly(what[1], places), whole(what[2] * e))
        if kind == "fun":
            return self.raised(self.function(what[1], self.replaced_poly(what[2], places)), e)
        if kind in ("ddt", "ext"):
            inside = {v: i for v, i in places.items() if v in VARS[factor(*what)]}
            moved = self.one(kind, what[1], frozen(self.replaced_poly(what[2], inside)), *what[3:])
        else:
            (((((by, _),), _), _),) = self.plain.replaced([(what[2], 1)], (), places).items()
            moved = self.one(kind, frozen(self.plain.replaced_poly(what[1], places)), by)
        return self.raised(moved, e)

    # -- the rules; each returns None where it does not apply ----------------------------------------

    def _deltas(self, powers, bound):
        for f in sorted(f for f in powers if FACTORS[f][0] in ("del", "eq")):
            rest = {g: e for g, e in powers.items() if g != f}
            out = self._delta(f, rest, bound)
            if out is not None:
                return out
        return None

    def _delta(self, f, rest, bound):
        what = FACTORS[f]
        if what[0] == "eq":
            gone = next((v for v in what[1:] if v in bound), None)
            if gone is not None:
                kept = what[1] if gone == what[2] else what[2]
                return self.replaced(rest.items(), bound - {gone}, {gone: ((kept, 1),)})
            return self._under(f, rest, bound, max(what[1:]), ((min(what[1:]), 1),))
        for v, c in sorted(what[1], key=lambda item: (item[0][1] == "G*", item[0])):
            if abs(c) != 1 or v not in bound:
                continue
            value = tuple((w, -c * e) for w, e in what[1] if w != v)
            lone = len(value) == 1 and abs(value[0][1]) == 1 and value[0][0][1] == "G*"
            if v[1] == "G" or lone:
                return self.replaced(rest.items(), bound - {v}, {v: value})
            if not self._partial_at(rest, v):
                out = dict(self.replaced(rest.items(), bound - {v}, {v: value}))
                at_zero = [*rest.items(), (factor("del", value), 1)]
                return add(out, self.replaced(at_zero, bound - {v}, {v: ()}), -1)
        for v, c in sorted(what[1], reverse=True):
            if abs(c) == 1 and v not in bound and not (v[1] == "G*" and self._partial_at(rest, v)):
                return self._under(f, rest, bound, v, tuple((w, -c * e) for w, e in what[1] if w != v))
        return None

    def _under(self, f, rest, bound, v, value):
        """delta f(v) = delta f(value), for a variable that is not bound."""
        if not any(v in VARS[g] for g in rest):
            return None
        out = {}
        for (powers, extra), c in self.replaced(rest.items(), (), {v: value}).items():
            add(out, self.term([*times(powers, [(f, 1)]).items()], (*bound, *extra)), c)
        return out

    def _count(self, powers, bound):
        """A sum over a variable that nothing, or only characters, depend on."""
        for v in sorted(bound):
            using = [f for f in powers if v in VARS[f]]
            size = [(factor("sym", SIZE[v[1]]), 1)]
            if not using:
                return self.mul(self.term(size), self.term(powers.items(), bound - {v}))
            if v[1] == "G" and all(FACTORS[f][0] == "chi" and FACTORS[f][1] != FACTORS[f][2] for f in using):
                other = [(FACTORS[f][1 + (FACTORS[f][1] == v)], powers[f]) for f in using]
                rest = [(f, e) for f, e in powers.items() if f not in using]
                return self.mul(
                    self.term(size), self.term([*rest, (factor("del", combination(other)), 1)], bound - {v})
                )
        return None

    def _unstar(self, powers, bound):
        for v in sorted(bound):
            if v[1] == "G*" and not self._partial_at(powers, v):
                w = unused(("", "G"), bound.union(*(VARS[f] for f in powers)))
                out = dict(self.replaced(powers.items(), bound - {v} | {w}, {v: ((w, 1),)}))
                return add(out, self.replaced(powers.items(), bound - {v}, {v: ()}), -1)
        return None

    @staticmethod
    def _partial_at(powers, v):
        """Whether the product may have no value where the variable is 0."""
        return any(v in VARS[f] and _may_fail(f, e) for f, e in powers.items())

    def _scalars(self, powers, bound):
        """N = K - 1, with partial fractions in 1/K and 1/N."""
        a, b = powers.get(self.K, 0), powers.get(self.N, 0)
        if b > 0 and type(b) is int:
            terms = ((1, a + 1, b - 1), (-1, a, b - 1))
        elif b < 0 and a >= 1:
            terms = ((1, a - 1, b + 1), (1, a - 1, b))
        elif b < 0 and a < 0:
            terms = ((1, a + 1, b), (-1, a, b + 1))
        else:
            return None
        out = {}
        for c, i, j in terms:
            add(out, self.term({**powers, self.K: whole(i), self.N: whole(j)}.items(), bound), c)
        return out

    def _exp_delta(self, powers, bound):
        for f, e in powers.items():
            if FACTORS[f][0] != "exp":
                continue
            inside, names = FACTORS[f][1]
            found = next(
                (d for d, _ in inside if FACTORS[d][0] in ("del", "eq") and not VARS[d] & set(names)), None
            )
            if found is not None:
                rest = {g: x for g, x in powers.items() if g != f}
                bare = self._exp(scaled(self.term([(g, x) for g, x in inside if g != found], names), e))
                out = dict(self.term(rest.items(), bound))
                for (more, extra), c in bare.items():
                    add(out, self.term(times(rest.items(), more, [(found, 1)]).items(), (*bound, *extra)), c)
                return add(out, self.term({**rest, found: 1}.items(), bound), -1)
        return None


def _may_fail(f, e):
    what = FACTORS[f]
    if what[0] == "exp":
        return any(_may_fail(g, x) for g, x in what[1][0])
    return what[0] not in ("at", "chi", "del", "eq") or (what[0] == "at" and e < 0)
