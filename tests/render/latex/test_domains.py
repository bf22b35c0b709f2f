"""The sentence "Let ... be": made from what the domain declares, and from nothing else."""

from __future__ import annotations

import re
from dataclasses import fields, replace

import pytest
from exported import BOOK

from symflow.algebra.expr import atom
from symflow.algebra.indexing import CLASSES, FEATURES, GSTAR, SPACES, G, indices
from symflow.algebra.quantities import SIGNS, Model, Variable
from symflow.algebra.statement import eq
from symflow.claim.claim import Claim
from symflow.claim.domain import GROUPS, Domain
from symflow.render.latex.domains import let
from symflow.render.latex.look import Look
from symflow.render.latex.models import definitions, motion
from symflow.render.latex.symbols import macro
from symflow.render.model import reached, roots

(k,) = indices("k", G)
(j,) = indices("j", CLASSES)
(c,) = indices("c", FEATURES)
s = atom("s")


def sentence(
    *variables: Variable, group: str | None = "abelian", order: int | None = None, least: int = 2
) -> str:
    """What a claim about all the variables is told to assume."""
    spaces = {"G": k, "K": j, "d": c}
    sums = [atom(v.name)(*(spaces[space.name] for space in v.spaces)) for v in variables]
    domain = Domain("Let nothing of this be shown.", Model(variables), group, order, least)
    statement = eq(sum(sums[1:], sums[0] + 0) if sums else 1, 0)
    claim = Claim("x", "c", "t", "s", domain, (("p", statement),))
    return let(claim, roots(claim))


@pytest.mark.parametrize("group", GROUPS)
def test_every_kind_of_group_is_said(group: str | None) -> None:
    """And the words differ."""
    text = sentence(Variable("s", (CLASSES,)), group=group, least=3)
    assert text.startswith("Let ")
    assert "nothing of this" not in text
    assert ("\\sfG" in text) == (group is not None)
    assert ("abelian" in text) == (group == "abelian")
    assert (r"\mathbb{Z}_2^m" in text) == (group in ("boolean", "recursive"))
    assert (r"\geq3" in text) == (group != "recursive")


def test_a_fixed_order_is_said() -> None:
    """K = 4, not every K."""
    text = sentence(Variable("s", (G,)), group="boolean", order=4)
    assert r"\sfK=4" in text
    assert r"\geq" not in text


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_is_said(sign: str) -> None:
    """Real, not negative, positive: of scalars and of quantities with indices."""
    said = {"real": r"\in\mathbb{R}$", "nonnegative": r"\geq 0$", "positive": ">0$"}[sign]
    assert f"\\sfs_{{k}}{said}" in sentence(Variable("s", (G,), sign))
    assert f"\\sfs{said}" in sentence(Variable("s", (), sign))


def test_symmetries_are_said() -> None:
    """Zero at 0, even, hermitian."""
    text = sentence(Variable("s", (G,), "positive", even=True, vanishing=True))
    assert r"$\sfs_{k}>0$ for $k\in\sfGstar$, $\sfs_{0}=0$, $\sfs_{-k}=\sfs_{k}$" in text
    frame = sentence(Variable("R", (FEATURES, G), hermitian=True))
    assert r"\sfR_{ck}\in\mathbb{C}$ for $c\in\sfset{\sfd}$, $k\in\sfG$" in frame
    assert r"$\overline{\sfR_{ck}}=\sfR_{c,-k}$" in frame
    assert "[" not in sentence(Variable("s", (G,)))


def test_sizes_that_nothing_mentions_are_left_out() -> None:
    """N, n and d only where they occur; the set [K] is explained where it is used."""
    assert r"\sfN" not in sentence(Variable("s", (G,)))
    text = sentence(Variable("W", (CLASSES, FEATURES)), group=None)
    assert r"$\sfd\geq 1$" in text
    assert r"(where $\sfset{\sfK}=\{1,\dots,\sfK\}$)" in text


def test_nothing_new_is_declared_without_being_said() -> None:
    """A new field of a domain or a variable has to be thought of here and in the sentence."""
    assert {f.name for f in fields(Domain)} == {"let", "model", "group", "order", "least", "hypotheses"}
    assert {f.name for f in fields(Variable)} == {"name", "spaces", "sign", "even", "vanishing", "hermitian"}
    assert {f.name for f in fields(Model) if f.init} == {"variables", "definitions", "flows"}
    assert set(SPACES) == {"G", "G*", "K", "N", "n", "d"}
    assert GSTAR.starred


@pytest.mark.parametrize("name", sorted(BOOK))
def test_what_a_claim_declares_is_what_is_said(name: str) -> None:
    """Another sign, symmetry or group gives another sentence, for every quantity that the statement uses."""
    claim = BOOK[name]
    used, _ = reached(roots(claim), claim.domain.model)
    before, count = let(claim, roots(claim)), 0
    for variable in claim.domain.model.variables:
        if variable.name not in used:
            continue
        changes = [{"sign": other} for other in SIGNS if other != variable.sign and not variable.hermitian]
        changes += [{"even": not variable.even}] if variable.spaces and not variable.hermitian else []
        for change in changes:
            count += 1
            others = [replace(v, **change) if v == variable else v for v in claim.domain.model.variables]
            model = Model(tuple(others), claim.domain.model.definitions, claim.domain.model.flows)
            changed = replace(claim, domain=replace(claim.domain, model=model))
            assert let(changed, roots(changed)) != before
    assert count > 0 or not used & {v.name for v in claim.domain.model.variables}


@pytest.mark.parametrize("name", sorted(BOOK))
def test_every_definition_and_flow_that_a_statement_uses_is_shown(name: str) -> None:
    """By the macro of its name, with its title."""
    claim = BOOK[name]
    names, flows = reached(roots(claim), claim.domain.model)
    text = definitions(claim.domain.model, names, Look({}))
    shown = [d for d in claim.domain.model.definitions if d.name in names]
    assert [
        d.name for d in shown if not re.search(re.escape(macro(d.name)) + r"(_\{[a-z,]+\})?&?=", text)
    ] == []
    for flow in claim.domain.model.flows:
        if flow.name in flows:
            assert flow.name in motion(flow, Look({}), frozenset())
