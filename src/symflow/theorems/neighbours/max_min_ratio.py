r"""Does the largest ratio of modes decrease?

log(max s / min s) over k != 0, along s_k' = 2 s_k (1 - pi_k), upper right derivative at ties: it never increases for
K = 4 and for K = 8, and it does increase somewhere for K = 16. For K = 4 any two modes approach each other; for K = 8
the largest and the smallest do (extreme-pair). Source: docs/theory section 8.
"""

from symflow.algebra.expr import Ddt, Extremum, log
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.statement import ge, le
from symflow.claim.claim import Claim, Twin, instance
from symflow.claim.domain import Domain
from symflow.claim.registry import register
from symflow.flow.notation import s
from symflow.flow.spectrum import modes

k, l = indices("k l", GSTAR)
spread = Ddt(log(Extremum("max", s(k), k.variable)) - log(Extremum("min", s(l), l.variable)), "modes")


def ratio_claim(
    order: int, expected: str, twin: Twin | None, reproduce: str = "", uses: tuple[str, ...] = ()
) -> Claim:
    """The statement for Z_2^m of the given order."""
    return Claim(
        id=f"max-min-ratio-{order}",
        chapter="neighbours",
        title=f"log(max s / min s) never increases, K = {order}",
        source="docs/theory section 8",
        domain=Domain(
            f"Let G = Z_2^m with K = {order}, s_k > 0 for k != 0, s_0 = 0.",
            modes(),
            group="boolean",
            order=order,
        ),
        parts=(("decrease", le(spread, 0)),),
        expected=expected,
        uses=uses,
        twin=twin,
        reproduce=reproduce,
    )


FOUR = register(
    ratio_claim(4, "PROVED", Twin("decrease", ge(spread, 0), instance("walsh", 4, s=(0, 1, 2, 3))))
)
EIGHT = register(
    ratio_claim(
        8,
        "PROVED",
        Twin("decrease", ge(spread, 0), instance("walsh", 8, s=(0, 1, 2, 2, 2, 2, 2, 3))),
        uses=("extreme-pair",),
    )
)
SIXTEEN = register(
    ratio_claim(
        16,
        "REFUTED",
        None,
        """\
from math import exp
s = [0, 9, 9, 9, 9, 9, 9, 1, 10, 2, 2, 2, 2, 2, 2, 2]
K, chi = 16, lambda k, g: (-1) ** bin(k & g).count("1")
z = [sum(chi(k, g) * s[k] for k in range(K)) / K for g in range(K)]
q = [exp(x) / sum(map(exp, z)) for x in z]
pi = [sum(chi(k, g) * q[g] for g in range(K)) for k in range(K)]
rate = lambda k: 2 * (1 - pi[k])            # (log s_k)'
print(rate(8) - rate(7))                    # mode 8 is the largest, mode 7 the smallest
""",
    )
)
