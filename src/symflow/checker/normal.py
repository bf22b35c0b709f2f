r"""When two formulas are equal: polynomials in indexed factors, summed over bound variables.

A formula becomes a sum of monomials; a monomial is a product of powers of factors, summed over bound variables, and
these rules rewrite it until none applies (K is the order of G, N = K - 1):

    sum_j delta_ij f_j = f_i,   delta_ij f_j = delta_ij f_i,   sum_k chi_k(g) = K delta_g0,   sum over a set of 1 = its size,
    sum_{g != 0} f_g = sum_g f_g - f_0 where f_0 exists,   sum_g f(g + h) = sum_g f(g) = sum_g f(-g),
    e^(x + y) = e^x e^y,   e^(c log x) = x^c,   e^(delta x) = 1 + delta (e^x - 1),   log(x y) = log x + log y for x, y > 0,
    tanh x = (e^(2x) - 1)/(e^(2x) + 1),   1/(x y) = (1/x)(1/y)

Each is an equality wherever both sides have a value, so equal normal forms mean equal formulas; formulas whose normal
forms differ may be equal all the same. Factors and monomials are numbered as they appear; bound variables that differ by
name, by g -> -g or by g -> g + h get the names that come first.
"""

from fractions import Fraction
from itertools import permutations, product

from .trees import SIZE, Rejected, conjugate, expansion, grouped

UNIT = ((), ())
STATES, NAMINGS, ROUNDS = 64, 720, 64
_numbers, FACTORS, VARS, HEIGHT = {}, [], [], []


def factor(*what):
    """The number of a factor; equal factors have equal numbers."""
    if what not in _numbers:
        _numbers[what] = len(FACTORS)
        FACTORS.append(what)
        VARS.append(_variables(what))
        HEIGHT.append(_height(what))
    return _numbers[what]


def inner(what):
    """The polynomial inside a factor: e^m (m a monomial), 1/p, p^c, f(p), kept derivatives and extrema."""
    place = {"exp": 1, "inv": 1, "pow": 1, "fun": 2, "ddt": 2, "ext": 2, "partial": 1}.get(what[0])
    return () if place is None else ((what[1], 1),) if what[0] == "exp" else what[place]


def _variables(what):
    if what[0] in ("chi", "eq"):
        return frozenset(what[1:])
    own = [v for i in (what[1:] if what[0] == "del" else what[2:] if what[0] == "at" else ()) for v, _ in i]
    within = [VARS[f] - set(bound) for (powers, bound), _ in inner(what) for f, _ in powers]
    own += VARS[what[2]] if what[0] == "partial" else ()
    return frozenset(own).union(*within) - ({what[3]} if what[0] == "ext" else set())


def _height(what):
    """How deep sums are nested inside: bound names of different heights never meet."""
    above = [level(powers) + bool(bound) for (powers, bound), _ in inner(what)]
    return (what[0] == "ext") + max(above, default=0)


def level(powers):
    return max((HEIGHT[f] for f, _ in powers), default=0)


def whole(x):
    """An exact number, as int where it is one."""
    return x.numerator if type(x) is Fraction and x.denominator == 1 else x


def add(total, poly, c=1):
    """total += c poly, in place."""
    for mono, a in poly.items():
        value = whole(total.get(mono, 0) + a * c)
        if value:
            total[mono] = value
        else:
            total.pop(mono, None)
    return total


def scaled(poly, c):
    return {mono: whole(a * c) for mono, a in poly.items()} if c else {}


def frozen(poly):
    return tuple(sorted(poly.items()))


def combination(terms):
    """An integer combination of variables."""
    out = {}
    for v, c in terms:
        out[v] = out.get(v, 0) + c
    return tuple(sorted((v, c) for v, c in out.items() if c))


def replaced_index(i, places):
    return combination((w, c * e) for v, c in i for w, e in places.get(v, ((v, 1),)))


def unused(v, taken):
    """A temporary variable of the same set."""
    n = 1
    while (f"${n}", v[1]) in taken:
        n += 1
    return (f"${n}", v[1])


def times(*factors):
    """Powers of factors, multiplied."""
    out = {}
    for powers in factors:
        for f, e in powers:
            out[f] = whole(out.get(f, 0) + e)
    return {f: e for f, e in out.items() if e}


