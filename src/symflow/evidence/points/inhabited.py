r"""Is there anything that a claim speaks of?

From contradictory hypotheses everything follows, so a claim with hypotheses counts as proved only if some exact
point of its domain is known to satisfy them. The point of the false twin is tried first (where the hypotheses are
many equations, no drawn point meets them); then points are drawn as for samples, and the first one that is confirmed
ends the search.
"""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, Phase, Verbosity, find, settings
from hypothesis.errors import NoSuchExample

from symflow.claim.claim import Claim, Instance
from symflow.claim.strategies import SMALL, instances
from symflow.errors import InputError
from symflow.evidence.points.evaluate import Evaluator
from symflow.evidence.points.grid import check_instance
from symflow.evidence.points.witness import ARB, in_domain, place_of
from symflow.evidence.result import INHABITED, Evidence, Outcome, issue
from symflow.numeric.arithmetic import Ball

BITS = 160
POINTS = 200
_SETTINGS = settings(
    max_examples=POINTS,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
    verbosity=Verbosity.quiet,
)


def inhabited(claim: Claim) -> Evidence | None:
    """Evidence that the hypotheses of the domain hold at one point; None without hypotheses.

    UNKNOWN if none of the drawn points satisfies them.
    """
    if not claim.domain.hypotheses:
        return None

    def member(point: Instance) -> bool:
        return in_domain(Evaluator(claim.domain, point, Ball(BITS))).state == "holds"

    method = "the hypotheses of the domain hold at a point"
    given = None if claim.twin is None else claim.twin.witness
    point = given if given is not None and _lies_in(claim, given) and member(given) else drawn(claim, member)
    if point is None:
        method = f"no point among {POINTS} satisfies the hypotheses of the domain"
        return issue("ball", "instances", Outcome.UNKNOWN, method, POINTS, "nothing", (ARB,))
    return issue(
        "ball", "instances", Outcome.TRUE, method, 1, place_of(point), (ARB,), (INHABITED, claim.digest)
    )


def _lies_in(claim: Claim, point: Instance) -> bool:
    """Whether a point gives each quantity of the domain the values that are declared."""
    try:
        check_instance(claim.domain, point)
    except InputError:
        return False
    return True


def drawn(claim: Claim, wanted: Callable[[Instance], bool]) -> Instance | None:
    """The first wanted point among those that are drawn, always the same; None if there is none."""
    try:
        return find(instances(claim.domain, SMALL), wanted, settings=_SETTINGS)
    except NoSuchExample:
        return None
