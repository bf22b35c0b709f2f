r"""Functions of polynomials: e^(x + y) = e^x e^y, log of products, tanh by exponentials, 1/p with one opaque
denominator."""

from fractions import Fraction

from .factors import FACTORS, UNIT, VARS, add, factor, frozen, inner, scaled, times, whole
from .limits import Rejected
from .trees import grouped


class Functions:
    """The part of the normal form that treats exp, log, tanh, powers and quotients."""

    def function(self, name, arg):
        """exp, log, tanh or ei of a polynomial."""
        if name == "exp":
            return self._exp(arg)
        if name == "log":
            return self._log(arg)
        if name == "tanh":
            twice = self._exp(scaled(arg, 2))
            return self.mul(add(dict(twice), {UNIT: -1}), self._inverse(add(dict(twice), {UNIT: 1})))
        return self.one("fun", name, frozen(arg))

    def _exp(self, arg):
        powers, out = {}, {UNIT: 1}
        for mono, c in arg.items():
            f = mono[0][0] if len(mono[0]) == 1 and not mono[1] else (0, 0)
            if f[1] == 1 and FACTORS[f[0]][:2] == ("fun", "log") and type(c) is int:
                out = self.mul(out, self.raised(dict(FACTORS[f[0]][2]), c))
            else:
                powers[factor("exp", mono)] = c
        return self.mul(out, self.term(powers.items()))

    def _log(self, arg):
        if not arg:
            raise Rejected("log of zero")
        common = {
            f: e for f, e in self._common(arg, ("sym", "at", "exp", "inv")).items() if self._is_positive(f)
        }
        rest, out = self._divided(arg, common), {}
        for f, e in common.items():
            what = FACTORS[f]
            if what[0] == "exp":
                add(out, {what[1]: 1}, e)
            elif what[0] == "inv":
                add(out, self._log(dict(what[1])), -e)
            else:
                add(out, self.one("fun", "log", (((((f, 1),), ()), 1),)), e)
        lead = rest[min(rest)]
        if scaled(rest, Fraction(1, -rest.get((((self.K, 1),), ()), -1))) == self.less and rest[UNIT] < 0:
            add(out, self.one("fun", "log", (((((self.N, 1),), ()), 1),)))  # c (K - 1) = c N
            rest, lead = {UNIT: -rest[UNIT]}, -rest[UNIT]
        if lead > 0 and lead != 1:
            add(out, self.one("fun", "log", ((UNIT, lead),)))
            rest = scaled(rest, Fraction(1, 1) / lead)
        return add(out, self.one("fun", "log", frozen(rest))) if rest != {UNIT: 1} else out

    def _common(self, poly, kinds):
        """Powers of factors that every monomial has outside its sums."""
        outside = [{f: e for f, e in powers if not VARS[f] & set(bound)} for powers, bound in poly]
        shared = {f for powers in outside for f in powers if FACTORS[f][0] in kinds}
        least = {f: min(powers.get(f, 0) for powers in outside) for f in shared}
        return {f: e for f, e in least.items() if e}

    def _divided(self, poly, common):
        out, inverse = {}, [(f, -e) for f, e in common.items()]
        for (powers, bound), c in poly.items():
            add(out, self.term(times(powers, inverse).items(), bound), c)
        return out

    def _is_positive(self, f):
        what = FACTORS[f]
        if what[0] in ("sym", "at"):
            return what[1] in self.positive
        if what[0] == "inv":
            return all(c > 0 and all(self._is_positive(g) for g, _ in powers) for (powers, _), c in what[1])
        return what[0] == "exp" and self._is_real(what[1])

    def _is_real(self, mono):
        """Whether a monomial is seen to be its own conjugate (characters of a Boolean group are real)."""
        if self.boolean:
            return True
        mirrored = []
        for f, e in mono[0]:
            what = FACTORS[f]
            if what[0] == "chi":
                e = -e
            elif what[0] == "at" and what[1] in self.hermitian:
                turned = [
                    tuple((v, -c) for v, c in i) if all(grouped(v) for v, _ in i) else i for i in what[2:]
                ]
                f = factor(*what[:2], *turned)
            elif self._is_complex(f):
                return False
            mirrored.append((f, e))
        return times(mirrored) == dict(mono[0]) or self.term(times(mirrored).items(), mono[1]) == {mono: 1}

    def _is_complex(self, f):
        what = FACTORS[f]
        if what[0] in ("chi", "at"):
            return what[0] == "chi" or what[1] in self.hermitian
        return any(self._is_complex(g) for (powers, _), _ in inner(what) for g, _ in powers)

    def raised(self, base, c):
        """A rational power."""
        if not base and c < 0:
            raise Rejected("division by zero")
        if type(c) is int:
            return self.power(base if c >= 0 else self._inverse(base), abs(c))
        if not base:
            return {}
        if len(base) == 1:
            (((powers, bound), a),) = base.items()
            if (
                a == 1
                and not bound
                and all(self._is_positive(f) and FACTORS[f][0] != "inv" for f, _ in powers)
            ):
                return self.term([(f, whole(e * c)) for f, e in powers])
        return self.one("pow", frozen(base), c)

    def _inverse(self, base):
        """1/base: common factors one by one, the rest as one opaque denominator with leading coefficient 1."""
        if not base:
            raise Rejected("division by zero")
        common = self._common(base, ("sym", "at", "exp", "chi"))
        rest = self._divided(base, common)
        out = self.term([(f, -e) for f, e in common.items()])
        if set(rest) == {UNIT}:
            return scaled(out, Fraction(1) / rest[UNIT])
        if set(rest) == set(self.less) and rest[UNIT] == -rest[(((self.K, 1),), ())]:
            return scaled(self.mul(out, self.term([(self.N, -1)])), Fraction(-1) / rest[UNIT])
        lead = rest[min(rest)]
        opaque = self.one("inv", frozen(scaled(rest, Fraction(1) / lead)))
        return scaled(self.mul(out, opaque), Fraction(1) / lead)
