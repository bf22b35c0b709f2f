"""Formulas as LaTeX: every kind of node, brackets, and no two formulas alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from exported import BOOK

from symflow.algebra.expr import (
    EXTREMA,
    FUNCTIONS,
    Add,
    Atom,
    Chi,
    Ddt,
    Delta,
    Expr,
    Extremum,
    Fun,
    Mul,
    Neg,
    Num,
    Partial,
    Pow,
    SignAtom,
    Sum,
    Sym,
    atom,
    chi,
    delta,
    ei,
    exp,
    half_tanh,
    log,
    total,
)
from symflow.algebra.indexing import (
    CLASSES,
    FEATURES,
    GSTAR,
    OTHERS,
    SAMPLES,
    SPACES,
    ZERO_INDEX,
    G,
    Index,
    Var,
    indices,
)
from symflow.algebra.rewrite import children, free_variables, rebuild
from symflow.algebra.signs import SIGN_TABLE
from symflow.algebra.statement import expressions
from symflow.algebra.wellformed import SCALARS
from symflow.errors import InputError
from symflow.render.latex.among import Among
from symflow.render.latex.formula import formula
from symflow.render.latex.look import Look
from symflow.render.latex.pieces import tidy
from symflow.render.names import names_of

K, N, x, y = (Sym(name) for name in "KNxy")
s, W, pi, z, L, sbar = atom("s"), atom("W"), atom("pi"), atom("z"), atom("L"), atom("sbar")()
g, h, k = indices("g h k", G)
v, w = indices("k l", GSTAR)
j, i = indices("j i", CLASSES)
(a,) = indices("a", FEATURES)
(r,) = indices("r", SAMPLES)
(o,) = indices("o", OTHERS)


def shown(node: Expr, display: bool = True, dots: bool = True) -> str:
    """The formula on one line."""
    return tidy(formula(node, Look(names_of(free_variables(node)), display, dots)).tex)


# One formula with each kind of node, as displayed and in a line of text.
KINDS: dict[type[Expr], tuple[Expr, str, str]] = {
    Num: (Num(Fraction(-3, 2)), r"-\frac{3}{2}", "-3/2"),
    Sym: (K, r"\sfK", r"\sfK"),
    Atom: (W(i, a), r"\sfW_{ia}", r"\sfW_{ia}"),
    Delta: (delta(g, ZERO_INDEX), r"\sfdelta_{g0}", r"\sfdelta_{g0}"),
    Chi: (chi(k, g - h), r"\sfchi_{k}(g-h)", r"\sfchi_{k}(g-h)"),
    Add: (x - (y + 1), r"\sfx-(\sfy+1)", r"\sfx-(\sfy+1)"),
    Mul: (2 * K / N * x / (y + 1), r"\frac{2\sfK}{\sfN}\frac{\sfx}{\sfy+1}", r"2\sfK\sfx/(\sfN(\sfy+1))"),
    Neg: (-(x + y), r"-(\sfx+\sfy)", r"-(\sfx+\sfy)"),
    Pow: ((x + y) ** 2, r"(\sfx+\sfy)^{2}", r"(\sfx+\sfy)^{2}"),
    Fun: (log(x * y), r"\log(\sfx\sfy)", r"\log(\sfx\sfy)"),
    Sum: (total(s(v), v), r"\sum_{k\neq0}\sfs_{k}", r"\sum_{k\neq0}\sfs_{k}"),
    Extremum: (Extremum("max", s(v), v.variable), r"\max_{k\neq0}\sfs_{k}", r"\max_{k\neq0}\sfs_{k}"),
    Ddt: (Ddt(s(k), "f"), r"\sfdot{\sfs}_{k}", r"\sfdot{\sfs}_{k}"),
    Partial: (
        Partial(L(), W(i, a)),
        r"\frac{\partial\sfL}{\partial\sfW_{ia}}",
        r"\partial\sfL/\partial\sfW_{ia}",
    ),
    SignAtom: (
        SignAtom("modulus", (x + y,)),
        r"\lvert\sfx+\sfy\rvert^{2}",
        r"\lvert\sfx+\sfy\rvert^{2}",
    ),
    Among: (Among("max", (x, y)), r"\max\{\sfx,\ \sfy\}", r"\max\{\sfx,\ \sfy\}"),
}
FORMULAS = [
    (total(s(v), v) / N, r"\frac{1}{\sfN}\sum_{k\neq0}\sfs_{k}"),
    (total(s(v), v) * K, r"\Bigl(\sum_{k\neq0}\sfs_{k}\Bigr)\sfK"),
    (K / total(exp(z(g)), g), r"\frac{\sfK}{\sum_{g\in\sfG}e^{\sfz_{g}}}"),
    (total(s(v) * s(w), v, w), r"\sum_{k,l\neq0}\sfs_{k}\sfs_{l}"),
    (total(s(j), j), r"\sum_{j=1}^{\sfK}\sfs_{j}"),
    (total(W(i, a) * W(j, a), a), r"\sum_{a=1}^{\sfd}\sfW_{ia}\sfW_{ja}"),
    (s(k) * total(s(v), v), r"\sfs_{k}\sum_{k\neq0}\sfs_{k}"),
    (total(s(k) * s(v), v), r"\sum_{k'\neq0}\sfs_{k}\sfs_{k'}"),
    (log(s(v)) * x, r"(\log\sfs_{k})\sfx"),
    (x * log(s(v)), r"\sfx\log\sfs_{k}"),
    (log(x) ** 2, r"(\log\sfx)^{2}"),
    (exp(x) ** 2, r"(e^{\sfx})^{2}"),
    (exp(total(s(v), v)), r"\exp\Bigl(\sum_{k\neq0}\sfs_{k}\Bigr)"),
    (exp(sbar), r"e^{\sfsbar}"),
    (half_tanh(x - y), r"(\sfx-\sfy)\tanh\biggl(\frac{\sfx-\sfy}{2}\biggr)"),
    (ei(x), r"\sfEi(\sfx)"),
    (Pow(K, Fraction(-1, 2)) * x, r"\frac{1}{\sqrt{\sfK}}\sfx"),
    (Pow(x, Fraction(3, 2)), r"\sfx^{3/2}"),
    (Pow(x, Fraction(-2)), r"\frac{1}{\sfx^{2}}"),
    (x * -2, r"\sfx\cdot(-2)"),
    (Num(Fraction(2)) * 3, r"2\cdot3"),
    (x * (1 - y), r"\sfx(1-\sfy)"),
    (Neg(Neg(x)), r"-(-\sfx)"),
    (Neg(x) * y, r"-\sfx\sfy"),
    (x * Neg(y), r"\sfx(-\sfy)"),
    (x - -y, r"\sfx-(-\sfy)"),
    ((x / y) ** 3, r"\biggl(\frac{\sfx}{\sfy}\biggr)^{3}"),
    (z(g + g - h), r"\sfz_{2g-h}"),
    (atom("R")(a, -k), r"\sfR_{a,-k}"),
    (Ddt(sbar, "f"), r"\sfddt\sfsbar"),
    (Ddt(x + y, "f"), r"\sfddt[\sfx+\sfy]"),
    (Ddt(log(Extremum("max", s(v), v.variable)), "f"), r"\sfddtup\log\Bigl(\max_{k\neq0}\sfs_{k}\Bigr)"),
    (SignAtom("pairing", (x, y)), r"(e^{\sfx}-e^{\sfy})(\sfx-\sfy)"),
    (SignAtom("excess", (x,)) * y, r"(\sfx-1-\log\sfx)\sfy"),
    (atom("x1")() * atom("a_b")(), r"\sfxOb\,\sfaOUb"),
    (2 * atom("rho2")() ** 2 * x * y, r"2\,\sfrhoOc^{2}\,\sfx\sfy"),
    (atom("GW")(k) * 3 * s(k), r"\sfGW_{k}\cdot3\sfs_{k}"),
]


def test_every_kind_of_node_has_a_sample() -> None:
    """A new kind of node cannot be forgotten here, or in the rendering."""
    known = {kind.__name__ for kind in Expr.__subclasses__() if kind.__module__.startswith("symflow.")}
    assert {kind.__name__ for kind in KINDS} == known
    assert all(any(isinstance(n, kind) for n in nodes(KINDS[kind][0])) for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_node_is_set(kind: type[Expr]) -> None:
    """Displayed, and in a line of text."""
    node, display, flat = KINDS[kind]
    assert shown(node) == display
    assert shown(node, display=False) == flat


@pytest.mark.parametrize(("node", "tex"), FORMULAS, ids=[tex for _, tex in FORMULAS])
def test_formulas(node: Expr, tex: str) -> None:
    """Brackets only where they are needed, fractions as they were written."""
    assert shown(node) == tex


def test_an_unknown_kind_is_refused() -> None:
    """No formula is set as something else."""

    class Matrix(Expr):
        __slots__ = ()

    with pytest.raises(InputError, match="Matrix has no LaTeX"):
        shown(Matrix())


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_is_set(name: str) -> None:
    """The closed list of functions."""
    assert shown(Fun(name, x + y)) not in ("", shown(x + y))


@pytest.mark.parametrize("kind", sorted(EXTREMA))
def test_every_extremum_is_set(kind: str) -> None:
    """max and min."""
    assert shown(Extremum(kind, s(v), v.variable)).startswith(f"\\{kind}_")


@pytest.mark.parametrize("name", sorted(SIGN_TABLE))
def test_every_entry_of_the_sign_table_is_set(name: str) -> None:
    """With as many arguments as it takes."""
    for count in (1, 2, 3):
        try:
            SIGN_TABLE[name].expand((x, y, K)[:count], frozenset())
        except IndexError:
            continue
        assert r"\sfx" in shown(SignAtom(name, (x, y, K)[:count]))
        return
    pytest.fail(f"sign entry {name} takes more than three arguments")


@pytest.mark.parametrize("name", sorted(SPACES))
def test_every_index_space_has_limits(name: str) -> None:
    """And no two spaces have the same, but those that differ in their size."""
    index = Index(((Var("e", name), 1),))
    assert shown(Sum(s(index), Var("e", name))).startswith(r"\sum_{e")


def test_scalars_and_quantities_never_share_a_macro() -> None:
    """Nor does a quantity take the name of a command of the page."""
    names = [
        *SCALARS,
        "s",
        "chi",
        "step",
        "code",
        "x1",
        "xOb",
        "O",
        "OO",
        "O1",
        "a_b",
        "aUb",
        "aOUb",
        "Ozchi",
    ]
    macros = [shown(atom(name)()) for name in names]
    assert len(set(macros)) == len(names)
    assert all(m[1:].isalpha() for m in macros)


def test_several_flows_are_named() -> None:
    """A dot would not say which is meant."""
    one, other = (shown(Ddt(s(k), flow), dots=False) for flow in ("modes", "line"))
    assert one != other
    assert "modes" in one


# --- no two formulas alike -----------------------------------------------------------------------------


def nodes(node: Expr) -> Iterator[Expr]:
    """All parts of a formula."""
    yield node
    for child in children(node):
        yield from nodes(child)


def edits(node: Expr) -> Iterator[Expr]:
    """The formula with one small change, at every place where there is something to change."""
    yield from leaf_edits(node)
    yield from node_edits(node)
    for place, child in enumerate(children(node)):
        for changed in edits(child):
            yield with_child(node, place, changed)


def leaf_edits(node: Expr) -> Iterator[Expr]:
    """Another number, name or index."""
    match node:
        case Num(value):
            yield Num(value + 1)
        case Sym(name):
            yield Sym("K" if name != "K" else "N")
        case Atom(name, index):
            yield Atom("Q" if name != "Q" else "X", index)
            for place, old in enumerate(index):
                yield Atom(name, (*index[:place], other(old), *index[place + 1 :]))
        case Chi(mode, element):
            yield Chi(mode + fresh(), element)
            yield Chi(mode, element + fresh())
        case Delta(left, right):
            yield Delta(other(left), right)


def node_edits(node: Expr) -> Iterator[Expr]:
    """Another sign, exponent, function or range; one term or factor less."""
    match node:
        case Neg(arg):
            yield arg
        case Pow(base, exponent):
            yield Pow(base, exponent + 1)
        case Fun(name, arg):
            yield Fun("tanh" if name != "tanh" else "log", arg)
        case Sum() | Extremum():
            yield replace(node, var=Var(node.var.name, "K" if node.var.space_name != "K" else "G"))
        case Add(args) | Mul(args) if len(args) > 1:
            yield type(node)(args[:-1])


def fresh(space: str = "G") -> Index:
    """An index that no claim uses."""
    return Index(((Var("zeta", space), 1),))


def other(index: Index) -> Index:
    """The negative of an index of the group; another one of any other set."""
    if all(var.space.group for var, _ in index.terms):
        return -index if index.terms else fresh()
    return fresh(index.variable.space_name)


def with_child(node: Expr, place: int, new: Expr) -> Expr:
    """The node with one of its parts replaced."""
    if isinstance(node, Partial) and place == 1 and isinstance(new, Atom):
        return Partial(node.body, new)
    counter = iter(range(len(children(node))))
    return rebuild(node, lambda child: new if next(counter) == place else child)


@pytest.mark.parametrize("name", sorted(BOOK))
def test_one_change_in_a_statement_changes_what_is_shown(name: str) -> None:
    """Every number, name, sign, index and range of the tree is on the page."""
    count = 0
    for label, statement in BOOK[name].parts:
        for node in expressions(statement):
            names = names_of(frozenset().union(*(free_variables(n) for n in nodes(node))))
            look = Look(names, dots=False)
            before = formula(node, look).tex
            for changed in edits(node):
                count += 1
                assert formula(changed, look).tex != before, f"{label}: {changed}"
    assert count > 0
