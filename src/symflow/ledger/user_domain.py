r"""The domain of most claims about modes, in one line: ``modes_on("cyclic", 10)``.

Modes s_k on a group G of order K, even and with s_0 = 0, and all that is defined from them: the logits z, the softmax
q with its modes pi, bar s, V, and the m, w, S, rho, p of the Lyapunov identity; with the reduced flow "modes".
"""

from __future__ import annotations

from collections.abc import Mapping

from symflow.algebra.expr import Operand, expr
from symflow.algebra.indexing import G
from symflow.algebra.quantities import SIGNS, Definition, Model, Variable
from symflow.algebra.statement import Statement
from symflow.claim.domain import Domain
from symflow.errors import InputError
from symflow.flow import lyapunov

SCHEMES = {"abelian": "abelian", "cyclic": "cyclic", "walsh": "boolean"}


def modes_on(
    scheme: str = "abelian",
    K: int | None = None,
    *,
    modes: str = "positive",
    least: int = 2,
    define: Mapping[str, Operand] | None = None,
    given: Mapping[str, Statement] | None = None,
) -> Domain:
    """Modes s_k on a group: its scheme, its order K (every K >= ``least`` if none is given), and their sign.

    ``scheme``: "cyclic" (Z_K, any K >= 2), "walsh" (Z_2^m, K a power of 2, at most 64 where it is fixed) or "abelian"
    (every finite abelian group with a symmetric bicharacter: the two others and more, K not fixed). ``modes``:
    "positive", "nonnegative" or "real", for every k != 0. ``define``: further scalars by name, used as ``atom("U")()``.
    ``given``: hypotheses by name. InputError, in one line, for anything else.
    """
    if scheme not in SCHEMES:
        raise InputError.about("scheme", scheme, f"use one of {', '.join(SCHEMES)}")
    if modes not in SIGNS:
        raise InputError.about("modes", modes, f"use one of {', '.join(SIGNS)}")
    if K is not None and (type(K) is not int or K < 2):
        raise InputError.about("K", K, "give a whole number from 2 up")
    if K is not None and scheme == "abelian":
        raise InputError.about("K", K, 'name the group of this order, "cyclic" or "walsh"')
    if K is not None and scheme == "walsh" and (K & (K - 1) or K > 64):
        raise InputError.about("K", K, "the Walsh scheme at a fixed order takes 2, 4, 8, 16, 32 or 64")
    variable = Variable("s", (G,), modes, even=True, vanishing=True)
    model = Model((variable,), lyapunov.MODEL.definitions, lyapunov.MODEL.flows)
    extra = tuple(Definition(name, (), expr(formula)) for name, formula in (define or {}).items())
    domain = Domain("", model | Model((), extra), SCHEMES[scheme], K, least, tuple((given or {}).items()))
    return Domain(
        f"Let {domain.declared()}.", domain.model, domain.group, domain.order, domain.least, domain.hypotheses
    )
