r"""Formulas, statements and steps as nested tuples, read from JSON by a grammar; what is not in it is refused.

    ("Add", (a, b))   ("Sum", body, v)   ("Atom", "s", (i, j))   ("Rel", "<=", left, right)   ("Identity", label, ...)

An index variable v is (name, set). The sets are {1..K}, {1..N}, {1..n}, {1..d}, a finite abelian group G of order K,
and G* = G without 0, of N = K - 1 elements. An index is a tuple of (variable, coefficient); the empty one is 0 of G.
"""

import re
from fractions import Fraction
from functools import lru_cache


class Rejected(Exception):
    """The certificate does not show what it says."""


class Incomplete(Exception):
    """Something that is needed for an answer is not there."""


SIZE = {"G": "K", "G*": "N", "K": "K", "N": "N", "n": "n", "d": "d"}
ORDER_OF = {"==": "!=", "<=": ">", ">=": "<", "<": ">=", ">": "<="}
ZERO, ONE = ("Num", Fraction(0)), ("Num", Fraction(1))
DEEPEST, LARGEST_EXPONENT, LONGEST_NUMBER = 160, 64, 4000
_NAME, _LABEL = re.compile(r"[A-Za-z][A-Za-z0-9_]*"), re.compile(r"[ -~]{1,200}")
_NUMBER = re.compile(r"(0|-?[1-9][0-9]*)(/[1-9][0-9]*)?")

EXPRESSIONS = {
    "Num": ("number",), "Sym": ("scalar",), "Atom": ("name", "index*"), "Delta": ("index", "index"),
    "Chi": ("index", "index"), "Add": ("expr+",), "Mul": ("expr+",), "Neg": ("expr",), "Pow": ("expr", "exponent"),
    "Fun": ("function", "expr"), "Sum": ("expr", "var"), "Extremum": ("extremum", "expr", "var"),
    "Ddt": ("expr", "label"), "Partial": ("expr", "atom"), "SignAtom": ("entry", "expr+"),
}  # fmt: skip
STATEMENTS = {
    "Rel": ("relation", "expr", "expr"), "Pred": ("predicate", "label", "expr+"), "And": ("statement+",),
    "Implies": ("statement", "statement"), "Iff": ("statement", "statement"), "All": ("var*", "statement"),
}  # fmt: skip
STEPS = {
    "Identity": ("label", "equation", "context"), "Derive": ("label", "equation", "context"),
    "Sign": ("label", "inequality", "expr", "use*", "context"), "Strict": ("label", "inequality", "label", "label"),
    "ZeroSet": ("label", "equation", "expr", "equation", "use*", "context"), "Induct": ("label", "equation"),
    "Cases": ("label", "rel", "var", "label", "label"), "Cite": ("label", "label", "label*", "conclusion"),
}  # fmt: skip
KINDS = {
    "expr": EXPRESSIONS,
    "statement": STATEMENTS,
    "step": STEPS,
    "atom": {"Atom": EXPRESSIONS["Atom"]},
    "rel": {"Rel": STATEMENTS["Rel"]},
    "equation": {"Rel": ("equals", "expr", "expr")},
    "inequality": {"Rel": ("unequal", "expr", "expr")},
    "conclusion": {"Rel": STATEMENTS["Rel"], "Pred": STATEMENTS["Pred"]},
    "var": {"Var": ("name", "set")},
    "index": {"Index": ("term*",)},
    "space": {"Space": ("set", "size", "flag", "flag")},
    "model": {"Model": ("variable*", "definition*", "flow*")},
    "variable": {"Variable": ("name", "space*", "sign", "flag", "flag", "flag")},
    "definition": {"Definition": ("name", "var*", "expr", "flag")},
    "flow": {"Flow": ("label", "definition*", "text")},
    "context": {"Context": ("label*", "use*", "labelled*")},
    "use": {"Use": ("label", "expr", "place*", "let*", "var*", "label*")},
    "instance": {"Instance": ("scheme", "whole", "value*", "whole", "whole", "choice*")},
}
TUPLES = {
    "term": ("var", "integer"), "labelled": ("label", "statement"), "place": ("var", "index"), "let": ("name", "expr"),
    "value": ("name", "number+"), "side": ("number", "number"), "choice": ("name", "integer"), "domain": ("model", "group", "order", "whole",
    "labelled*"), "claim": ("domain", "labelled+"), "chosen": ("domain", "labelled+", "name+"),
}  # fmt: skip
WORDS = {
    "scalar": ("K", "N", "n", "d", "t"), "function": ("exp", "log", "tanh", "ei"), "extremum": ("max", "min"),
    "entry": ("square", "modulus", "pairing", "excess"), "relation": ("==", "<=", ">=", "<", ">"), "equals": ("==",),
    "unequal": ("<=", ">=", "<", ">"), "set": tuple(SIZE), "size": ("K", "N", "n", "d"),
    "sign": ("real", "nonnegative", "positive"), "scheme": ("walsh", "none"), "flag": (True, False),
    "group": (None, "abelian", "boolean", "recursive"), "predicate": ("sign-preserved", "increasing",
    "non-increasing", "solves-uniquely", "at-most-from", "tends-to-positive"),
}  # fmt: skip


