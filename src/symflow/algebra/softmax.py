"""The softmax inside a translation scheme, exactly.

Statement.  Let Z_ij = z(i - j) be a symmetric matrix of the scheme with eigenvalues (modes) s_k.  Its
columnwise softmax is P_ij = q(i - j) with q = softmax(z), again a symmetric matrix of the scheme; its
modes pi_k are real, pi_0 = 1, and |pi_k| < 1 unless the character is trivial.

Formula.  z_g = (1/K) sum_k s_k cos(arg chi_k(g)),   q_g = e^{z_g} / sum_h e^{z_h},
pi_k = sum_g q_g cos(arg chi_k(g)),   1 - pi_k = sum_g q_g (1 - cos(arg chi_k(g))),
for the Walsh-Hadamard scheme 1 - pi_k = 2 q{g : chi_k(g) = -1}.

Notation.  s = (s_0, ..., s_{K-1}) rational and even.  Where the characters have rational real parts
(walsh(m); cyclic(K) for K = 2, 3, 4, 6), z is rational and q, pi and every rational function of them is a
quotient of sums of exponentials of rationals, whose sign and vanishing are decided.

Reference.  Delsarte: An algebraic approach to the association schemes of coding theory (1973),
chapter 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, reduce
from operator import add

from symflow.algebra.exponential import ExpQuotient, ExpSum
from symflow.algebra.schemes import Scheme
from symflow.algebra.transform import transform
from symflow.errors import InputError
from symflow.exact import exact


@dataclass(frozen=True)
class Softmax:
    """The exact softmax of one matrix of a scheme, given by all K modes s_0, ..., s_{K-1}."""

    scheme: Scheme
    s: tuple[Fraction, ...]

    @cached_property
    def z(self) -> tuple[Fraction, ...]:
        """The logits z_g."""
        return tuple(value / self.scheme.K for value in transform(self.scheme, self.s))

    @cached_property
    def weights(self) -> tuple[ExpSum, ...]:
        """e^{z_g}."""
        return tuple(ExpSum.exp(value) for value in self.z)

    @cached_property
    def total(self) -> ExpSum:
        """sum_g e^{z_g}."""
        return reduce(add, self.weights)

    @cached_property
    def q(self) -> tuple[ExpQuotient, ...]:
        """The probabilities q_g."""
        return tuple(ExpQuotient(weight, self.total) for weight in self.weights)

    @cached_property
    def pi(self) -> tuple[ExpQuotient, ...]:
        """The modes pi_k of the softmax."""
        return tuple(ExpQuotient(value, self.total) for value in transform(self.scheme, self.weights))

    @cached_property
    def one_minus_pi(self) -> tuple[ExpQuotient, ...]:
        """1 - pi_k as a sum of non-negative terms."""
        scheme, group = self.scheme, range(self.scheme.K)
        return tuple(
            ExpQuotient(reduce(add, (self.weights[g] * (1 - scheme.cosine(k, g)) for g in group)), self.total)
            for k in group
        )


def softmax(scheme: Scheme, modes: Sequence[int | Fraction | str]) -> Softmax:
    """The softmax for the modes s_0, ..., s_{K-1}, given exactly; s_k = s_{-k} is required.

    >>> from symflow.algebra.schemes import walsh
    >>> softmax(walsh(1), [0, 2]).pi[1]
    ExpQuotient(numerator=1*e^(0) + -1*e^(-2), denominator=1*e^(0) + 1*e^(-2))
    """
    if len(modes) != scheme.K:
        raise InputError.about("number of modes", len(modes), f"give K = {scheme.K}, s_0 first (usually 0)")
    values = tuple(exact(value, f"s_{k}") for k, value in enumerate(modes))
    scheme.check_even(values)
    return Softmax(scheme, values)
