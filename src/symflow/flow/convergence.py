r"""What the lines of the convergence theorem speak of, besides the modes.

c in (0, 1): a lower bound of s_k / bar s,      kappa(c) = (c - 1 - log c) / (1 - c)^2
l(s) = -z_0 + log sum_g e^{z_g}                 the loss of one class
C(x) = Ei(x) + N log x                          the clock of the collapse ray
"""

from __future__ import annotations

from symflow.algebra.expr import Expr, atom, ei, exp, log, tanh, total
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.quantities import Model, Variable
from symflow.algebra.statement import And, Statement, forall, ge, le
from symflow.flow.lyapunov import MODEL as LYAPUNOV
from symflow.flow.mirror import CLASS_LOSS
from symflow.flow.notation import K, N, s, sbar, w

g, h, k = indices("g h k", GSTAR)
c = atom("c")()

LEVEL = Variable("c", (), "positive")
MODEL = LYAPUNOV | Model((LEVEL,), (CLASS_LOSS,))
VARIANCE = total(w(g) ** 2, g) / N
SPREAD = total((s(k) / sbar - 1) ** 2, k) / N


def balance(level: Expr) -> Expr:
    """exp(-(N v + 1)): no mode is smaller than this part of the mean while V <= v."""
    return exp(-(N * level + 1))


def kappa(level: Expr) -> Expr:
    """(c - 1 - log c) / (1 - c)^2."""
    return (level - 1 - log(level)) / (1 - level) ** 2


def clock(value: Expr) -> Expr:
    """Ei(x) + N log x."""
    return ei(value) + N * log(value)


def decay(level: Expr, start: Expr) -> Expr:
    """The exponent tanh(b) / (2 K kappa(c)) with which V falls as a power of bar s, for bar s >= b."""
    return tanh(start) * (1 - level) ** 2 / (2 * K * (level - 1 - log(level)))


def balanced(*more: Statement) -> Statement:
    """s_k >= c bar s for every k != 0, and more."""
    every = forall(k, ge(s(k), c * sbar))
    return And((every, *more)) if more else every


def within(bound: Expr) -> Statement:
    """w_g - w_h <= bound for all g, h != 0."""
    return forall(g, h, le(w(g) - w(h), bound))