def read(sort, data, depth=0):
    """The value of a sort that JSON data stand for; Rejected with the reason otherwise."""
    if depth > DEEPEST:
        raise Rejected(f"nested more than {DEEPEST} levels deep")
    if sort[-1] in "*+":
        if not isinstance(data, list) or data[:1] != [""] or (sort[-1] == "+" and len(data) == 1):
            raise Rejected(f"{shown(data)} is not a list of {sort[:-1]}")
        return tuple(read(sort[:-1], item, depth + 1) for item in data[1:])
    if sort in KINDS:
        kind = data[0] if isinstance(data, list) and data and isinstance(data[0], str) else ""
        fields = KINDS[sort].get(kind)
        if fields is None or len(fields) != len(data) - 1:
            raise Rejected(f"{shown(data)} is no {sort}")
        values = tuple(read(field, item, depth + 1) for field, item in zip(fields, data[1:]))
        return _checked(kind, values)
    if sort in TUPLES:
        fields = TUPLES[sort]
        if not isinstance(data, list) or data[:1] != [""] or len(fields) != len(data) - 1:
            raise Rejected(f"{shown(data)} is no {sort}")
        return tuple(read(field, item, depth + 1) for field, item in zip(fields, data[1:]))
    return _leaf(sort, data)


def _leaf(sort, data):
    if sort in WORDS:
        good = any(data is w if sort == "flag" else type(data) is type(w) and data == w for w in WORDS[sort])
    elif sort in ("name", "label", "text"):
        pattern = _NAME if sort == "name" else _LABEL
        good = isinstance(data, str) and (
            pattern.fullmatch(data) is not None or (sort == "text" and data == "")
        )
    elif sort in ("number", "exponent"):
        text = data[1] if isinstance(data, list) and len(data) == 2 and data[0] == "q" else None
        if not isinstance(text, str) or len(text) > LONGEST_NUMBER or not _NUMBER.fullmatch(text):
            raise Rejected(f"{shown(data)} is not an exact number")
        value = Fraction(text)
        if str(value) != text or (sort == "exponent" and max(abs(value.numerator), value.denominator) > 64):
            raise Rejected(f"{shown(data)} is not a reduced {sort} of the allowed size")
        return value
    elif sort == "order" and data is None:
        return None
    else:
        good = type(data) is int and abs(data) <= 10**6 and (sort == "integer" or data >= 0)
    if not good:
        raise Rejected(f"{shown(data)} is no {sort}")
    return data


def _checked(kind, values):
    if kind == "Var":
        return values
    if kind == "Index":
        return index(values[0])
    if kind == "Space" and values != (
        values[0],
        SIZE[values[0]],
        values[0] in ("G", "G*"),
        values[0] == "G*",
    ):
        raise Rejected(f"{values[0]} is not an index set as it is described")
    if kind == "SignAtom" and len(values[1]) != 1 + (values[0] == "pairing"):
        raise Rejected(f"{values[0]} takes another number of arguments")
    return (kind, *values)


def shown(data):
    """A short text of anything."""
    text = ascii(data)
    return text if len(text) <= 60 else text[:57] + "..."


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
    yield node
    for part in parts(node):
        yield from walk(part)


@lru_cache(maxsize=None)
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


def renamed(node, taken):
    """The formula with bound variables other than the taken ones."""
    out = rebuilt(node, lambda part: renamed(part, taken))
    if out[0] in ("Sum", "Extremum") and out[-1] in taken:
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
