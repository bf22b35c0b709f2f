r"""Formulas and indices as nested tuples.

    ("Add", (a, b))   ("Sum", body, v)   ("Atom", "s", (i, j))   ("Rel", "<=", left, right)   ("Identity", label, ...)

An index variable v is (name, set). The sets are {1..K}, {1..N}, {1..n}, {1..d}, a finite abelian group G of order K,
and G* = G without 0, of N = K - 1 elements. An index is a tuple of (variable, coefficient); the empty one is 0 of G.
"""

from fractions import Fraction
from functools import lru_cache

from .limits import Budget, Rejected

SIZE = {"G": "K", "G*": "N", "K": "K", "N": "N", "n": "n", "d": "d"}
REMEMBERED = 1 << 16  # formulas
ZERO, ONE = ("Num", Fraction(0)), ("Num", Fraction(1))

# -- indices ----------------------------------------------------------------------------------------


def grouped(v):
    """Whether an index variable ranges over G or G*."""
    return v[1] in ("G", "G*")


def index(terms):
    """An integer combination of index variables; only indices of the group can be added."""
    total = {}
    for v, c in terms:
        total[v] = total.get(v, 0) + c
    out = tuple(sorted((v, c) for v, c in total.items() if c))
    if any(not grouped(v) for v, _ in out) and (len(out) > 1 or out[0][1] != 1):
        raise Rejected("only indices of the group can be added")
    return out


def only(v):
    """The index that is one variable."""
    return ((v, 1),)


def minus(i):
    return tuple((v, -c) for v, c in i)


def fits(v, i):
    """Whether every value of the index i is a value of the variable v."""
    if v[1] == "G":
        return all(grouped(w) for w, _ in i)
    return len(i) == 1 and abs(i[0][1]) == 1 and i[0][0][1] == v[1]


def single(i):
    """The variable that an index is, or None."""
    return i[0][0] if len(i) == 1 and i[0][1] == 1 else None


# -- trees ------------------------------------------------------------------------------------------


def parts(node):
    """The immediate subformulas."""
    kind = node[0]
    if kind in ("Add", "Mul"):
        return node[1]
    if kind == "SignAtom":
        return node[2]
    if kind in ("Fun", "Extremum"):
        return (node[2],)
    if kind in ("Neg", "Pow", "Sum", "Ddt"):
        return (node[1],)
    return node[1:] if kind == "Partial" else ()


def rebuilt(node, change):
    """The node with ``change`` applied to its immediate subformulas."""
    Budget.spend()
    kind = node[0]
    if kind in ("Add", "Mul"):
        return (kind, tuple(map(change, node[1])))
    if kind == "SignAtom":
        return (kind, node[1], tuple(map(change, node[2])))
    if kind in ("Fun", "Extremum"):
        return (kind, node[1], change(node[2]), *node[3:])
    return (kind, change(node[1]), *node[2:]) if kind in ("Neg", "Pow", "Sum", "Ddt", "Partial") else node


def walk(node):
    """The formula and all its parts."""
    Budget.spend()
    yield node
    for part in parts(node):
        yield from walk(part)


@lru_cache(REMEMBERED)
def free(node):
    """The free index variables of a formula."""
    kind = node[0]
    if kind == "Atom":
        return frozenset(v for i in node[2] for v, _ in i)
    if kind in ("Delta", "Chi"):
        return frozenset(v for i in node[1:] for v, _ in i)
    inside = frozenset().union(*map(free, parts(node)))
    return inside - {node[-1]} if kind in ("Sum", "Extremum") else inside


_count = [0]


def fresh(v):
    """A variable of the same set that no file can name."""
    _count[0] += 1
    return (f"{v[0].split('~')[0]}~{_count[0]}", v[1])


def moved(node, places):
    """The formula at other indices: free variables replaced, bound ones renamed where they would capture."""
    mine = {v: i for v, i in places.items() if v in free(node)}
    if not mine:
        return node
    kind = node[0]

    def at(i):
        return index((w, c * e) for v, c in i for w, e in mine.get(v, only(v)))

    if kind == "Atom":
        return (kind, node[1], tuple(map(at, node[2])))
    if kind in ("Delta", "Chi"):
        return (kind, at(node[1]), at(node[2]))
    if kind in ("Sum", "Extremum"):
        v = node[-1]
        if any(v == w for i in mine.values() for w, _ in i):
            mine[v], v = only(new := fresh(v)), new
        return (*rebuilt(node, lambda part: moved(part, mine))[:-1], v)
    if kind == "Partial":
        return (kind, moved(node[1], mine), moved(node[2], mine))
    return rebuilt(node, lambda part: moved(part, mine))


def renamed(node, taken=None):
    """The formula with new names for its bound variables, or for those that are taken."""
    out = rebuilt(node, lambda part: renamed(part, taken))
    if out[0] in ("Sum", "Extremum") and (taken is None or out[-1] in taken):
        new = fresh(out[-1])
        return (*out[:-2], moved(out[-2], {out[-1]: only(new)}), new)
    return out


def conjugate(node, hermitian):
    """The complex conjugate: chi_k(g) -> chi_k(-g), X_{.., k} -> X_{.., -k} for hermitian X."""
    kind = node[0]
    if kind == "Chi":
        return (kind, node[1], minus(node[2]))
    if kind == "Atom" and node[1] in hermitian:
        return (kind, node[1], tuple(minus(i) if all(grouped(v) for v, _ in i) else i for i in node[2]))
    out = rebuilt(node, lambda part: conjugate(part, hermitian))
    return (*out[:2], conjugate(node[2], hermitian)) if kind == "Partial" else out


def unfolded(node, rules, depth=24):
    """The formula with atoms replaced by their rules (name -> list of (index variables, body)), again and again."""
    if depth == 0:
        raise Rejected("unfolding does not end")
    if node[0] == "Atom":
        for variables, body in rules.get(node[1], ()):
            if len(variables) == len(node[2]) and all(map(fits, variables, node[2])):
                return unfolded(moved(body, dict(zip(variables, node[2]))), rules, depth - 1)
        return node
    return node if node[0] in ("Ddt", "Partial") else rebuilt(node, lambda part: unfolded(part, rules, depth))


def negative(a):
    return ("Neg", a)


def difference(a, b):
    """a - b."""
    return a if b == ZERO else negative(b) if a == ZERO else ("Add", (a, negative(b)))


def times(a, b):
    """a b, without the trivial cases."""
    return ZERO if ZERO in (a, b) else b if a == ONE else a if b == ONE else ("Mul", (a, b))


def upward(relation):
    """What an inequality says is not negative."""
    _, op, a, b = relation
    return difference(b, a) if op in ("<=", "<") else difference(a, b)


def expansion(entry, args, hermitian):
    """The formula of an entry of the sign table: x^2, |x|^2, (e^a - e^b)(a - b), x - 1 - log x; all are >= 0."""
    x = args[0]
    if entry == "square":
        return ("Pow", x, Fraction(2))
    if entry == "modulus":
        return ("Mul", (x, conjugate(x, hermitian)))
    if entry == "pairing":
        return ("Mul", (difference(("Fun", "exp", x), ("Fun", "exp", args[1])), difference(x, args[1])))
    return ("Add", (x, negative(ONE), negative(("Fun", "log", x))))


def zero_of(entry, args):
    """The equation that a vanishing entry of the sign table means."""
    return (args[0], args[1] if entry == "pairing" else ONE if entry == "excess" else ZERO)
