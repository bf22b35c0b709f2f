r"""When two formulas are equal: polynomials in indexed factors, summed over bound variables.

A formula becomes a sum of monomials; a monomial is a product of powers of factors, summed over bound variables, and
these rules rewrite it until none applies (K is the order of G, N = K - 1):

    sum_j delta_ij f_j = f_i,   delta_ij f_j = delta_ij f_i,   sum_k chi_k(g) = K delta_g0,   sum of 1 = the size,
    sum_{g != 0} f_g = sum_g f_g - f_0 where f_0 exists,   sum_g f(g + h) = sum_g f(g) = sum_g f(-g),
    e^(x + y) = e^x e^y,   e^(c log x) = x^c,   e^(delta x) = 1 + delta (e^x - 1),   log(xy) = log x + log y (x, y > 0),
    tanh x = (e^(2x) - 1)/(e^(2x) + 1),   1/(x y) = (1/x)(1/y)

Each is an equality wherever both sides have a value, so equal normal forms mean equal formulas; formulas whose
normal forms differ may be equal all the same. Factors and monomials are numbered as they appear; bound variables
that differ by name, by g -> -g or by g -> g + h get the names that come first."""

from .factors import (
    FACTORS,
    UNIT,
    VARS,
    add,
    combination,
    factor,
    frozen,
    level,
    scaled,
    times,
    unused,
    whole,
)
from .functions import Functions
from .limits import Budget
from .names import Names
from .rules import Rules
from .trees import REMEMBERED, expansion, grouped

ROUNDS = 64


class Form(Rules, Functions, Names):
    """The normal form under the declarations of a domain."""

    def __init__(self, even=(), vanishing=(), positive=("K", "N", "n", "d"), hermitian=(), boolean=False):
        self.even, self.vanishing, self.positive = set(even), set(vanishing), set(positive)
        self.hermitian, self.boolean = frozenset(hermitian), boolean
        self.K, self.N = factor("sym", "K"), factor("sym", "N")
        self.less = {UNIT: 1, (((self.K, 1),), ()): -1}  # 1 - K
        self.terms, self.trees, self.plain = {}, {}, None

    def is_zero(self, node):
        """Whether a formula is 0 by the rules, once multiplied by the denominators that stand outside its sums."""
        if len(self.trees) + len(self.terms) > REMEMBERED:
            self.trees.clear()
            self.terms.clear()
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
        Budget.spend(len(p) * len(q))
        out = {}
        for a, x in p.items():
            for b, y in q.items():
                add(out, self._product(a, b), Budget.small(x * y))
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
