r"""Factors, monomials and polynomials of the normal form.

A factor is ("sym", name), ("at", name, i_1, ...), ("chi", v, w), ("del", i) (1 if the group index i is 0, else 0),
("eq", v, w), ("exp", monomial), ("inv", poly) (1/poly), ("pow", poly, c), ("fun", name, poly), or a kept
derivative or extremum; equal factors have one number. A monomial is (powers, bound): pairs (factor, exponent),
sorted, and the variables it is summed over. A polynomial maps monomials to coefficients."""

from fractions import Fraction

from .limits import Budget

UNIT = ((), ())
_numbers: dict[tuple, int] = {}
FACTORS: list[tuple] = []
VARS: list[frozenset] = []
HEIGHT: list[int] = []


def factor(*what):
    """The number of a factor; equal factors have equal numbers."""
    if what not in _numbers:
        variables, height = _variables(what), _height(what)
        FACTORS.append(what)
        VARS.append(variables)
        HEIGHT.append(height)
        _numbers[what] = len(FACTORS) - 1
    return _numbers[what]


def forget():
    """Empty the table of factors; forms made before have no meaning afterwards."""
    for table in (_numbers, FACTORS, VARS, HEIGHT):
        table.clear()


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
    return Budget.small(x.numerator if type(x) is Fraction and x.denominator == 1 else x)


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
