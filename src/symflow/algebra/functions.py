r"""The normal form of functions, quotients and kept derivatives.

    e^{x + y} = e^x e^y,    e^{log x} = x,    log(x y) = log x + log y  (x, y > 0),
    tanh x = (e^{2x} - 1) / (e^{2x} + 1),    1 / (f D) = (1/f) (1/D).

Everything else is kept as an opaque factor with its argument in normal form.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from fractions import Fraction
from typing import Self

from symflow.algebra import expr as tree
from symflow.algebra.expr import Expr
from symflow.algebra.indexing import Var
from symflow.algebra.keys import (
    UNIT,
    Key,
    Lin,
    Mono,
    Poly,
    PolyKey,
    add_into,
    grouped,
    height,
    order,
    parts,
    poly_key,
    scale,
    scaled,
    space_of,
    variables,
)
from symflow.algebra.signs import SIGN_TABLE
from symflow.algebra.symbols import Symbols
from symflow.errors import InputError

ONE = Fraction(1)
ONE_LESS_K: Poly = {UNIT: ONE, (((("sym", "K"), ONE),), ()): -ONE}
ONE_OVER_N: tuple[Key, Fraction] = (("sym", "N"), -ONE)


class FunctionRules(ABC):
    """The part of the normal form that treats functions; the ring operations are the other part."""

    symbols: Symbols

    @abstractmethod
    def of(self, node: Expr, env: Mapping[Var, str] | None = None) -> Poly: ...

    @abstractmethod
    def term(self, factors: Mapping[Key, Fraction], bound: frozenset[str]) -> Poly: ...

    @abstractmethod
    def mul(self, p: Poly, q: Poly) -> Poly: ...

    @abstractmethod
    def power(self, poly: Poly, exponent: int) -> Poly: ...

    @abstractmethod
    def replaced(
        self, factors: Mapping[Key, Fraction], bound: frozenset[str], mapping: Mapping[str, Lin]
    ) -> Poly: ...

    @abstractmethod
    def temporary(self, space: str) -> str: ...

    @abstractmethod
    def independent(self) -> Self: ...

    def function(self, node: Expr, names: Mapping[Var, str]) -> Poly:
        """The polynomial of a function, power, extremum or kept derivative."""
        match node:
            case tree.Pow(base, exponent):
                return self.power_of(self.of(base, names), exponent)
            case tree.Fun(name, arg):
                return self.function_of(name, self.of(arg, names))
            case tree.SignAtom(name, args):
                return self.of(SIGN_TABLE[name].expand(args, self.symbols.hermitian), names)
            case tree.Ddt(body, flow):
                return self.single(("ddt", flow, poly_key(self.of(body, names))))
            case tree.Partial(body, by):
                plain = self.independent()
                ((factors, _),) = plain.of(by, names)
                return self.single(("partial", poly_key(plain.of(body, names)), factors[0][0]))
            case tree.Extremum(kind, body, var):
                bound = self.temporary(var.space_name)
                return self.extremum_of(kind, self.of(body, {**names, var: bound}), bound)
            case _:
                raise InputError(f"{type(node).__name__} has no normal form")

    def single(self, key: Key, exponent: Fraction = ONE) -> Poly:
        """One factor as a polynomial."""
        return self.term({key: exponent}, frozenset())

    def function_of(self, name: str, arg: Poly) -> Poly:
        """A function of the closed list at a polynomial."""
        if name == "exp":
            return self.exp_of(arg)
        if name == "log":
            return self.log_of(arg)
        if name == "tanh":
            twice = self.exp_of(scaled(arg, Fraction(2)))
            above, below = dict(twice), dict(twice)
            add_into(above, {UNIT: -ONE})
            add_into(below, {UNIT: ONE})
            return self.mul(above, self.inverse_of(below))
        return self.single(("fun", name, poly_key(arg)))

    def exp_of(self, arg: Poly) -> Poly:
        """e^arg as a product of one factor per monomial of the argument."""
        factors: dict[Key, Fraction] = {}
        out: Poly = {UNIT: ONE}
        for mono, c in arg.items():
            inner = _as_logarithm(mono)
            if inner is not None and c.denominator == 1:
                out = self.mul(out, self.power_of(dict(inner), c))
            else:
                factors[("exp", mono)] = c
        return self.mul(out, self.term(factors, frozenset()))

    def log_of(self, arg: Poly) -> Poly:
        """log of a product: its positive factors apart, the rest as one opaque logarithm."""
        if not arg:
            raise InputError("an expression takes the logarithm of zero")
        common = {
            k: e
            for k, e in _common_factors(arg, ("sym", "at", "exp", "inv")).items()
            if self.is_positive_key(k)
        }
        rest = self.divided(arg, common)
        out: Poly = {}
        for key, e in common.items():
            add_into(out, self._log_factor(key), e)
        lead = rest[min(rest, key=order)]
        if lead < 0 and scaled(rest, 1 / lead) == ONE_LESS_K:
            add_into(out, self.single(_log_key({_mono(ONE_OVER_N[0]): ONE})))
            rest, lead = {UNIT: -lead}, -lead
        if lead > 0 and lead != 1:
            add_into(out, self.single(_log_key({UNIT: lead})))
            rest = scaled(rest, 1 / lead)
        if rest != {UNIT: ONE}:
            add_into(out, self.single(_log_key(rest)))
        return out

    def _log_factor(self, key: Key) -> Poly:
        if key[0] == "exp":
            return {key[1]: ONE}
        if key[0] == "inv":
            return scaled(self.log_of(dict(key[1])), -ONE)
        return self.single(_log_key({_mono(key): ONE}))

    def divided(self, base: Poly, common: dict[Key, Fraction]) -> Poly:
        """base / common, for factors that stand outside the sums of every monomial."""
        rest: Poly = {}
        for (factors, bound), c in base.items():
            left = {k: e - common.get(k, Fraction(0)) for k, e in factors}
            missing = {k: -e for k, e in common.items() if k not in left}
            add_into(rest, self.term({**left, **missing}, frozenset(bound)), c)
        return rest

    def is_positive_key(self, key: Key) -> bool:
        """Whether a factor is positive by declaration."""
        if key[0] in ("sym", "at"):
            return key[1] in self.symbols.positive
        if key[0] == "inv":
            return all(c > 0 and self._positive_rest(mono) for mono, c in key[1])
        return bool(key[0] == "exp") and self.is_real(key[1])

    def is_real(self, mono: Mono) -> bool:
        """Whether a monomial is seen to be its own complex conjugate (characters of a Boolean group are real)."""
        if self.symbols.boolean:
            return True
        factors, bound = mono
        conjugate: dict[Key, Fraction] = {}
        for key, e in factors:
            if key[0] == "chi":
                e = -e
            elif key[0] == "at" and key[1] in self.symbols.hermitian:
                key = (*key[:2], *(scale(i, -1) if all(grouped(v) for v, _ in i) else i for i in key[2:]))
            elif self._mentions_complex(key):
                return False
            conjugate[key] = conjugate.get(key, Fraction(0)) + e
        return conjugate == dict(factors) or self.term(conjugate, frozenset(bound)) == {mono: ONE}

    def _mentions_complex(self, key: Key) -> bool:
        """Whether a character or a complex quantity stands anywhere in a factor."""
        if key[0] in ("chi", "at"):
            return key[0] == "chi" or key[1] in self.symbols.hermitian
        return any(self._mentions_complex(inner) for mono in parts(key) for inner, _ in mono[0])

    def _positive_rest(self, mono: Mono) -> bool:
        return all(self.is_positive_key(key) for key, _ in mono[0])

    def power_of(self, base: Poly, exponent: Fraction) -> Poly:
        """A rational power of a polynomial."""
        if not base and exponent > 0:
            return {}
        if exponent.denominator == 1 and exponent >= 0:
            return self.power(base, int(exponent))
        if exponent.denominator == 1:
            return self.power(self.inverse_of(base), -int(exponent))
        if not base and exponent < 0:
            raise InputError("an expression divides by zero")
        if len(base) == 1:
            ((mono, c),) = base.items()
            free, rest = split_free(mono)
            if c == 1 and rest == UNIT and all(self.is_positive_key(k) and k[0] != "inv" for k in free):
                return self.term({k: e * exponent for k, e in free.items()}, frozenset())
        return self.single(("pow", poly_key(base), exponent))

    def inverse_of(self, base: Poly) -> Poly:
        """1 / base: common factors are inverted one by one, the rest is one opaque denominator."""
        if not base:
            raise InputError("an expression divides by zero")
        common = _common_factors(base, ("sym", "at", "exp", "chi"))
        rest = self.divided(base, common)
        inverted = self.term({k: -e for k, e in common.items()}, frozenset())
        if set(rest) == {UNIT}:
            return scaled(inverted, 1 / rest[UNIT])
        lead = rest[min(rest, key=order)]
        monic = scaled(rest, 1 / lead)
        opaque = (
            self.single(("inv", poly_key(monic)))
            if monic != ONE_LESS_K
            else scaled(self.single(*ONE_OVER_N), -ONE)
        )
        return scaled(self.mul(inverted, opaque), 1 / lead)

    def extremum_of(self, kind: str, body: Poly, bound: str) -> Poly:
        """max or min over one variable, the variable named canonically."""
        level = 1 + max((height(k) for mono in body for k, _ in mono[0]), default=0)
        name = f"#x{level}:{space_of(bound)}"
        return self.single(
            ("ext", kind, poly_key(self.replaced_poly(poly_key(body), {bound: ((name, 1),)})), name)
        )

    def replaced_poly(self, poly: PolyKey, mapping: Mapping[str, Lin]) -> Poly:
        """A polynomial with variables replaced by group indices."""
        out: Poly = {}
        for (factors, bound), c in poly:
            add_into(out, self.replaced(dict(factors), frozenset(bound), mapping), c)
        return out

    def move_nested(self, key: Key, exponent: Fraction, mapping: Mapping[str, Lin]) -> Poly:
        """A power of a function factor, with variables replaced inside."""
        match key[0]:
            case "exp":
                return self.exp_of(scaled(self.replaced_poly(((key[1], ONE),), mapping), exponent))
            case "inv":
                return self.power_of(self.replaced_poly(key[1], mapping), -exponent)
            case "pow":
                return self.power_of(self.replaced_poly(key[1], mapping), key[2] * exponent)
            case "fun":
                moved = self.function_of(key[1], self.replaced_poly(key[2], mapping))
            case "ddt":
                moved = self.single(("ddt", key[1], poly_key(self.replaced_poly(key[2], mapping))))
            case "ext":
                moved = self.single(("ext", key[1], poly_key(self.replaced_poly(key[2], mapping)), key[3]))
            case _:
                plain = self.independent()
                ((inner, _),) = plain.replaced({key[2]: ONE}, frozenset(), mapping)
                moved = self.single(("partial", poly_key(plain.replaced_poly(key[1], mapping)), inner[0][0]))
        return self.power_of(moved, exponent)


def _log_key(arg: Poly) -> Key:
    return ("fun", "log", poly_key(arg))


def _mono(key: Key) -> Mono:
    return (((key, ONE),), ())


def split_free(mono: Mono) -> tuple[dict[Key, Fraction], Mono]:
    """The factors without bound variables, and the summed rest."""
    factors, bound = mono
    free = {k: e for k, e in factors if not variables(k) & set(bound)}
    return free, (tuple((k, e) for k, e in factors if k not in free), bound)


def _common_factors(base: Poly, kinds: tuple[str, ...]) -> dict[Key, Fraction]:
    """Powers of factors that every monomial contains (negative ones too), outside sums."""
    frees = [split_free(mono)[0] for mono in base]
    keys = {k for free in frees for k in free if k[0] in kinds}
    common = {k: min(free.get(k, Fraction(0)) for free in frees) for k in keys}
    return {k: e for k, e in common.items() if e}


def _as_logarithm(mono: Mono) -> PolyKey | None:
    """The argument, if the monomial is a single logarithm."""
    factors, bound = mono
    if not bound and len(factors) == 1 and factors[0][1] == 1 and factors[0][0][:2] == ("fun", "log"):
        inner: PolyKey = factors[0][0][2]
        return inner
    return None
