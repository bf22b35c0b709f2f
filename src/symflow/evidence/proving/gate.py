r"""The gate against circular proofs: nothing that a proof may take for granted says what a claim says.

A sign table with the entry "-V' >= 0", or a citable fact that allows V' <= 0 from nothing, would prove the
theorem by assuming it. So, for every claim:

    sign table       no entry, at no arguments or at the atoms of the statement, has the normal form of an
                     inequality that the claim states
    citable facts    none allows a conclusion of the claim without premises, and none cites a paper that is
                     verified here; there are at most twelve
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from symflow.algebra.derive import evaluate_derivatives
from symflow.algebra.expr import Atom, Expr, Sym
from symflow.algebra.keys import Poly, add_into
from symflow.algebra.quantities import unfold
from symflow.algebra.signs import SIGN_TABLE, SignEntry
from symflow.algebra.statement import Rel
from symflow.algebra.wellformed import trees
from symflow.claim.assumed import ASSUMED, Assumed
from symflow.claim.claim import Claim
from symflow.errors import InputError
from symflow.evidence.proving.manifest import atom_names
from symflow.evidence.proving.world import World, upward

MOST_FACTS = 12
VERIFIED = ("[G]", "[J]", "garrod", "hadamard", "ji2", "ulpm", "symflow")
MOST_ARGUMENTS = 2
Form: TypeAlias = tuple[frozenset[str], Poly]  # the quantities of a formula, and its normal form


def complaints(
    claims: Iterable[Claim],
    table: Mapping[str, SignEntry] = SIGN_TABLE,
    facts: Mapping[str, Assumed] = ASSUMED,
) -> list[str]:
    """Every place where the sign table or the list of citable facts contains a claim."""
    out = list(_about_facts(facts))
    for claim in claims:
        out += _granted_by_table(claim, table)
        out += _granted_by_facts(claim, facts)
    return out


def _about_facts(facts: Mapping[str, Assumed]) -> Iterator[str]:
    if len(facts) > MOST_FACTS:
        yield f"{len(facts)} facts may be cited; at most {MOST_FACTS}"
    for name, fact in facts.items():
        if any(word in fact.cites.lower() for word in (v.lower() for v in VERIFIED)) or not fact.cites:
            yield f"citable fact {name!r} cites {fact.cites!r}, not a textbook"


def _granted_by_facts(claim: Claim, facts: Mapping[str, Assumed]) -> Iterator[str]:
    for part, sequent in claim.sequents():
        for name, fact in facts.items():
            if not isinstance(fact.check((), sequent.conclusion, claim.domain.model), str):
                yield f"citable fact {name!r} allows part {part!r} of {claim.id} without premises"


def _granted_by_table(claim: Claim, table: Mapping[str, SignEntry]) -> Iterator[str]:
    if claim.domain.group == "recursive":
        return
    world = World(claim.domain)
    for part, sequent in claim.sequents():
        relation = sequent.conclusion
        if not isinstance(relation, Rel) or relation.op == "==":
            continue
        stated = upward(relation)
        wanted = _forms(world, stated)
        atoms = sorted({n for n in trees(stated) if isinstance(n, Atom | Sym)}, key=repr)
        for name, entry in table.items():
            if any(_agree(world, form, wanted) for form in _expansions(world, entry, atoms)):
                yield f"sign entry {name!r} is part {part!r} of {claim.id}"


def _forms(world: World, node: Expr) -> list[Form]:
    """The normal form of a formula, as it stands and with everything opened."""
    rules, model = world.all_definitions(), world.domain.model
    out = [_form(world, node), _form(world, unfold(node, rules))]
    with suppress(InputError):  # a derivative of max or min stays closed
        out.append(_form(world, unfold(evaluate_derivatives(node, model), rules)))
    return out


def _form(world: World, node: Expr) -> Form:
    return atom_names(node), world.form.of(node)


def _expansions(world: World, entry: SignEntry, atoms: Sequence[Expr]) -> Iterator[list[Form]]:
    """The forms of an entry at no arguments, at one atom and at two; with two it is not opened."""
    for count in range(MOST_ARGUMENTS + 1):
        for args in product(atoms, repeat=count):
            try:
                node = entry.expand(args, world.form.symbols.hermitian)
                yield _forms(world, node) if count < MOST_ARGUMENTS else [_form(world, node)]
            except (IndexError, InputError):  # the entry takes more arguments, or has no value at these
                continue


def _agree(world: World, forms: list[Form], wanted: list[Form]) -> bool:
    """Whether two formulas in the same quantities have a normal form in common."""
    for names, form in forms:
        for others, other in wanted:
            if names != others:
                continue
            gap = dict(form)
            add_into(gap, other, Fraction(-1))
            if not world.form.cleared(gap):
                return True
    return False
