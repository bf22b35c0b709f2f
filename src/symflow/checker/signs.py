r"""Signs that can be read off a formula, where a formula has a value, and what a vanishing sum of signs means.

A formula is manifestly >= 0 if it is made of numbers, parameters, quantities declared so, e^x of a real x, entries
of the sign table (x^2, |x|^2, (e^a - e^b)(a - b), x - 1 - log x) and known facts, by sums, products and powers
that keep the sign; it is manifestly > 0 if some part cannot vanish. Every index set has an element."""

from fractions import Fraction

from .derivatives import at, differentiated
from .limits import Budget, Rejected
from .sequents import open_in
from .trees import ZERO, difference, free, negative, parts, unfolded, upward, walk, zero_of

UNKNOWN, NONNEGATIVE, POSITIVE = 0, 1, 2
DECLARED = {"real": UNKNOWN, "nonnegative": NONNEGATIVE, "positive": POSITIVE}


def number(node):
    """The value of a formula of numbers only, else None."""
    kind = node[0]
    if kind == "Num":
        return node[1]
    if kind not in ("Neg", "Add", "Mul", "Pow") or (kind == "Pow" and node[2].denominator != 1):
        return None
    values = [number(part) for part in parts(node)]
    if None in values:
        return None
    if kind == "Neg":
        return -values[0]
    if kind == "Pow":
        return None if values[0] == 0 and node[2] < 0 else Budget.small(values[0] ** int(node[2]))
    out = Fraction(kind == "Mul")
    for value in values:
        out = Budget.small(out * value if kind == "Mul" else out + value)
    return out


class Signs:
    """Reads signs in a domain with the help of relations known there."""

    def __init__(self, domain, relations, rules):
        self.domain, self.rules = domain, rules
        self.known = [
            (upward(r), POSITIVE if r[1] in "<>" else NONNEGATIVE) for r in relations if r[1] != "=="
        ]
        self.at_hand = self.known

    def sign(self, node):
        """The manifest sign on the whole domain; at a fixed order, the least over all values of the indices."""
        if self.domain.written_out is None:
            return self.symbolic(node)
        worst = POSITIVE
        for env in self.domain.assignments(free(node).union(*(free(f) for f, _ in self.known))):
            self.at_hand = [(self.domain.concrete(f, env), s) for f, s in self.known]
            worst = min(worst, self._sign(self.domain.concrete(node, env)))
        return worst

    def symbolic(self, node):
        self.at_hand = self.known
        return self._sign(node)

    def _sign(self, node):
        if (node, POSITIVE) in self.at_hand:
            return POSITIVE
        sign = self._structure(node)
        if sign < POSITIVE:
            opened = unfolded(node, self.rules)
            for formula, known in self.at_hand:
                if known > sign and (formula == node or self._equal(opened, unfolded(formula, self.rules))):
                    return known
        return sign

    def _equal(self, a, b):
        return _names(a) == _names(b) and self.domain.equal(a, b)

    def _structure(self, node):
        Budget.spend()
        value, kind = number(node), node[0]
        if value is not None:
            return POSITIVE if value > 0 else NONNEGATIVE if value == 0 else UNKNOWN
        if kind == "Sym":
            return DECLARED[self.domain.sign(node[1])]
        if kind == "Atom":
            return self._atom(node)
        if kind == "Delta":
            return NONNEGATIVE
        if kind == "Neg":
            return self._sign(node[1][1]) if node[1][0] == "Neg" else UNKNOWN
        if kind == "Add":
            sign = self._sum(node[1])
            return sign if sign is POSITIVE else max(sign, self._sum(tuple(_summands(node))))
        if kind == "Mul":
            scale, rest = Fraction(1), []
            for part in node[1]:
                value = number(part)
                rest += [part] if value is None else []
                scale *= 1 if value is None else value
            return (
                NONNEGATIVE * (scale == 0)
                if scale <= 0
                else min((self._sign(p) for p in rest), default=POSITIVE)
            )
        if kind in ("Sum", "Extremum"):
            return self._sign(node[-2])
        return self._function(node)

    def _sum(self, args):
        """A sum; numbers and parameters are taken together at their least values: K - 1 > 0."""
        K = self.domain.least
        least, bound, signs = {("Sym", "K"): K, ("Sym", "N"): K - 1, ("Sym", "n"): 1, ("Sym", "d"): 1}, 0, []
        for arg in args:
            value = least.get(arg, number(arg))
            if value is None:
                signs.append(self._sign(arg))
            else:
                bound += value
        signs.append(POSITIVE if bound > 0 else NONNEGATIVE if bound == 0 else UNKNOWN)
        return max(signs) if min(signs) > UNKNOWN else UNKNOWN

    def _function(self, node):
        kind = node[0]
        if kind == "Pow":
            base, exponent = node[1:]
            sign = self._sign(base)
            if sign is POSITIVE or (sign is NONNEGATIVE and exponent > 0):
                return sign
            even = exponent > 0 and exponent.denominator == 1 and exponent % 2 == 0
            return NONNEGATIVE if even and self.real(base) else UNKNOWN
        if kind == "Fun" and node[1] in ("exp", "tanh"):
            return self._sign(node[2]) if node[1] == "tanh" else POSITIVE * self.real(node[2])
        if kind == "SignAtom":
            good = node[1] == "modulus" or all(map(self.real, node[2]))
            good = good and (node[1] != "excess" or self._sign(node[2][0]) is POSITIVE)
            return NONNEGATIVE if good else UNKNOWN
        return UNKNOWN

    def real(self, node):
        return self.domain.real(unfolded(node, self.rules))

    def _atom(self, node):
        if node[1] in self.domain.definitions:
            return self._sign(at(self.domain.definitions[node[1]], node[2]))
        name, _, place = node[1].partition("[")
        sign = DECLARED[self.domain.sign(name)]
        if sign is not POSITIVE or name not in self.domain.vanishing:
            return sign
        if place:
            return NONNEGATIVE if place == "0]" else sign
        i = next(i for i, v in zip(node[2], self.domain.places(name)) if v[1] in ("G", "G*"))
        return sign if len(i) == 1 and abs(i[0][1]) == 1 and i[0][0][1] == "G*" else NONNEGATIVE

    def zeros(self, node):
        """Equations (a, b) that hold, for all values of bound variables, where a manifestly >= 0 formula is 0."""
        kind = node[0]
        if self.symbolic(node) is UNKNOWN:
            return
        if kind == "Add" and all(self._sign(part) is not UNKNOWN for part in node[1]):
            for part in node[1]:
                yield from self.zeros(part)
        elif kind == "Sum":
            yield from self.zeros(node[1])
        elif kind == "Mul":
            rest = [part for part in node[1] if self._sign(part) is not POSITIVE]
            yield from self.zeros(rest[0]) if len(rest) == 1 else ()
        elif kind == "Pow" and node[2] > 0:
            yield (node[1], ZERO)
        elif kind == "SignAtom":
            yield zero_of(node[1], node[2])
        elif kind == "Atom":
            yield (node, ZERO)


