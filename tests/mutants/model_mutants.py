"""Models with one definition or one flow edited, and the claims that rest on what was edited.

A mutant changes the model, not the statement: a proof that goes through all the same shows that its claim
does not depend on what was changed.
"""

from __future__ import annotations

import runpy
from dataclasses import replace
from functools import cache
from multiprocessing import get_context

from edits import Mutant
from mutant_table import MUTANTS

from symflow.algebra.expr import Atom, Ddt, Expr
from symflow.algebra.quantities import Model
from symflow.algebra.statement import Pred, expressions, sequents
from symflow.algebra.wellformed import trees
from symflow.claim.claim import Claim
from symflow.errors import SymflowError
from symflow.evidence.proving.exact import ExactChecker
from symflow.evidence.proving.steps import Cover, Witness
from symflow.ledger import claims, proof_path

BOOK = claims()


@cache
def rests_on(name: str) -> frozenset[tuple[str, str]]:
    """What the statement of a claim of the book mentions."""
    return frozenset(reached(BOOK[name]))


def reached(claim: Claim) -> set[tuple[str, str]]:
    """("", name) for definitions and (flow, name) for rates that the statement mentions, directly or not."""
    model = claim.domain.model
    found: set[tuple[str, str]] = set()
    todo: list[Expr] = [e for _, part in claim.parts for e in expressions(part)]
    for _, part in claim.parts:
        for sequent in sequents(part):
            if isinstance(sequent.conclusion, Pred):
                todo += _open(sequent.conclusion.flow, model, found)
    while todo:
        for node in trees(todo.pop()):
            if isinstance(node, Ddt):
                todo += _open(node.flow, model, found)
            name = node.name if isinstance(node, Atom) else ""
            definition = model.definition(name)
            if definition is not None and ("", name) not in found:
                found.add(("", name))
                todo.append(definition.body)
    return found


def _open(flow: str, model: Model, found: set[tuple[str, str]]) -> list[Expr]:
    rates = [r for r in model.flow(flow).rates if (flow, r.name) not in found]
    found |= {(flow, r.name) for r in rates}
    return [r.body for r in rates]


def mutated(mutant: Mutant) -> dict[str, Claim]:
    """The whole book with the edit in every model."""
    return {
        name: replace(claim, domain=replace(claim.domain, model=mutant.applied(claim.domain.model)))
        for name, claim in BOOK.items()
    }


@cache
def affected(mutant: Mutant) -> tuple[str, ...]:
    """The claims expected PROVED whose statements rest on what the mutant edits, where the edit changes it."""
    book = mutated(mutant)
    proved = [name for name, claim in BOOK.items() if claim.expected == "PROVED"]
    named = [name for name in proved if (mutant.flow, mutant.name) in rests_on(name)]
    return tuple(name for name in named if book[name] != BOOK[name])


def survivors(mutant: Mutant) -> list[str]:
    """The affected claims that are still proved, by their own proofs and those of the claims they use."""
    book, known = mutated(mutant), dict[str, bool]()
    return [name for name in affected(mutant) if _survives(name, book, known)]


def all_survivors() -> dict[str, list[str]]:
    """The survivors of every mutant, by title; computed by two processes."""
    with get_context("fork").Pool(2) as pool:
        found = pool.map(_survivors_of, range(len(MUTANTS)), chunksize=1)
    return {mutant.title: names for mutant, names in zip(MUTANTS, found, strict=True)}


def _survivors_of(number: int) -> list[str]:
    return survivors(MUTANTS[number])


def _survives(name: str, book: dict[str, Claim], known: dict[str, bool]) -> bool:
    if name not in known:
        used = all(_survives(other, book, known) for other in book[name].uses)
        known[name] = used and (book[name] == BOOK[name] or _complete(book[name], book))
    return known[name]


def _complete(claim: Claim, book: dict[str, Claim]) -> bool:
    """Whether the claim's own proof script goes through to its end and establishes all of it."""
    steps = runpy.run_path(str(proof_path(claim.id)), run_name="symflow_proof")["proof"](claim)
    try:
        checker = ExactChecker(claim, book)
        results = checker.run(s for s in steps if not isinstance(s, Witness | Cover))
    except SymflowError:
        return False
    facts = [r.fact for r in results if r.fact is not None]
    if len(facts) < len(results):
        return False
    return all(any(checker.covers(fact, goal) for fact in facts) for _, goal in claim.goals().values())
