"""A small language for toy certificates: formulas as Python writes them become the JSON trees that the checker reads.

x, x[k], x[g + h, 0]      quantities; an index is named by its first letter: g h k l m are of the group G,
gs hs ks ls ms            of G* (called g h k l m there), i j e of {1..K}, p q of {1..N}, a b of {1..n}, f of {1..d}
K N n d t                 the sizes and the time
Sum(k, f) Max(k, f) Min(k, f) D(k, l) chi(k, g) ddt("flow", f) partial(f, x[k]) exp(f) ... square(f) pairing(f, g)
f == g, f <= g, And(..), Implies(.., ..), Iff(.., ..), All([k], ..), Pred("increasing", "flow", f, ..)
"""

from __future__ import annotations

import ast
from fractions import Fraction

from symflow.checker.certificate import SCHEMA, digest
from symflow.checker.domain import Domain
from symflow.checker.grammar import read
from symflow.checker.steps import Proof
from symflow.checker.text import lines

SETS = {
    **dict.fromkeys("ghklm", "G"),
    **dict.fromkeys("ije", "K"),
    "p": "N",
    "q": "N",
    "a": "n",
    "b": "n",
    "f": "d",
}
FUNCTIONS = ("exp", "log", "tanh", "ei")
ENTRIES = ("square", "modulus", "pairing", "excess")
RELATIONS = {ast.Eq: "==", ast.LtE: "<=", ast.GtE: ">=", ast.Lt: "<", ast.Gt: ">"}
SPACES = {"G": ("K", True, False), "G*": ("N", True, True), "K": ("K", False, False), "N": ("N", False, False),
          "n": ("n", False, False), "d": ("d", False, False)}  # fmt: skip


def number(x):
    """An exact number."""
    return ["q", str(Fraction(x))]


def var(name):
    """An index variable: ks is k in G*."""
    return ["Var", name[0], "G*" if name[1:] == "s" else SETS[name[0]]]


def _terms(node, c=1):
    match node:
        case ast.BinOp(left, ast.Add(), right):
            return _terms(left, c) + _terms(right, c)
        case ast.BinOp(left, ast.Sub(), right):
            return _terms(left, c) + _terms(right, -c)
        case ast.BinOp(ast.Constant(value), ast.Mult(), right):
            return _terms(right, c * value)
        case ast.UnaryOp(ast.USub(), inner):
            return _terms(inner, -c)
        case ast.Constant(0):
            return []
    return [["", var(node.id), c]]


def _index(node):
    total = {}
    for _, v, c in _terms(node):
        total[tuple(v)] = total.get(tuple(v), 0) + c
    return ["Index", ["", *(["", list(v), c] for v, c in sorted(total.items()) if c)]]


def _constant(node):
    match node:
        case ast.Constant(int(value)):
            return Fraction(value)
        case ast.UnaryOp(ast.USub(), inner) if (value := _constant(inner)) is not None:
            return -value
        case ast.BinOp(left, ast.Div(), right):
            a, b = _constant(left), _constant(right)
            return None if a is None or b is None else a / b
    return None


def _flat(node, kind):
    if isinstance(node, ast.BinOp) and isinstance(node.op, kind):
        return [*_flat(node.left, kind), node.right]
    return [node]


def tree(node):
    """The JSON tree of a parsed formula or statement."""
    value = _constant(node)
    if value is not None:
        return ["Num", number(value)]
    match node:
        case ast.Name(name):
            return ["Sym", name] if name in ("K", "N", "n", "d", "t") else ["Atom", name, [""]]
        case ast.Subscript(ast.Name(name), place):
            places = place.elts if isinstance(place, ast.Tuple) else [place]
            return ["Atom", name, ["", *map(_index, places)]]
        case ast.UnaryOp(ast.USub(), inner):
            return ["Neg", tree(inner)]
        case ast.BinOp(left, ast.Sub(), right):
            return ["Add", ["", tree(left), ["Neg", tree(right)]]]
        case ast.BinOp(left, ast.Div(), right):
            return ["Mul", ["", tree(left), ["Pow", tree(right), number(-1)]]]
        case ast.BinOp(left, ast.Pow(), right):
            return ["Pow", tree(left), number(_constant(right))]
        case ast.BinOp(_, op, _):
            return ["Add" if isinstance(op, ast.Add) else "Mul", ["", *map(tree, _flat(node, type(op)))]]
        case ast.Compare(left, [op], [right]):
            return ["Rel", RELATIONS[type(op)], tree(left), tree(right)]
        case ast.Call(ast.Name(name), args):
            return _call(name, args)
    raise ValueError(ast.dump(node))


def _call(name, args):
    if name in FUNCTIONS:
        return ["Fun", name, tree(args[0])]
    if name in ENTRIES:
        return ["SignAtom", name, ["", *map(tree, args)]]
    if name in ("Sum", "Max", "Min"):
        start = ["Sum"] if name == "Sum" else ["Extremum", name.lower()]
        return [*start, tree(args[1]), var(args[0].id)]
    if name in ("D", "chi"):
        return ["Delta" if name == "D" else "Chi", *map(_index, args)]
    if name == "ddt":
        return ["Ddt", tree(args[1]), args[0].value]
    if name == "All":
        return ["All", ["", *(var(v.id) for v in args[0].elts)], tree(args[1])]
    if name == "Pred":
        return ["Pred", args[0].value, args[1].value, ["", *map(tree, args[2:])]]
    if name == "And":
        return ["And", ["", *map(tree, args)]]
    return [{"partial": "Partial", "Implies": "Implies", "Iff": "Iff", "Neg": "Neg"}[name], *map(tree, args)]