def _names(node):
    return {part[1] for part in walk(node) if part[0] == "Atom"}


def _summands(node):
    for part in node[1]:
        yield from _summands(part) if part[0] == "Add" else (part,)


# -- where formulas have a value ------------------------------------------------------------------------


def defined(domain, given, assumed, over=frozenset()):
    """Rejected if a formula may have no value where the hypotheses hold, or one of these where those before it hold.

    Without this rule the hypothesis x = 0, multiplied by 1/x, would prove 1 = 0.
    """
    for n, (variables, relation) in enumerate(assumed):
        _defined(domain, relation[2:], assumed[:n], frozenset(variables))
    _defined(domain, given, assumed, over)


def _defined(domain, given, assumed, over):
    """Signs may come from assumptions about no index that is bound here, and from facts that assume no more."""
    bound = over.union(n[-1] for f in given for n in walk(f) if n[0] in ("Sum", "Extremum"))
    closed = {h for h in assumed if not open_in(h)}
    known = [conclusion for given_h, conclusion in domain.facts.values() if closed.issuperset(given_h)]
    known += [relation for variables, relation in assumed if not open_in((variables, relation)) & bound]
    signs, seen = Signs(domain, [r for r in known if r[0] == "Rel"], domain.rules), set()
    for formula in given:
        _check(formula, signs, seen)


def _check(node, signs, seen):
    if node in seen:
        return
    seen.add(node)
    kind = node[0]
    if kind == "Pow" and (node[2] < 0 or node[2].denominator != 1):
        sign = signs.symbolic(node[1])
        good = sign is POSITIVE or (sign is NONNEGATIVE and node[2] > 0)
        if not good and (node[2].denominator != 1 or signs.symbolic(negative(node[1])) is not POSITIVE):
            raise Rejected("a division by what may be zero, or a root of what may be negative")
    needs = (node[2],) if kind == "Fun" and node[1] in ("log", "ei") else ()
    needs += node[2] if kind == "SignAtom" and node[1] == "excess" else ()
    if any(signs.symbolic(x) is not POSITIVE for x in needs):
        raise Rejected(f"{node[1]} of a formula that is not manifestly positive")
    if kind == "Fun" and node[1] == "tanh" and not signs.real(node[2]):
        raise Rejected("tanh of a formula that is not manifestly real")
    if kind == "Atom" and node[1] in signs.domain.definitions:
        _check(at(signs.domain.definitions[node[1]], node[2]), signs, seen)
    if kind in ("Ddt", "Partial") and not any(n[0] == "Extremum" for n in walk(node)):
        _check(differentiated(signs.domain, node), signs, seen)
    for part in parts(node):
        _check(part, signs, seen)


def require_real(domain, assumed):
    """Rejected unless the numbers that hypotheses compare are real."""
    for _, (_, op, a, b) in assumed:
        if op != "==" and not domain.real(unfolded(difference(a, b), domain.rules)):
            raise Rejected("a hypothesis compares numbers that are not manifestly real")
