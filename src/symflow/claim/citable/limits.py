r"""Facts about what solutions of a flow tend to, as time runs to the end of their existence."""

from __future__ import annotations

from symflow.algebra.derive import NOTHING
from symflow.algebra.expr import Atom, Ddt, Expr, Extremum, Fun, Neg, Partial, Sym
from symflow.algebra.quantities import Model
from symflow.algebra.rewrite import children, free_variables
from symflow.algebra.statement import Pred, Rel, Sequent
from symflow.claim.citable.motion import AT_MOST, Allowed, carried, is_kept

AT_LEAST = (">=", ">", "==")


def bounded_variation(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> Allowed:
    """What falls and is bounded from below converges, and so does the difference of two such quantities.

    Concludes tends-to-positive(F), from every start that satisfies the hypotheses carried. The last three
    premises read d/dt (log F + g) <= 0, d/dt (-log F + g) <= 0 and g >= 0. Those before are facts
    at-most-from(A, a, 0), which allow the hypothesis A <= a at all times, as in ``comparison``.

    Proof. Under their hypotheses the premises hold at all times at which the solution exists. So A = log F + g
    and B = -log F + g never increase, and A + B = 2g >= 0. Hence A >= -B >= -B(0) and B >= -A >= -A(0): both
    fall and are bounded from below, so they converge to finite limits as time runs to the end of the
    solution's existence. Then log F = (A - B)/2 tends to a finite limit, and F to its exponential, which is
    > 0. That F > 0 at all these times is what gives log F, a formula of the premises, a meaning.
    """
    if (
        not isinstance(conclusion, Pred)
        or conclusion.name != "tends-to-positive"
        or len(conclusion.args) != 1
    ):
        return "concludes tends-to-positive(F)"
    (formula,), flow = conclusion.args, conclusion.flow
    kept, last = premises[:-3], premises[-3:]
    read = [p.conclusion for p in last if isinstance(p.conclusion, Rel)]
    if len(read) != 3:
        return "its last three premises must be relations: two rates, and g >= 0"
    falls, climbs, sign = read
    if any(free_variables(f) or not _plain(f, model) for f in (formula, sign.left)):
        return "F and g must be closed formulas without the time, derivatives, max and min"
    if not all(is_kept(p, flow) for p in kept):
        return "the premises before must be facts at-most-from(A, a, 0) of the same flow"
    if sign.op not in AT_LEAST or sign.right != NOTHING:
        return "its last premise must read g >= 0"
    law = Fun("log", formula)
    for rate, term in ((falls, law), (climbs, Neg(law))):
        if rate.op not in AT_MOST or rate.right != NOTHING or rate.left != Ddt(term + sign.left, flow):
            return "the premises before the last must read d/dt (log F + g) <= 0 and d/dt (-log F + g) <= 0"
    later = tuple(h for p in last for h in p.hypotheses)
    return carried(kept, (), later, NOTHING, flow, model)


def _plain(node: Expr, model: Model) -> bool:
    """Whether neither the time nor a derivative, a max or a min stands in a formula, definitions opened."""
    if isinstance(node, Extremum | Ddt | Partial) or node == Sym("t"):
        return False
    definition = model.definition(node.name) if isinstance(node, Atom) else None
    inner = children(node) if definition is None else (definition.body,)
    return all(_plain(part, model) for part in inner)