def said(text):
    """The JSON tree of a formula or statement; what is no text is a tree already."""
    return tree(ast.parse(text, mode="eval").body) if isinstance(text, str) else text


def formula(text):
    """The formula as the checker reads it."""
    return read("expr", said(text))


def statement(text):
    """The statement as the checker reads it."""
    return read("statement", said(text))


# -- domains ------------------------------------------------------------------------------------------------


def variable(text):
    """``s[G, d] positive vanishing even``: a quantity, its places, its sign and what else is declared."""
    name, _, rest = text.partition(" ")
    while name.count("[") > name.count("]"):
        more, _, rest = rest.partition(" ")
        name += more
    name, _, places = name.rstrip("]").partition("[")
    spaces = [["Space", s, *SPACES[s]] for s in places.split(",") if s]
    sign = next((w for w in rest.split() if w in ("positive", "nonnegative")), "real")
    return [
        "Variable",
        name,
        ["", *spaces],
        sign,
        *(w in rest.split() for w in ("even", "vanishing", "hermitian")),
    ]


def definition(left, body, even=False):
    """``y[k]`` = body."""
    name, _, places = left.rstrip("]").partition("[")
    return ["Definition", name, ["", *(var(v.strip()) for v in places.split(",") if v)], said(body), even]


def model(variables="", define=(), flows=()):
    """Quantities, separated by ``;``, definitions and flows (name -> {left: rate})."""
    move = [
        ["Flow", name, ["", *(definition(*rate) for rate in rates.items())], ""]
        for name, rates in dict(flows).items()
    ]
    names = [variable(v.strip()) for v in variables.split(";") if v.strip()]
    defined = [
        definition(*(d.removesuffix(" even"), body, d.endswith(" even"))) for d, body in dict(define).items()
    ]
    return ["Model", ["", *names], ["", *defined], ["", *move]]


def space(variables="", group=None, order=None, least=2, assume=(), **parts):
    """The JSON tree of a domain."""
    hypotheses = [["", label, said(s)] for label, s in dict(assume).items()]
    return ["", model(variables, **parts), group, order, least, ["", *hypotheses]]


def domain(variables="", group=None, **parts):
    """A domain as the checker reads it."""
    return Domain(read("domain", space(variables, group, **parts)))


# -- steps ---------------------------------------------------------------------------------------------------


def use(label, times="1", at=(), let=(), over=(), given=()):
    """A fact times a formula, at other indices and numbers, summed, with hypotheses supplied."""
    places = [["", var(v), _index(ast.parse(i, mode="eval").body)] for v, i in dict(at).items()]
    lets = [["", name, said(value)] for name, value in dict(let).items()]
    return ["Use", label, said(times), ["", *places], ["", *lets], ["", *map(var, over)], ["", *given]]


def context(unfold=(), using=(), assume=()):
    """What a step leans on."""
    labelled = [["", label, said(s)] for label, s in dict(assume).items()]
    return ["Context", ["", *unfold], ["", *using], ["", *labelled]]


def identity(label, relation, **leaning):
    """left = right."""
    return ["Identity", label, said(relation), context(**leaning)]


def derive(label, relation, **leaning):
    """left = right, with derivatives carried out."""
    return ["Derive", label, said(relation), context(**leaning)]


def sign(label, relation, by, facts=(), **leaning):
    """An inequality by a formula of manifest sign."""
    return ["Sign", label, said(relation), said(by), ["", *facts], context(**leaning)]


def strict(label, relation, weak, absurd):
    """An inequality by its weak form, and because 0 is absurd."""
    return ["Strict", label, said(relation), weak, absurd]


def zeroset(label, vanishing, by, conclusion, facts=(), **leaning):
    """What holds where a formula vanishes."""
    return ["ZeroSet", label, said(vanishing), said(by), said(conclusion), ["", *facts], context(**leaning)]


def induct(label, relation):
    """A rule of Walsh characters."""
    return ["Induct", label, said(relation)]


def cases(label, relation, v, zero, other):
    """From g = 0 and g != 0."""
    return ["Cases", label, said(relation), var(v), zero, other]


def cite(label, name, premises, conclusion):
    """A textbook fact."""
    return ["Cite", label, name, ["", *premises], said(conclusion)]


def proof(where, *steps):
    """The proof after these steps; Rejected where one does not hold."""
    found = Proof(where)
    for step in steps:
        found.read(read("step", step))
    return found


# -- certificates --------------------------------------------------------------------------------------------


def certificate(where, parts, steps=(), goals=(), **fields):
    """A certificate as JSON data, its digests computed."""
    labelled = [["", label, said(s)] for label, s in dict(parts).items()]
    statement_ = ["", where, ["", *labelled], *([["", *fields.pop("choice")]] if "choice" in fields else [])]
    kind = "chosen" if len(statement_) == 4 else "claim"
    domain_, parts_, *_ = read(kind, statement_)
    volatile = fields.pop("volatile", {})
    data = {"schema": SCHEMA, "id": "toy", "statement": statement_, "digest": digest(statement_),
            "text": lines(domain_, parts_), "uses": {}, "steps": list(steps), "goals": list(goals), "facts": [],
            "point": None, "witness": None, "covers": [], "verdict": "PROVED"}  # fmt: skip
    data.update(fields)
    return {**data, "certificate": digest(data), "volatile": volatile}
