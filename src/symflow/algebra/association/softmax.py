r"""The softmax inside an association scheme, exactly, at rational modes.

Statement.  Let Z = sum_i z_i A_i = sum_j s_j E_j. The columns of the entrywise exp(Z) have the sum sum_i v_i e^{z_i},
because A_i has column sums v_i. So the columnwise softmax is P = sum_i Q_i A_i with Q_i = e^{z_i} / sum_h v_h e^{z_h},
and P = sum_j pi_j E_j with pi_j = sum_i p_i(j) Q_i.

Formula.  z_i = (1/K) sum_j q_j(i) s_j, and 1 - pi_j = sum_i (v_i - p_i(j)) Q_i, a sum of terms >= 0.

Notation.  For rational s the z_i are rational, and a rational function of the Q_i is a quotient of exponential sums,
whose vanishing and sign are decided.

Reference.  Delsarte: An algebraic approach to the association schemes of coding theory (1973), chapter 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from operator import add

from symflow.algebra.association.scheme import AssociationScheme
from symflow.algebra.exponential import ExpQuotient, ExpSum
from symflow.errors import InputError
from symflow.exact import exact


@dataclass(frozen=True)
class SchemeSoftmax:
    """The exact softmax of the matrix sum_j s_j E_j of a scheme; every list is indexed by relations or modes 0..d."""

    scheme: AssociationScheme
    s: tuple[Fraction, ...]

    @cached_property
    def z(self) -> tuple[Fraction, ...]:
        """The logits z_i of the relations."""
        scheme = self.scheme
        return tuple(
            sum((scheme.q(i, j) * s for j, s in enumerate(self.s)), Fraction(0)) / scheme.K
            for i in range(scheme.d + 1)
        )

    @cached_property
    def total(self) -> ExpSum:
        """sum_i v_i e^{z_i}."""
        return self.combined(self.scheme.valencies)

    @cached_property
    def probabilities(self) -> tuple[ExpQuotient, ...]:
        """Q_i: the probability of one class in relation i to the true one."""
        return tuple(ExpQuotient(ExpSum.exp(z), self.total) for z in self.z)

    @cached_property
    def pi(self) -> tuple[ExpQuotient, ...]:
        """The modes pi_j of the softmax."""
        return tuple(ExpQuotient(self.combined(row), self.total) for row in self.scheme.P)

    @cached_property
    def one_minus_pi(self) -> tuple[ExpQuotient, ...]:
        """1 - pi_j, from terms >= 0."""
        v = self.scheme.valencies
        gaps = ([w - x for w, x in zip(v, row, strict=True)] for row in self.scheme.P)
        return tuple(ExpQuotient(self.combined(row), self.total) for row in gaps)

    def combined(self, coefficients: Sequence[int | Fraction]) -> ExpSum:
        """sum_i c_i e^{z_i}."""
        terms = (ExpSum.exp(z) * c for z, c in zip(self.z, coefficients, strict=True))
        return reduce(add, terms)


def softmax(scheme: AssociationScheme, modes: Sequence[int | Fraction | str]) -> SchemeSoftmax:
    """The softmax for the modes s_0, ..., s_d, one for each distinct mode, given exactly.

    >>> from symflow.algebra.association.families import trivial
    >>> softmax(trivial(2), [0, 2]).pi[1]
    ExpQuotient(numerator=1*e^(0) + -1*e^(-2), denominator=1*e^(0) + 1*e^(-2))
    """
    if len(modes) != scheme.d + 1:
        raise InputError.about(
            "number of modes", len(modes), f"give d + 1 = {scheme.d + 1}, s_0 first (usually 0)"
        )
    return SchemeSoftmax(scheme, tuple(exact(value, f"s_{j}") for j, value in enumerate(modes)))