class Form:
    """The normal form under the declarations of a domain."""

    def __init__(self, even=(), vanishing=(), positive=("K", "N", "n", "d"), hermitian=(), boolean=False):
        self.even, self.vanishing, self.positive = set(even), set(vanishing), set(positive)
        self.hermitian, self.boolean = frozenset(hermitian), boolean
        self.K, self.N = factor("sym", "K"), factor("sym", "N")
        self.less = {UNIT: 1, (((self.K, 1),), ()): -1}  # 1 - K
        self.terms, self.trees, self.plain = {}, {}, None

    def is_zero(self, node):
        """Whether a formula is 0 by the rules, once multiplied by the denominators that stand outside its sums."""
        poly = self.of(node)
        for _ in range(ROUNDS):
            found = next(
                (f for powers, bound in poly for f, _ in powers if self._denominator(f, bound)), None
            )
            if found is None:
                return not poly
            divisor, exponents = dict(FACTORS[found][1]), {m: dict(m[0]).get(found, 0) for m in poly}
            top, out = max(exponents.values()), {}
            for mono, c in poly.items():
                rest = self.term([(f, e) for f, e in mono[0] if f != found], mono[1])
                add(out, self.mul(rest, self.power(divisor, top - exponents[mono])), c)
            poly = out
        return False

    @staticmethod
    def _denominator(f, bound):
        return FACTORS[f][0] == "inv" and not VARS[f] & set(bound)

    # -- from trees ---------------------------------------------------------------------------------

    def of(self, node, names=()):
        """The polynomial of a formula; ``names`` maps bound variables to temporary ones."""
        memo = (node, names)
        if memo not in self.trees:
            self.trees[memo] = self._of(node, names)
        return self.trees[memo]

    def _of(self, node, names):
        kind, env = node[0], dict(names)

        def at(i):
            return combination((env.get(v, v), c) for v, c in i)

        if kind == "Num":
            return {UNIT: whole(node[1])} if node[1] else {}
        if kind == "Sym":
            return self.one("sym", node[1])
        if kind == "Atom":
            return self.one("at", node[1], *map(at, node[2]))
        if kind == "Delta":
            a, b = at(node[1]), at(node[2])
            if all(grouped(v) for v, _ in a + b):
                return self.one("del", combination((*a, *((v, -c) for v, c in b))))
            return self.one("eq", *sorted((a[0][0], b[0][0])))
        if kind == "Chi":
            return self.term(self._chi(at(node[1]), at(node[2])))
        if kind == "Add":
            out = {}
            for part in node[1]:
                add(out, self.of(part, names))
            return out
        if kind == "Neg":
            return scaled(self.of(node[1], names), -1)
        if kind == "Mul":
            out = {UNIT: 1}
            for part in node[1]:
                out = self.mul(out, self.of(part, names))
            return out
        if kind in ("Sum", "Extremum"):
            v = unused(node[-1], {w for _, w in names})
            body = self.of(node[-2], tuple(sorted({**env, node[-1]: v}.items())))
            return self._summed(body, v) if kind == "Sum" else self._extremum(node[1], body, v)
        if kind == "Pow":
            return self.raised(self.of(node[1], names), whole(node[2]))
        if kind == "Fun":
            return self.function(node[1], self.of(node[2], names))
        if kind == "SignAtom":
            return self.of(expansion(node[1], node[2], self.hermitian), names)
        if kind == "Ddt":
            return self.one("ddt", node[2], frozen(self.of(node[1], names)))
        self.plain = self.plain or Form((), (), self.positive, self.hermitian, self.boolean)
        ((((by, _),), _),) = self.plain.of(
            node[2], names
        )  # under d/dx the entries x_g, x_-g and x_0 are independent
        return self.one("partial", frozen(self.plain.of(node[1], names)), by)

    def one(self, *what):
        return self.term([(factor(*what), 1)])

    def _chi(self, mode, element, exponent=1):
        return times(
            [(factor("chi", *sorted((v, w))), a * b * exponent) for v, a in mode for w, b in element]
        ).items()

    def _summed(self, poly, v):
        out = {}
        for (powers, bound), c in poly.items():
            add(out, self.term(powers, (*bound, v)), c)
        return out

    def _extremum(self, kind, body, v):
        name = (f"#x{1 + max((level(powers) for powers, _ in body), default=0)}", v[1])
        return self.one("ext", kind, frozen(self.replaced_poly(frozen(body), {v: ((name, 1),)})), name)

    # -- ring operations ----------------------------------------------------------------------------

    def mul(self, p, q):
        out = {}
        for a, x in p.items():
            for b, y in q.items():
                add(out, self._product(a, b), x * y)
        return out

    def _product(self, a, b):
        if not (a[1] and b[1]):
            return self.term(times(a[0], b[0]).items(), a[1] + b[1])
        taken = {v for m in (a, b) for f, _ in m[0] for v in VARS[f]} | set(a[1]) | set(b[1])
        names = {}
        for v in a[1]:
            names[v] = ((unused(v, taken), 1),)
            taken.add(names[v][0][0])
        out = {}
        for (powers, more), c in self.replaced(a[0], (), names).items():
            bound = (*more, *b[1], *(i[0][0] for i in names.values()))
            add(out, self.term(times(powers, b[0]).items(), bound), c)
        return out

    def power(self, poly, n):
        out = {UNIT: 1}
        for _ in range(n):
            out = self.mul(out, poly)
        return out

    # -- one monomial -------------------------------------------------------------------------------

    def term(self, powers, bound=()):
        """A product of powers of factors, summed over bound variables."""
        memo = (frozenset(powers), frozenset(bound))
        if memo not in self.terms:
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

    # -- functions ----------------------------------------------------------------------------------

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

    # -- names of bound variables ---------------------------------------------------------------------

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
            pieces.append(found[1:])
        out, used, everyone, loose = list(outside), {}, [], False
        for some, names in sorted(pieces):
            shift = {}
            for v in names:
                height, number = v[0][1:].split(".")
                shift[v] = (f"#{height}.{int(number) + used.get(height, 0)}", v[1])
            for v in names:
                height = v[0][1:].split(".")[0]
                used[height] = used.get(height, 0) + 1
            flip, more = self._changed(some, {v: ((w, 1),) for v, w in shift.items() if v != w})
            sign, out, everyone = sign * flip, [*out, *more], [*everyone, *shift.values()]
            seen = frozenset().union(*(VARS[f] for f, _ in some))
            loose |= not seen >= set(names) or any(not VARS[f] & set(names) for f, _ in some)
        if loose:  # a factor was freed of all bound variables, or a variable of all factors
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


def _may_fail(f, e):
    what = FACTORS[f]
    if what[0] == "exp":
        return any(_may_fail(g, x) for g, x in what[1][0])
    return what[0] not in ("at", "chi", "del", "eq") or (what[0] == "at" and e < 0)


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
    choices = product(*(permutations(roles[role]) for role in sorted(roles)))
    for _, choice in zip(range(NAMINGS), choices):
        ordered = [v for some in choice for v in some]
        yield {v: (f"#{height}.{n}", v[1]) for n, v in enumerate(ordered, 1)}
