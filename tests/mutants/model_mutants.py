"""Models with one definition or one flow edited, and the claims that rest on what was edited.

A mutant changes the model, not the statement: a proof that goes through all the same shows that its claim
does not depend on what was changed.
"""

from __future__ import annotations

import runpy
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing import get_context

from symflow.algebra.expr import Add, Atom, Ddt, Expr, Fun, Mul, Sum, Sym
from symflow.algebra.quantities import Definition, Model
from symflow.algebra.rewrite import rebuild
from symflow.algebra.statement import Pred, expressions, sequents
from symflow.algebra.wellformed import trees
from symflow.claim.claim import Claim
from symflow.errors import SymflowError
from symflow.evidence.proving.exact import ExactChecker
from symflow.evidence.proving.steps import Cover, Witness
from symflow.flow.notation import K, N
from symflow.ledger import claims, proof_path

BOOK = claims()
Change = Callable[[Expr], Expr]


@dataclass(frozen=True)
class Mutant:
    """One edit: of the definition ``name``, or of the rate of ``name`` along ``flow``."""

    title: str
    name: str
    change: Change
    flow: str = ""

    def applied(self, model: Model) -> Model:
        """The model with the edit, or the model itself where there is nothing to edit."""
        if self.flow:
            flows = tuple(
                replace(f, rates=self._edited(f.rates)) if f.name == self.flow else f for f in model.flows
            )
            return replace(model, flows=flows)
        return replace(model, definitions=self._edited(model.definitions))

    def _edited(self, definitions: tuple[Definition, ...]) -> tuple[Definition, ...]:
        return tuple(replace(d, body=self.change(d.body)) if d.name == self.name else d for d in definitions)


# -- edits ------------------------------------------------------------------------------------------


def turned(body: Expr) -> Expr:
    """The other sign."""
    return -body


def times(factor: int) -> Change:
    """A constant factor."""
    return lambda body: factor * body


def squared(body: Expr) -> Expr:
    """Another exponent."""
    return body**2


def exponents_turned(body: Expr) -> Expr:
    """e^x becomes e^{-x} everywhere."""
    if isinstance(body, Fun) and body.name == "exp":
        return Fun("exp", -body.arg)
    return rebuild(body, exponents_turned)


def one_exponent_turned(body: Expr) -> Expr:
    """e^x becomes e^{-x} in the first factor only: the weights no longer sum to 1."""
    if isinstance(body, Mul):
        return Mul((exponents_turned(body.args[0]), *body.args[1:]))
    return rebuild(body, one_exponent_turned)


def counted_by(old: Sym, new: Sym) -> Change:
    """One parameter in place of another."""

    def change(body: Expr) -> Expr:
        return new if body == old else rebuild(body, change)

    return change


def last_sign_turned(body: Expr) -> Expr:
    """The last term of a sum with the other sign."""
    if isinstance(body, Add):
        return Add((*body.args[:-1], -body.args[-1]))
    return Sum(last_sign_turned(body.body), body.var) if isinstance(body, Sum) else -body


def without_rate_term(body: Expr) -> Expr:
    """1 - pi_k becomes 1 + pi_k: the last factor of a rate with the inner sign turned."""
    match body:
        case Mul(args) if any(isinstance(a, Add) for a in args):
            return Mul(tuple(last_sign_turned(a) if isinstance(a, Add) else a for a in args))
        case _:
            return last_sign_turned(body)


MUTANTS = (
    Mutant("logits turned", "z", turned),
    Mutant("logits not divided by K", "z", counted_by(K, N)),
    Mutant("matrix logits turned", "Z", turned),
    Mutant("softmax exponents turned", "q", exponents_turned),
    Mutant("softmax numerator turned", "q", one_exponent_turned),
    Mutant("matrix softmax exponents turned", "P", exponents_turned),
    Mutant("softmax modes turned", "pi", turned),
    Mutant("loss turned", "L", turned),
    Mutant("loss: label term turned", "L", last_sign_turned),
    Mutant("class loss turned", "l", turned),
    Mutant("class loss: partition turned", "l", last_sign_turned),
    Mutant("reduced flow turned", "s", turned, "modes"),
    Mutant("reduced flow three times as fast", "s", times(3), "modes"),
    Mutant("reduced flow with 1 + pi", "s", without_rate_term, "modes"),
    Mutant("factor flow: a turned", "a", turned, "factors"),
    Mutant("factor flow: b with 1 + pi", "b", without_rate_term, "factors"),
    Mutant("gradient flow: W ascends", "W", turned, "gradient"),
    Mutant("gradient flow: H twice as fast", "H", times(2), "gradient"),
    Mutant("ray twice as fast", "sigma", times(2), "ray"),
    Mutant("line reversed", "s", turned, "line"),
    Mutant("direction with a mean", "s", counted_by(N, K), "direction"),
    Mutant("V turned", "V", turned),
    Mutant("V with plus", "V", last_sign_turned),
    Mutant("bar s over K", "sbar", counted_by(N, K)),
    Mutant("bar s doubled", "sbar", times(2)),
    Mutant("mean logit over K", "m", counted_by(N, K)),
    Mutant("centring turned", "w", last_sign_turned),
    Mutant("partition exponents turned", "S", exponents_turned),
    Mutant("rho turned", "rho", turned),
    Mutant("rho exponents turned", "rho", exponents_turned),
    Mutant("weights doubled", "p", times(2)),
    Mutant("spectrum squared", "s", squared),
    Mutant("classifier doubled", "W", times(2)),
    Mutant("features turned", "H", turned),
    Mutant("direction not centred", "v", last_sign_turned),
    Mutant("descent: W turned", "W", turned, "descent"),
    Mutant("descent: H twice as fast", "H", times(2), "descent"),
    Mutant("squared factor flow: a turned", "a", turned, "squared"),
    Mutant("squared factor flow: b with 1 + s", "b", without_rate_term, "squared"),
    Mutant("logistic twice as fast", "sigma", times(2), "logistic"),
    Mutant("gaps turned", "theta", turned),
    Mutant("least loss turned", "lstar", turned),
    Mutant("active flow with 1 + pi", "r", without_rate_term, "active"),
    Mutant("distance turned", "D", turned),
    Mutant("triples doubled", "T", times(2)),
    Mutant("weighted means doubled", "mu", times(2)),
    Mutant("column means over N", "xbar", counted_by(K, N)),
)


# -- what a claim rests on ----------------------------------------------------------------------------


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


def affected(mutant: Mutant) -> list[str]:
    """The claims expected PROVED whose statements rest on what the mutant edits."""
    place = (mutant.flow, mutant.name)
    return [n for n, c in BOOK.items() if c.expected == "PROVED" and place in reached(c)]


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
    """Whether the claim's own proof script establishes all of it."""
    steps = runpy.run_path(str(proof_path(claim.id)), run_name="symflow_proof")["proof"](claim)
    try:
        _, evidence = ExactChecker(claim, book).prove(s for s in steps if not isinstance(s, Witness | Cover))
    except SymflowError:
        return False
    goals = set(claim.goals())
    return evidence is not None and goals <= set(evidence.established)
