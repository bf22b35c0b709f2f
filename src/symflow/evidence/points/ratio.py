r"""Rational functions in independent generators: the numbers of the second exact route.

Statement.  Give every free entry of a domain its own generator, and one more to every exponential,
logarithm and root that is met. An identity between rational functions of independent generators holds
for whatever the generators stand for; so if the numerator of left - right vanishes, left = right wherever
both sides have a value. The converse is not claimed: a numerator that is not 0 shows nothing by itself.

Formula.  A value is  num / (shift * prod_i F_i^{e_i}): a polynomial over Q, a monomial, and powers of
registered polynomials. Exponentials are split over monomials, exp(sum_m c_m m) = prod_m e_m^{c_m L_m} with
the generator e_m = exp(m / L_m), where L_m makes every exponent that occurs an integer;
tanh x = (e^{2x} - 1) / (e^{2x} + 1); a root g of x = N/D obeys D g^q = N, by which numerators are reduced.

Notation.  Generators, and the work that may be done, are kept in ``symflow.evidence.points.ring``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import isqrt, lcm

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from symflow.evidence.points.ring import Budget, Poly, Ratio, Restart, Ring, Unsupported
from symflow.evidence.points.walk import Value

_TRY_DIVISION = 3_000
_LARGEST_SQUARE = 10**8


class Ratios:
    """The kind of number for a walker; see ``symflow.evidence.points.walk``."""

    def __init__(self, ring: Ring, budget: Budget) -> None:
        self.ring, self.budget = ring, budget
        self.context = fmpq_mpoly_ctx.get([("x", ring.capacity)], Ordering.lex)
        self.generators = self.context.gens()
        self.one = self.context.constant(1)
        self.factors: list[Poly] = []
        self.relations: list[Poly] = []
        self.squares: list[Poly] = []

    def generator(self, key: object) -> Ratio:
        """The generator with this meaning."""
        if key not in self.ring.keys:
            self.ring.keys[key] = len(self.ring.keys)
            if len(self.ring.keys) > self.ring.capacity:
                self.ring.capacity = 2 * len(self.ring.keys)
                raise Restart
        return Ratio(self.generators[self.ring.keys[key]], self.one)

    def vanishes(self, x: Ratio) -> bool:
        """Whether the numerator is 0, modulo the relations of the roots."""
        num = x.num
        for relation in reversed(self.relations + self.squares):
            num = divmod(num, relation)[1]
        return bool(num.is_zero())

    def of(self, value: Fraction) -> Value:
        return Ratio(self.context.constant(fmpq(value.numerator, value.denominator)), self.one)

    def add(self, terms: Sequence[Ratio]) -> Value:
        shift, top = self.one, dict[int, int]()
        for term in terms:
            shift = self._least_multiple(shift, term.shift)
            for i, e in term.den:
                top[i] = max(top.get(i, 0), e)
        num = self.context.constant(0)
        self._spend(sum(len(term.num) for term in terms))
        for term in terms:
            own, lifted = dict(term.den), term.num
            if term.shift != shift:
                lifted = self._mul(lifted, self._divided(shift, term.shift))
            for i, e in top.items():
                for _ in range(e - own.get(i, 0)):
                    lifted = self._mul(lifted, self.factors[i])
            num += lifted
        return self._reduced(num, shift, top)

    def multiply(self, factors: Sequence[Ratio]) -> Value:
        num, shift, den = self.one, self.one, dict[int, int]()
        for factor in factors:
            num, shift = self._mul(num, factor.num), self._mul(shift, factor.shift)
            for i, e in factor.den:
                den[i] = den.get(i, 0) + e
        return self._reduced(num, shift, den)

    def power(self, x: Ratio, exponent: Fraction) -> Value:
        base = self._inverse(x) if exponent < 0 else x
        if exponent.denominator != 1:
            base = self._root(base, exponent.denominator)
        return self.multiply([base] * abs(exponent.numerator))

    def function(self, name: str, x: Ratio) -> Value:
        if name == "exp":
            return self._exp(x)
        if name == "tanh":
            square = self._exp(self.multiply([self.of(Fraction(2)), x]))
            below = self.add([square, self.of(Fraction(-1))])
            return self.multiply([below, self._inverse(self.add([square, self.of(Fraction(1))]))])
        if name == "log" and x == Ratio(self.one, self.one):
            return self.of(Fraction(0))
        return self.generator((name, self._text(x)))

    def character(self, turn: Fraction) -> Value:
        if (2 * turn).denominator != 1:
            raise Unsupported("a character that is not +-1")
        return self.of(Fraction(-1 if (2 * turn) % 2 else 1))

    def extremum(self, kind: str, values: Sequence[Ratio]) -> Value:
        raise Unsupported(f"{kind} is not a rational function")

    def active(self, kind: str, values: Sequence[Ratio], rates: Sequence[Callable[[], Value]]) -> Value:
        raise Unsupported(f"{kind} is not a rational function")

    def _spend(self, units: int) -> None:
        self.budget.spend(units, self.ring.capacity)

    def _mul(self, a: Poly, b: Poly) -> Poly:
        self._spend(len(a) * len(b))
        return a * b

    def _divided(self, a: Poly, b: Poly) -> Poly:
        return divmod(a, b)[0]

    def _least_multiple(self, a: Poly, b: Poly) -> Poly:
        return a if a == b else self._divided(a * b, a.gcd(b))

    def _reduced(self, num: Poly, shift: Poly, den: dict[int, int]) -> Ratio:
        """The quotient, with square roots reduced and what divides exactly taken out."""
        for square in self.squares:
            self._spend(len(num))
            num = divmod(num, square)[1]
        if num.is_zero():
            return Ratio(num, self.one)
        if shift != self.one:
            common = num.term_content().gcd(shift)
            num, shift = self._divided(num, common), self._divided(shift, common)
        left: list[tuple[int, int]] = []
        for i, e in sorted(den.items()):
            while e and len(self.factors[i]) <= len(num) <= _TRY_DIVISION:
                self._spend(len(num) * len(self.factors[i]))
                quotient, rest = divmod(num, self.factors[i])
                if not rest.is_zero():
                    break
                num, e = quotient, e - 1
            left += [(i, e)] if e else []
        return Ratio(num, shift, tuple(left))

    def _inverse(self, x: Ratio) -> Ratio:
        if x.num.is_zero():
            raise Unsupported("division by 0")
        num = x.shift
        for i, e in x.den:
            for _ in range(e):
                num = self._mul(num, self.factors[i])
        content = x.num.term_content()
        content = self._divided(content, self.context.constant(content.leading_coefficient()))
        rest = self._divided(x.num, content)
        lead = rest.leading_coefficient()
        rest, num, den = rest / lead, num / lead, dict[int, int]()
        if not rest.is_constant():
            if rest not in self.factors:
                self.factors.append(rest)
            den[self.factors.index(rest)] = 1
        return self._reduced(num, content, den)

    def _exp(self, x: Ratio) -> Ratio:
        if x.den or x.shift != self.one:
            return self.generator(("exp of", self._text(x)))
        num, shift = self.one, self.one
        for exponents, c in zip(x.num.monoms(), x.num.coeffs(), strict=True):
            key = ("exp", tuple((i, int(e)) for i, e in enumerate(exponents) if e))
            finest = self.ring.finest.setdefault(key, int(c.q))
            if finest % int(c.q):
                self.ring.finest[key] = lcm(finest, int(c.q))
                raise Restart
            times = int(c.p) * (finest // int(c.q))
            power = self.generator(key).num ** abs(times)
            num, shift = (num * power, shift) if times > 0 else (num, shift * power)
        return self._reduced(num, shift, {})

    def _root(self, x: Ratio, degree: int) -> Ratio:
        """A root as a generator g with D g^q = N, where x = N / D; the square root of a number at once."""
        if x.num.is_zero():
            return x
        if degree == 2 and x.num.is_constant() and x.shift == self.one and not x.den:
            return self._square_root(x.num.leading_coefficient())
        bottom = x.shift
        for i, e in x.den:
            bottom = self._mul(bottom, self.factors[i] ** e)
        root = self.generator(("root", degree, self._text(x)))
        relation = self._mul(bottom, root.num**degree) - x.num
        if relation not in self.relations:
            self.relations.append(relation)
        return root

    def _square_root(self, c: fmpq) -> Ratio:
        """sqrt(p/q) = (r/q) sqrt(f) with p q = r^2 f; sqrt(f) is a generator, and its square is f."""
        whole, root = int(c.p) * int(c.q), 1
        if not 0 < whole <= _LARGEST_SQUARE:
            raise Unsupported("a square root of a number that is not small and positive")
        for p in range(2, isqrt(whole) + 1):
            while whole % (p * p) == 0:
                whole, root = whole // (p * p), root * p
        num = self.context.constant(fmpq(root, c.q))
        if whole > 1:
            surd = self.generator(("square root", whole)).num
            num = num * surd
            if surd**2 - whole not in self.squares:
                self.squares.append(surd**2 - whole)
        return Ratio(num, self.one)

    def _text(self, x: Ratio) -> tuple[str, str, tuple[tuple[str, int], ...]]:
        return str(x.num), str(x.shift), tuple(sorted((str(self.factors[i]), e) for i, e in x.den))
