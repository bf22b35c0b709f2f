r"""The rules of the normal form for one monomial: a product of factors summed over bound variables.

Each rule either rewrites the monomial as a polynomial that is simpler, or says that it does not apply;
when none applies, the bound variables get their canonical names.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from fractions import Fraction

from symflow.algebra.canonical import canonical_names
from symflow.algebra.functions import FunctionRules
from symflow.algebra.indexing import SPACES
from symflow.algebra.keys import (
    UNIT,
    Key,
    Lin,
    Mono,
    Poly,
    add_into,
    chi_factors,
    grouped,
    lin,
    move_simple,
    replace_lin,
    scale,
    scaled,
    space_of,
    starred,
    variables,
)
from symflow.errors import InputError

ONE = Fraction(1)


class MonomialRules(FunctionRules):
    """Rewrites monomials; the ring operations are in algebra/normal.py."""

    _terms: dict[tuple[frozenset[tuple[Key, Fraction]], frozenset[str]], Poly]

    @abstractmethod
    def apart(self, mono: Mono) -> list[tuple[Fraction, dict[Key, Fraction], frozenset[str]]]: ...

    # -- one monomial -------------------------------------------------------------------------

    def term(self, factors: Mapping[Key, Fraction], bound: frozenset[str]) -> Poly:
        """The normal form of a product of factors summed over the bound variables."""
        memo = (frozenset(factors.items()), bound)
        if memo not in self._terms:
            self._terms[memo] = self._term(dict(factors), bound)
        return self._terms[memo]

    def _term(self, factors: dict[Key, Fraction], bound: frozenset[str]) -> Poly:
        if any(not v.startswith("$") for v in bound):
            total: Poly = {}
            for c, renamed, outer in self.apart((tuple(factors.items()), tuple(sorted(bound)))):
                add_into(total, self.term(renamed, outer), c)
            return total
        simple = self._simplify(factors)
        if simple is None:
            return {}
        for rule in (self._eliminate_delta, self._sum_out, self._split_star, self._scalars, self._split_exp):
            result = rule(simple, bound)
            if result is not None:
                return result
        return canonical_names(self, simple, bound)

    def _simplify(self, factors: dict[Key, Fraction]) -> dict[Key, Fraction] | None:
        """Normalise single factors; None means that the product is 0."""
        out: dict[Key, Fraction] = {}
        for key, e in factors.items():
            if e == 0:
                continue
            if key[0] in ("del", "eq"):
                delta = self._simple_delta(key)
                if delta is None:
                    return None
                out.update(delta)
                continue
            if key[0] == "at":
                key = self.atom_key(key)
                if self._vanishes(key, e):
                    return None
            elif key[0] == "chi" and self.symbols.boolean:
                e %= 2
            out[key] = out.get(key, Fraction(0)) + e
        return {k: e for k, e in out.items() if e}

    def _simple_delta(self, key: Key) -> dict[Key, Fraction] | None:
        """A delta as at most one factor (a power of it is itself); None where it is 0."""
        if key[0] == "eq":
            return {} if key[1] == key[2] else {key: ONE}
        index = self.reduced(key[1])
        if len(index) == 1 and abs(index[0][1]) == 1 and starred(index[0][0]):
            return None
        return {("del", self.signed(index)): ONE} if index else {}

    def _vanishes(self, key: Key, exponent: Fraction) -> bool:
        """Whether the atom is the mode 0 of a vanishing quantity."""
        if key[1] not in self.symbols.vanishing or key[2:] != ((),):
            return False
        if exponent < 0:
            raise InputError(f"{key[1]}_0 = 0 stands in a denominator")
        return True

    def reduced(self, index: Lin) -> Lin:
        """A group index, modulo 2 in a Boolean group."""
        return tuple((v, c % 2) for v, c in index if c % 2) if self.symbols.boolean else index

    def signed(self, index: Lin) -> Lin:
        """A group index up to sign: the first coefficient is positive."""
        return scale(index, -1) if index and index[0][1] < 0 else index

    def atom_key(self, key: Key) -> Key:
        """An atom with reduced indices, even ones up to sign."""
        index = tuple(self.reduced(i) if all(grouped(v) for v, _ in i) else i for i in key[2:])
        if key[1] in self.symbols.even:
            index = tuple(self.signed(i) for i in index)
        return ("at", key[1], *index)

    def replaced(
        self, factors: Mapping[Key, Fraction], bound: frozenset[str], mapping: Mapping[str, Lin]
    ) -> Poly:
        """The monomial with variables replaced by group indices; bound ones are renamed apart first."""
        named = {v: self.temporary(space_of(v)) for v in bound if not v.startswith("$")}
        if named:
            mapping = {**mapping, **{v: ((w, 1),) for v, w in named.items()}}
            bound = frozenset(named.get(v, v) for v in bound)
        plain: dict[Key, Fraction] = {}
        extra: list[Poly] = []
        for key, e in factors.items():
            if not variables(key) & mapping.keys():
                plain[key] = plain.get(key, Fraction(0)) + e
            elif key[0] == "chi":
                a, b = (replace_lin(((v, 1),), mapping) for v in key[1:])
                for k, f in chi_factors(a, b, e).items():
                    plain[k] = plain.get(k, Fraction(0)) + f
            elif key[0] in ("at", "del", "eq"):
                moved = move_simple(key, mapping)
                plain[moved] = plain.get(moved, Fraction(0)) + e
            else:
                extra.append(self.move_nested(key, e, mapping))
        out = self.term(plain, bound if not extra else frozenset())
        if not extra:
            return out
        product: Poly = {UNIT: ONE}
        for poly in extra:
            product = self.mul(product, poly)
        total: Poly = {}
        for (more, inner), c in product.items():
            merged = dict(plain)
            for key, e in more:
                merged[key] = merged.get(key, Fraction(0)) + e
            add_into(total, self.term(merged, bound | frozenset(inner)), c)
        return total

    # -- the rules; each returns None where it does not apply -----------------------------------

    def _eliminate_delta(self, factors: dict[Key, Fraction], bound: frozenset[str]) -> Poly | None:
        for key in sorted((k for k in factors if k[0] in ("del", "eq")), key=repr):
            rest = {k: e for k, e in factors.items() if k != key}
            done = self._solve_delta(key, rest, bound)
            if done is not None:
                return done
        return None

    def _solve_delta(self, key: Key, rest: dict[Key, Fraction], bound: frozenset[str]) -> Poly | None:
        if key[0] == "eq":
            keep, drop = key[1:] if key[2] in bound else key[:0:-1]
            if drop in bound:
                return self.replaced(rest, bound - {drop}, {drop: ((keep, 1),)})
            return self._under_delta(key, rest, bound, max(key[1:]), ((min(key[1:]), 1),))
        for v, c in sorted(key[1], key=lambda item: (starred(item[0]), item[0])):
            if abs(c) != 1 or v not in bound:
                continue
            solution = scale(tuple(t for t in key[1] if t[0] != v), -c)
            if not starred(v):
                return self.replaced(rest, bound - {v}, {v: solution})
            if len(solution) == 1 and abs(solution[0][1]) == 1 and starred(solution[0][0]):
                return self.replaced(rest, bound - {v}, {v: solution})
            if not self.partial_at(rest, v):
                out = dict(self.replaced(rest, bound - {v}, {v: solution}))
                at_zero = self.replaced({**rest, ("del", solution): ONE}, bound - {v}, {v: ()})
                add_into(out, at_zero, -ONE)
                return out
        for v, c in sorted(key[1], reverse=True):
            if abs(c) == 1 and v not in bound and not (starred(v) and self.partial_at(rest, v)):
                return self._under_delta(
                    key, rest, bound, v, scale(tuple(t for t in key[1] if t[0] != v), -c)
                )
        return None

    def _under_delta(
        self, key: Key, rest: dict[Key, Fraction], bound: frozenset[str], variable: str, value: Lin
    ) -> Poly | None:
        """delta f(v) = delta f(value), for a variable v that is not bound."""
        if not any(variable in variables(k) for k in rest):
            return None
        out: Poly = {}
        for (factors, inner), c in self.replaced(rest, frozenset(), {variable: value}).items():
            add_into(out, self.term({**dict(factors), key: ONE}, bound | frozenset(inner)), c)
        return out

    def _sum_out(self, factors: dict[Key, Fraction], bound: frozenset[str]) -> Poly | None:
        for v in sorted(bound):
            using = [k for k in factors if v in variables(k)]
            if not using:
                return self.mul(self.size(v), self.term(factors, bound - {v}))
            linear = all(k[0] == "chi" and k[1] != k[2] and factors[k].denominator == 1 for k in using)
            if grouped(v) and not starred(v) and linear:
                argument = lin((k[2] if k[1] == v else k[1], int(factors[k])) for k in using)
                rest = {k: e for k, e in factors.items() if k not in using}
                rest[("del", argument)] = ONE
                return self.mul(self.size(v), self.term(rest, bound - {v}))
        return None

    def size(self, variable: str) -> Poly:
        """The number of elements of the variable's space."""
        return self.term({("sym", SPACES[space_of(variable)].size): ONE}, frozenset())

    def _split_star(self, factors: dict[Key, Fraction], bound: frozenset[str]) -> Poly | None:
        for v in sorted(bound):
            if starred(v) and not self.partial_at(factors, v):
                whole = self.temporary("G")
                out = dict(self.replaced(factors, (bound - {v}) | {whole}, {v: ((whole, 1),)}))
                add_into(out, self.replaced(factors, bound - {v}, {v: ()}), -ONE)
                return out
        return None

    @staticmethod
    def partial_at(factors: Mapping[Key, Fraction], variable: str) -> bool:
        """Whether the product may be undefined where the variable is 0 (a quotient or a logarithm)."""
        return any(variable in variables(k) and may_fail(k, e) for k, e in factors.items())

    def _scalars(self, factors: dict[Key, Fraction], bound: frozenset[str]) -> Poly | None:
        """N = K - 1, with partial fractions in 1/K and 1/N."""
        k, n = ("sym", "K"), ("sym", "N")
        a, b = factors.get(k, Fraction(0)), factors.get(n, Fraction(0))
        if b > 0 and b.denominator == 1:
            return self._combined(factors, bound, ((1, a + 1, b - 1), (-1, a, b - 1)))
        if b < 0 and a >= 1:
            return self._combined(factors, bound, ((1, a - 1, b + 1), (1, a - 1, b)))
        if b < 0 and a < 0:
            return self._combined(factors, bound, ((1, a + 1, b), (-1, a, b + 1)))
        return None

    def _combined(
        self,
        factors: dict[Key, Fraction],
        bound: frozenset[str],
        terms: tuple[tuple[int, Fraction, Fraction], ...],
    ) -> Poly:
        out: Poly = {}
        for c, a, b in terms:
            add_into(out, self.term({**factors, ("sym", "K"): a, ("sym", "N"): b}, bound), Fraction(c))
        return out

    def _split_exp(self, factors: dict[Key, Fraction], bound: frozenset[str]) -> Poly | None:
        """e^{delta x} = 1 + delta (e^x - 1), because a delta is 0 or 1."""
        for key, e in factors.items():
            if key[0] != "exp":
                continue
            inner, inner_bound = key[1]
            for d, _ in inner:
                if d[0] in ("del", "eq") and not variables(d) & set(inner_bound):
                    rest = {k: f for k, f in factors.items() if k != key}
                    stripped = self.term({k: f for k, f in inner if k != d}, frozenset(inner_bound))
                    power = self.exp_of(scaled(stripped, e))
                    out = dict(self.term(rest, bound))
                    for (more, extra), c in power.items():
                        merged = dict(rest)
                        for k, f in more:
                            merged[k] = merged.get(k, Fraction(0)) + f
                        add_into(out, self.term({**merged, d: ONE}, bound | frozenset(extra)), c)
                    add_into(out, self.term({**rest, d: ONE}, bound), -ONE)
                    return out
        return None


def may_fail(key: Key, exponent: Fraction) -> bool:
    """Whether a power of a factor may be undefined at some index."""
    if key[0] == "exp":
        return any(may_fail(k, e) for k, e in key[1][0])
    return key[0] not in ("at", "chi", "del", "eq") or (key[0] == "at" and exponent < 0)
