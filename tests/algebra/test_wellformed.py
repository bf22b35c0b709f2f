"""What is a formula, what is one of a given model, and statements whose quantifiers may be dropped."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symflow.algebra.concrete import concretise, elements
from symflow.algebra.declared import check_model, check_use, declared_places
from symflow.algebra.expr import (
    Add,
    Atom,
    Chi,
    Ddt,
    Delta,
    Extremum,
    Fun,
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
    exp,
    total,
)
from symflow.algebra.indexing import CLASSES, FEATURES, GSTAR, ZERO_INDEX, G, Index, Space, Var, indices
from symflow.algebra.normal import NormalForm
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.rewrite import conjugate
from symflow.algebra.serial import from_json, to_json
from symflow.algebra.statement import (
    All,
    And,
    Hypothesis,
    Iff,
    Implies,
    Rel,
    eq,
    forall,
    quantified,
    sequents,
)
from symflow.algebra.symbols import Symbols
from symflow.algebra.wellformed import DEEPEST, LARGEST_EXPONENT, check_data, trees
from symflow.errors import InputError
from symflow.ledger import claims

x, s, R = atom("x"), atom("s"), atom("R")
g, k, l = indices("g k l", G)
(k1,) = indices("k", GSTAR)
i, j = indices("i j", CLASSES)
(f,) = indices("f", FEATURES)
MODEL = Model(
    (Variable("x", (CLASSES,)), Variable("s", (G,), "positive", even=True, vanishing=True), Variable("u")),
    (Definition("y", (k.variable,), s(k) + 1),),
    (Flow("f", (Definition("u", (), Num(Fraction(1))),)),),
)


# -- data ---------------------------------------------------------------------------------------------------


def test_every_claim_of_the_package_is_well_formed() -> None:
    """Its statement and its domain."""
    for claim in claims().values():
        check_data((claim.parts, claim.domain.hypotheses, claim.domain.model.definitions))
        check_model(claim.domain.model, claim.domain.group is not None)
        check_use(claim.parts, claim.domain.model, claim.domain.group is not None)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (Num(0.1), "exact number"),  # type: ignore[arg-type]
        (Num(1), "exact number"),  # type: ignore[arg-type]
        (Sym("x"), "scalar 'x' is unknown"),
        (Sym("K "), "unknown"),
        (Atom("x[1]"), "a name is a letter"),
        (Atom(""), "a name is a letter"),
        (Atom("1x"), "a name is a letter"),
        (Fun("sin", Num(Fraction(1))), "function 'sin' is unknown"),
        (Extremum("sup", x(i), i.variable), "extremum 'sup' is unknown"),
        (SignAtom("positive", (x(i),)), "not in the table"),
        (SignAtom("pairing", (x(i),)), "with 1 arguments"),
        (SignAtom("square", (x(i), x(i))), "with 2 arguments"),
        (Pow(x(i), 2), "exponent"),  # type: ignore[arg-type]
        (Pow(x(i), Fraction(LARGEST_EXPONENT + 1)), "exponent"),
        (Pow(x(i), Fraction(1, LARGEST_EXPONENT + 1)), "exponent"),
        (Partial(x(i), x(i) + 1), "by a quantity"),  # type: ignore[arg-type]
        (Add((x(i), "x")), "a part is not a formula"),  # type: ignore[arg-type]
        (Neg(None), "a part is not a formula"),  # type: ignore[arg-type]
        (Rel("!=", x(i), x(j)), "relation '!=' is unknown"),
        (Rel("", x(i), x(j)), "relation '' is unknown"),
        (Sum(x(i), Var("i", "nowhere")), "index set 'nowhere' is unknown"),
        (Sum(x(i), Var("i~3", "K")), "a name is a letter"),
        (Sum(x(i), Var("$3", "K")), "a name is a letter"),
        (s(Index(((k.variable, Fraction(1, 2)),))), "whole coefficients"),  # type: ignore[arg-type]
        (s(Index(((k.variable, 0),))), "whole coefficients"),
        (s(Index(((k.variable, True),))), "whole coefficients"),
        (s(Index(((k.variable, 1), (k.variable, 1)))), "different variables"),
        (x(Index(((i.variable, 2),))), "only indices of the group"),
        (x(Index(((i.variable, -1),))), "only indices of the group"),
        (x(Index(((i.variable, 1), (j.variable, 1)))), "only indices of the group"),
        ([x(i)], "a list is not part of any formula"),
        ({"x": x(i)}, "a dict is not part of any formula"),
        (1.5, "a float is not part of any formula"),
    ],
)
def test_data_that_is_no_formula(data: object, message: str) -> None:
    """Alone and deep inside."""
    for value in (data, (("a", (data,)),), Rel("==", Num(Fraction(0)), data)):  # type: ignore[arg-type]
        with pytest.raises(InputError, match=message):
            check_data(value)


def test_what_came_through_json_is_checked_too() -> None:
    """The reader of JSON knows kinds and fields, not what stands in tuples."""
    data = to_json(s(k))
    data[2][1][1][1][2] = "1"
    read = from_json(data)
    assert read.indices[0].terms[0][1] == "1"
    with pytest.raises(InputError, match="whole coefficients"):
        check_data(read)


def test_depth_is_bounded() -> None:
    """A walk through what passes cannot overflow the stack."""
    node = x(i)
    for _ in range(DEEPEST // 2):
        node = -node
    check_data(node)
    for _ in range(DEEPEST):
        node = -node
    with pytest.raises(InputError, match="levels deep"):
        check_data(node)


def test_all_parts_are_found() -> None:
    """Formulas inside statements, sums and tuples."""
    names = {n.name for n in trees((("a", forall(i, eq(total(x(i), i), s(k)))),)) if isinstance(n, Atom)}
    assert names == {"x", "s"}


# -- one model ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("node", "message"),
    [
        (atom("z")(), "not declared"),
        (x(), "other indices than declared"),
        (x(i, j), "other indices than declared"),
        (x(k), "other indices than declared"),
        (x(f), "other indices than declared"),
        (s(i), "other indices than declared"),
        (Ddt(s(k), "g"), "not part of the model"),
        (Delta(i, f), "two indices of the same set"),
        (Delta(i, k), "two indices of the same set"),
        (Delta(i, ZERO_INDEX), "two indices of the same set"),
        (Chi(i, k), "indices of it"),
        (Partial(s(k), atom("z")()), "not declared"),
    ],
)
def test_formulas_of_another_model(node: object, message: str) -> None:
    """Quantities, flows and deltas that are not declared like that."""
    with pytest.raises(InputError, match=message):
        check_use(eq(node, 0), MODEL, group=True)  # type: ignore[arg-type]


def test_formulas_of_the_model() -> None:
    """On G a quantity may stand at every index of G."""
    for index in (k, k1, -k, k - l, ZERO_INDEX, k + k):
        check_use((s(index), atom("y")(index)), MODEL, group=True)
    check_use(Ddt(total(x(i), i), "f"), MODEL, group=True)
    assert declared_places("nothing", MODEL) is None


def test_without_a_group_there_are_no_group_indices() -> None:
    """sum_k chi_k(g) = K delta_g0 is not a fact about plain index sets."""
    for node in (chi(k, g), delta(k, g), total(Num(Fraction(1)), k), total(Num(Fraction(1)), k1), s(k)):
        with pytest.raises(InputError):
            check_use(node, MODEL, group=False)


DEFINE = {
    "named like a scalar": ((), (Definition("K", (), Num(Fraction(1))),), "name of a scalar"),
    "an index twice": ((), (Definition("z", (i.variable, i.variable), x(i)),), "repeated"),
    "not closed": ((), (Definition("z", (), x(i)),), "depends on i"),
    "circular": ((), (Definition("z", (), atom("v")()), Definition("v", (), atom("z")())), "leads back"),
    "circular through a derivative": ((), (Definition("z", (), Ddt(atom("z")(), "f")),), "leads back"),
    "circular through a rate": (
        (Flow("h", (Definition("u", (), atom("z")()),)),),
        (Definition("z", (), Ddt(atom("u")(), "h")),),
        "leads back",
    ),
    "even in two indices": (
        (),
        (Definition("z", (k.variable, l.variable), s(k - l), even=True),),
        "one index",
    ),
    "a flow of a definition": ((Flow("h", (Definition("y", (k.variable,), s(k)),)),), (), "not a variable"),
    "a flow of nothing": ((Flow("h", (Definition("q", (), s(ZERO_INDEX)),)),), (), "not a variable"),
    "a flow at some indices": ((Flow("h", (Definition("s", (k1.variable,), s(k1)),)),), (), "other indices"),
    "a flow that is not closed": ((Flow("h", (Definition("u", (), s(k)),)),), (), "depends on k"),
    "a flow that moves twice": ((Flow("h", (Definition("u", (), s(ZERO_INDEX)),) * 2),), (), "moved twice"),
    "two flows of one name": ((Flow("f", ()),), (), "same name"),
}


@pytest.mark.parametrize(("flows", "definitions", "message"), DEFINE.values(), ids=DEFINE)
def test_models_that_are_not_well_founded(
    flows: tuple[Flow, ...], definitions: tuple[Definition, ...], message: str
) -> None:
    """Definitions and flows."""
    model = Model(MODEL.variables, (*MODEL.definitions, *definitions), (*MODEL.flows, *flows))
    with pytest.raises(InputError, match=message):
        check_model(model, group=True)


@pytest.mark.parametrize(
    ("variable", "message"),
    [
        (Variable("N"), "name of a scalar"),
        (Variable("s[0]"), "a name is a letter"),
        (Variable("z", (CLASSES,), vanishing=True), "exactly one group index"),
        (Variable("z", (G, G), even=True), "exactly one group index"),
        (Variable("z", (), hermitian=True), "exactly one group index"),
        (Variable("z", (G,), "positive", hermitian=True), "has no sign"),
        (Variable("z", (Space("X", "K"),)), "index set is unknown"),
        (Variable("z", (Space("G", "N", group=True),)), "index set is unknown"),
    ],
)
def test_variables_that_make_no_sense(variable: Variable, message: str) -> None:
    """Names, symmetries and signs."""
    with pytest.raises(InputError, match=message):
        check_model(Model((variable,)), group=True)


# -- statements -----------------------------------------------------------------------------------------------


def test_a_quantifier_is_dropped_only_where_that_is_harmless() -> None:
    """(x_i = 0 implies for all i, x_i = 0) is not (x_i = 0 implies x_i = 0)."""
    zero, every = eq(x(i), 0), forall(i, eq(x(i), 0))
    for statement in (
        Implies(zero, every),
        Implies(zero, And((zero, every))),
        Iff(every, zero),
        Implies(forall(j, eq(x(i), x(j))), every),
        forall(i, Implies(zero, every)),
        Implies(zero, Implies(every, every)),
    ):
        with pytest.raises(InputError, match="index i is free in a hypothesis and bound in the conclusion"):
            list(sequents(statement))
    for statement in (
        Implies(every, zero),
        Implies(every, every),
        Implies(zero, forall(j, eq(x(j), 0))),
        And((zero, every)),
    ):
        assert list(sequents(statement))


def test_what_a_statement_quantifies() -> None:
    """And what a hypothesis leaves free."""
    inner = All((j.variable,), eq(x(i), x(j)))
    assert quantified(Implies(inner, forall(i, eq(x(i), 0)))) == {i.variable, j.variable}
    assert quantified(eq(x(i), 0)) == frozenset()
    assert Hypothesis((j.variable,), inner.body).free == {i.variable}  # type: ignore[arg-type]


# -- a fixed order, conjugates, partial derivatives -------------------------------------------------------------


def test_only_group_indices_run_at_a_fixed_order() -> None:
    """At K = 4 a sum over the features is not written out as four terms."""
    assert list(elements(k.variable, 4)) == [0, 1, 2, 3]
    assert list(elements(k1.variable, 4)) == [1, 2, 3]
    for node in (total(Num(Fraction(1)), f), Extremum("max", Num(Fraction(1)), i.variable)):
        with pytest.raises(InputError, match="only indices of the group"):
            concretise(node, 4, {})


def test_a_partial_derivative_is_written_out_with_its_index() -> None:
    """d/ds_1 and d/ds_2 are different."""
    slope = Partial(total(s(g), g), s(k))
    one, two = (concretise(slope, 4, {k.variable: value}) for value in (1, 2))
    assert one != two
    assert isinstance(one, Partial)
    assert one.atom == Atom("s[1]")


def test_the_conjugate_of_a_derivative_by_a_complex_quantity() -> None:
    """d/dR_k becomes d/dR_{-k}; a derivative by a real quantity stays."""
    slope = Partial(total(chi(k, g) * R(k), k), R(l))
    turned = conjugate(slope, frozenset({"R"}))
    assert isinstance(turned, Partial)
    assert turned.atom == R(-l)
    assert conjugate(Partial(s(k), s(l)), frozenset({"R"})) == Partial(s(k), s(l))


def test_the_normal_form_under_a_partial_derivative() -> None:
    """Neither s_{-k} = s_k nor s_0 = 0 is used inside; renaming a bound index is."""
    form = NormalForm(Symbols(even=frozenset({"s"}), vanishing=frozenset({"s"})))
    assert form.is_zero(s(k) - s(-k))
    assert not form.is_zero(Partial(s(k), s(l)) - Partial(s(-k), s(l)))
    assert not form.is_zero(Partial(s(k), s(l)) - Partial(s(k), s(-l)))
    assert not form.is_zero(Partial(s(ZERO_INDEX), s(l)) - Partial(Num(Fraction(0)), s(l)))
    first, second = Partial(total(exp(s(g)), g), s(l)), Partial(total(exp(s(k)), k), s(l))
    assert form.is_zero(first - second)
    assert form.is_zero(total(first, l) - total(Partial(total(exp(s(k)), k), s(g)), g))
    assert not form.is_zero(total(Partial(s(k), s(l)), k) - total(Partial(s(-l), s(k)), k))
