r"""Why a step holds, in words: what is unfolded, what is added, which fact is cited, and why a sign is manifest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from symflow.algebra.expr import Expr, Num, SignAtom
from symflow.algebra.rewrite import children
from symflow.algebra.signs import SIGN_TABLE
from symflow.algebra.statement import Statement
from symflow.claim.assumed import ASSUMED
from symflow.evidence.proving.steps import Cases, Cite, Context, Induct, Sign, Step, Strict, ZeroSet
from symflow.evidence.proving.world import upward
from symflow.render.latex.escape import escape
from symflow.render.latex.facts import Facts, listed
from symflow.render.latex.formula import formula
from symflow.render.latex.literature import cited
from symflow.render.latex.look import Look
from symflow.render.latex.pieces import Piece, fenced
from symflow.render.latex.prose import prose
from symflow.render.latex.statements import chain, names_in, universal, with_ranges
from symflow.render.latex.widths import MEASURE

ZERO = Num(Fraction(0))
ROOM = MEASURE - 4.5


def before(step: Step, facts: Facts) -> Iterator[str]:
    """What the step leans on, in front of its equation."""
    context = getattr(step, "context", Context())
    words = [f"unfold {facts.opened(context)}"] if context.unfold else []
    words += [f"use {facts.used(context.using)}"] if context.using else []
    if words:
        text = "; ".join(words)
        yield text[0].upper() + text[1:] + ":"
    match step:
        case Cite():
            yield _citation(step, facts)
        case Strict():
            yield (
                f"It is not negative by {facts.reference(step.weak)}, and not zero by "
                f"{facts.reference(step.contradiction)}:"
            )
        case Cases():
            yield f"It holds for the index $0$ by {facts.reference(step.zero)}, for the others by "
            yield f"{facts.reference(step.other)}:"
        case Induct():
            yield "It holds for $m=0$, and if it holds for $m$ then for $m+1$:"


def _citation(step: Cite, facts: Facts) -> str:
    fact = ASSUMED.get(step.fact)
    said = f"{prose(fact.sentence)} {cited(fact.cites)}" if fact is not None else escape(step.fact)
    premises = listed([facts.reference(premise) for premise in step.premises])
    return f"By a textbook fact, {said}" + (f", from {premises}:" if premises else ":")


def equations(step: Step, shown: Statement, look: Look) -> Iterator[Piece]:
    """What a step establishes; for a sign, the formula that makes it manifest as well."""
    if not isinstance(step, Sign | ZeroSet):
        yield from with_ranges(shown, look, ROOM)
        return
    equation = step.relation if isinstance(step, Sign) else step.vanishing
    here = look.naming(names_in(equation, [step.by]))
    gap, by, zero = (formula(e, here) for e in (upward(equation), step.by, ZERO))
    if isinstance(step, Sign) and step.by == upward(equation):
        yield from with_ranges(shown, look, ROOM)
    elif isinstance(step, ZeroSet):
        yield from with_ranges(shown, look, ROOM)
        yield replace(chain(fenced(gap, r"\lvert ", r"\rvert"), ("==", by)), word="since")
    elif equation.op in (">", ">=") and equation.right == ZERO:
        names = names_in(equation)
        yield universal(chain(gap, ("==", by), (equation.op, zero)), sorted(names), here)
    else:
        yield from with_ranges(shown, look, ROOM)
        yield replace(chain(gap, ("==", by), (">" if equation.op in "<>" else ">=", zero)), word="since")


def after(step: Step, facts: Facts) -> Iterator[str]:
    """What makes a sign manifest, behind the equation."""
    if isinstance(step, Sign | ZeroSet):
        signs = [facts.used(step.facts)] if step.facts else []
        signs += [
            escape(SIGN_TABLE[name].reason) for name in sorted(_sign_atoms(step.by)) if name in SIGN_TABLE
        ]
        if signs:
            yield f"Signs: {'; '.join(signs)}."


def _sign_atoms(node: Expr) -> set[str]:
    own = {node.name} if isinstance(node, SignAtom) else set[str]()
    return own.union(*(_sign_atoms(child) for child in children(node)))
