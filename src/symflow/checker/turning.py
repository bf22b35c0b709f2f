r"""Formulas at a point of the cyclic scheme, where a character is a root of unity: chi_k(g) = e^(2 pi i k g / K).

Only real parts are ever computed. Where a formula with characters has to have a value it must be real by the normal
form; then its value is its real part, and that of e^(2 pi i t) f is

    cos(2 pi t) f   if f has no characters outside real parts,        cos(2 pi (t + k g / K))   for f = chi_k(g),

is taken term by term in sums, and passes into the one factor of a product that has further characters. A product of two
such factors is not computed."""

from fractions import Fraction

from .limits import Budget, Incomplete
from .trees import conjugate, expansion

LINEAR = ("Add", "Mul", "Neg", "Sum")


class Turning:
    """The real part of formulas; for a point, which has values, index sets and numbers."""

    def turns(self, node):
        """Whether a formula has characters outside of what must be real."""
        key = ("turns", id(node))
        if key not in self.memo:
            kind, inside = node[0], ()
            if kind == "SignAtom":
                inside = (self.opened(node),)
            elif kind in ("Ddt", "Partial"):
                inside = (self.carried_out(node),)
            elif kind in LINEAR:
                inside = node[1] if kind in ("Add", "Mul") else (node[1],)
            self.memo[key] = (kind == "Chi" or any(map(self.turns, inside)), node)
        return self.memo[key][0]

    def opened(self, node):
        """The formula of an entry of the sign table, always the same tree."""
        if node not in self.trees:
            self.trees[node] = expansion(node[1], node[2], self.domain.hermitian)
        return self.trees[node]

    def real_value(self, node, env):
        """The value of a formula with characters, which must be real."""
        key = ("real", id(node))
        if key not in self.memo:
            self.memo[key] = (self.domain._same(conjugate(node, self.domain.hermitian), node), node)
        if not self.memo[key][0]:
            raise Incomplete("a formula with characters is not seen to be real")
        return self.real_part(node, env, Fraction(0))

    def real_part(self, node, env, turn):
        """The real part of e^(2 pi i turn) times a formula."""
        Budget.spend()
        kind, numbers, out = node[0], self.numbers, Fraction(0)
        if not self.turns(node):
            return numbers.mul(numbers.cosine(turn), self.value(node, env))
        if kind == "Chi":
            return numbers.cosine(turn + Fraction(self.at(node[1], env) * self.at(node[2], env), self.K))
        if kind == "Neg":
            return numbers.mul(Fraction(-1), self.real_part(node[1], env, turn))
        if kind in ("Ddt", "Partial"):
            return self.real_part(self.carried_out(node), env, turn)
        if kind == "SignAtom":
            return self.real_part(self.opened(node), env, turn)
        if kind == "Mul":
            return self._product(node[1], env, turn)
        places = [(node[1], {**env, node[-1]: i}) for i in self.elements(node[-1])] if kind == "Sum" else []
        for part, place in places or [(part, env) for part in node[1]]:
            out = numbers.add(out, self.real_part(part, place, turn))
        return out

    def _product(self, factors, env, turn):
        numbers, rest = self.numbers, []
        if any(f[0] == "Delta" and not self.value(f, env) for f in factors):
            return Fraction(0)
        for f in factors:
            if f[0] == "Chi":
                turn += Fraction(self.at(f[1], env) * self.at(f[2], env), self.K)
            elif self.turns(f):
                rest.append(f)
        if len(rest) > 1:
            raise Incomplete("a product of sums of characters is not computed here")
        out = self.real_part(rest[0], env, turn) if rest else numbers.cosine(turn)
        for f in factors:
            if f[0] != "Chi" and not self.turns(f):
                out = numbers.mul(out, self.value(f, env))
        return out
