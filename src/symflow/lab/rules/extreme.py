r"""log max s - log min s at K = 8, by the claim extreme-pair of the package, whose own proof is carried out again.

For K <= 8 a largest mode s_k and a smallest mode s_l satisfy (log s_k - log s_l)' <= 0 along the balanced flow; with
Danskin's theorem log max s - log min s never increases. For K = 16 neither is true: see max-min-ratio-16.
"""

from __future__ import annotations

from symflow.algebra.expr import Ddt, Extremum, Neg, log
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.statement import Rel, Statement, forall, ge, le
from symflow.claim.claim import Claim
from symflow.evidence.proving.proof import cite, sign
from symflow.evidence.proving.steps import Step, use
from symflow.flow.notation import K, s
from symflow.lab.question import Question
from symflow.ledger import claims, proof_path
from symflow.ledger.scripts import steps_of

LEMMA, RULE = (
    "extreme-pair",
    "K = 8: the largest mode grows least and the smallest most, and Danskin's theorem",
)
SECONDS = 30.0
j, k, l = indices("j k l", GSTAR)
EXTREME: dict[str, Statement] = {"largest": forall(j, ge(s(k), s(j))), "smallest": forall(j, ge(s(j), s(l)))}


def applies(question: Question) -> bool:
    """Whether the rule may fit: modes under max and min, at K = 8, in the balanced flow."""
    return question.K == 8 and question.motion.name == "balanced" and not question.candidate.smooth


def lemma() -> tuple[Claim, tuple[Step, ...]] | None:
    """The claim about the extreme pair with the steps of its proof script; None without a script."""
    claim, script = claims()[LEMMA], proof_path(LEMMA)
    if script is None:
        return None
    found, _ = steps_of(script, claim, SECONDS)
    return (claim, tuple(found)) if found else None


def steps(goal: Rel, flow: str) -> tuple[Step, ...]:
    """The extreme pair, then the maximum and the minimum."""
    rate = Ddt(log(s(k)) - log(s(l)), flow)
    shape = Ddt(log(Extremum("max", s(k), k.variable)) - log(Extremum("min", s(l), l.variable)), flow)
    given = use(f"{LEMMA}:pair", given=("small", "largest", "smallest"))
    return (
        sign("small", le(K, 8), by=8 - K, because="K = 8"),
        sign("pair", le(rate, 0), by=-rate, because="extreme-pair, as K <= 8", facts=[given], assume=EXTREME),
        cite(
            "largest and smallest",
            "danskin",
            ["pair"],
            le(shape, 0),
            "every extreme pair obeys the last step",
        ),
        sign("decrease", goal, Neg(shape), "it is this very quantity", facts=["largest and smallest"]),
    )
