r"""Facts about matrices."""

from __future__ import annotations

from typing import TypeAlias

from symflow.algebra.derive import NOTHING
from symflow.algebra.expr import Expr, Fun, Mul, Sum
from symflow.algebra.indexing import Index, Var
from symflow.algebra.quantities import Model
from symflow.algebra.rewrite import conjugate, free_variables, substitute
from symflow.algebra.statement import Hypothesis, Pred, Rel, Sequent

Allowed: TypeAlias = str | tuple[Hypothesis, ...]


def schur_product(premises: tuple[Sequent, ...], conclusion: Rel | Pred, model: Model) -> Allowed:
    """The entrywise exponential of a positive semidefinite matrix is positive semidefinite.

    Concludes sum_i sum_j x_i conj(x_j) e^{f_ij} >= 0 from f_ij = sum_k c_k u_ki conj(u_kj) and c_k >= 0
    (Schur's product theorem for the powers of f, summed).
    """
    shape = "concludes sum_i sum_j x_i conj(x_j) exp(f_ij) >= 0 from f_ij = sum_k c_k u_ki conj(u_kj) and c_k >= 0"
    hermitian = frozenset(v.name for v in model.variables if v.hermitian)
    match conclusion:
        case Rel(">=", Sum(Sum(Mul((x, y, Fun("exp", entry))), j), i), right) if right == NOTHING:
            pass
        case _:
            return shape
    if len(premises) != 2 or i == j or i.space_name != j.space_name or not _mates(x, y, i, j, hermitian):
        return shape
    spectral, sign = (p.conclusion for p in premises)
    match spectral:
        case Rel("==", given, Sum(Mul((weight, u, v)), k)) if given == entry and k not in (i, j):
            pass
        case _:
            return shape
    if not _mates(u, v, i, j, hermitian) or free_variables(weight) & {i, j}:
        return shape
    nonnegative = isinstance(sign, Rel) and sign.op in (">=", ">") and sign.left == weight
    if not nonnegative or not isinstance(sign, Rel) or sign.right != NOTHING:
        return shape
    carried = tuple(dict.fromkeys(h for p in premises for h in p.hypotheses))
    bound = {i, j, k}
    return shape if any(h.free & bound for h in carried) else carried


def _mates(x: Expr, y: Expr, i: Var, j: Var, hermitian: frozenset[str]) -> bool:
    """Whether y is the conjugate of x with j in place of i."""
    if j in free_variables(x) or i in free_variables(y):
        return False
    return conjugate(substitute(x, {i: Index(((j, 1),))}), hermitian) == y
