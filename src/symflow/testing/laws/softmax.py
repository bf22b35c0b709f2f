r"""Laws of the columnwise softmax.

Formula.  P_ij = e^{Z_ij} / sum_i e^{Z_ij};  on a symmetric matrix of the scheme, Z = U diag(s) U^T with s even,
P = U diag(pi) U^T, that is P_ij = q(i - j) with q = softmax(z).

Notation.  An entry is judged relative to itself times 1 + |Z_ij| + max_i |Z_ij|: subtracting the largest
logit rounds, and the exponential makes a relative error of an absolute one.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from hypothesis.strategies import DrawFn
from numpy.typing import NDArray

from symflow.algebra.schemes import Scheme
from symflow.testing import truth
from symflow.testing.draw import matrix, permutation, pick, steep, vector
from symflow.testing.implementation import Array, Calls
from symflow.testing.law import Case, Input, Inputs, Law, cases
from symflow.testing.measure import Residual, residual, worst
from symflow.testing.rules import ARRANGEMENT, CENTRED, ELEMENT, EVEN, NONNEGATIVE, SIZE
from symflow.testing.strategies import even, spectra

LOGITS = Input("Z", ("K", "N"), (SIZE,))
MODES = Input("s", ("K",), (SIZE, EVEN, CENTRED, NONNEGATIVE))


def _columns(scheme: Scheme) -> tuple[int, ...]:
    """How many columns are drawn: few, and fewer of long ones."""
    return (1, 2, 3, 4) if scheme.K <= 16 else (1, 1, 2, 2)


# Of several inputs the short one is drawn first: then the long one shrinks without disturbing it.


def _logits(draw: DrawFn, scheme: Scheme) -> Inputs:
    return {"Z": matrix(draw, scheme.K, pick(draw, _columns(scheme)), steep)}


def _shifted(draw: DrawFn, scheme: Scheme) -> Inputs:
    columns = pick(draw, _columns(scheme))
    return {"c": vector(draw, columns, steep), "Z": matrix(draw, scheme.K, columns, steep)}


def _arranged(draw: DrawFn, scheme: Scheme) -> Inputs:
    return {"order": permutation(draw, scheme.K), **_logits(draw, scheme)}


def _modes(draw: DrawFn, scheme: Scheme) -> Inputs:
    return {"s": draw(spectra(scheme)).s}


def _translated(draw: DrawFn, scheme: Scheme) -> Inputs:
    return {"g": pick(draw, range(scheme.K)), "z": even(draw, scheme, steep, trivial=True)}


def condition(Z: Array) -> Array:
    """1 + |Z_ij| + max_i |Z_ij|."""
    size = np.abs(Z)
    return np.asarray(1 + size + size.max(axis=0))


@lru_cache(maxsize=128)
def relations(scheme: Scheme) -> NDArray[np.intp]:
    """The matrix of i - j."""
    group = range(scheme.K)
    return np.array([[scheme.subtract(i, j) for j in group] for i in group])


def _softmax(calls: Calls, Z: Array) -> Array:
    return calls.one("softmax", Z, shape=Z.shape)


def _value(calls: Calls, at: Case) -> Residual:
    Z = calls.rounded(at["Z"])
    wanted = truth.softmax(Z)
    return residual(_softmax(calls, Z), wanted, condition(Z) * wanted, calls.tiny, "P")


def _diagonal(calls: Calls, at: Case) -> Residual:
    z = truth.group_logits(at.scheme, calls.rounded(at["s"]))
    z = calls.rounded(tuple(z))
    difference = relations(at.scheme)
    Z, wanted = z[difference], truth.softmax(z.reshape(-1, 1))[:, 0][difference]
    return residual(_softmax(calls, Z), wanted, condition(Z) * wanted, calls.tiny, "P")


def _stochastic(calls: Calls, at: Case, axis: int, Z: Array) -> Residual:
    P = _softmax(calls, Z)
    scale = (1 + 2 * np.abs(Z).max()) * np.ones(P.shape[1 - axis])
    sums = residual(P.sum(axis=axis), 1.0, scale, calls.tiny, "sum")
    return worst([residual(np.minimum(P, 0), 0.0, 0.0, 0.0, "P"), sums])


def _stochastic_columns(calls: Calls, at: Case) -> Residual:
    return _stochastic(calls, at, 0, calls.rounded(at["Z"]))


def _stochastic_rows(calls: Calls, at: Case) -> Residual:
    z = calls.rounded(tuple(truth.group_logits(at.scheme, calls.rounded(at["s"]))))
    return _stochastic(calls, at, 1, z[relations(at.scheme)])


def _shift(calls: Calls, at: Case) -> Residual:
    Z, c = calls.rounded(at["Z"]), calls.rounded(at["c"])
    P = _softmax(calls, Z)
    scale = (condition(Z) + 2 * np.abs(c)) * P
    moved = _softmax(calls, calls.rounded(Z + c))
    return residual(moved, P, scale, calls.tiny, "P of Z + 1 c^T", slack=2)


def _permutation(calls: Calls, at: Case) -> Residual:
    Z, order = calls.rounded(at["Z"]), list(at["order"])
    P = _softmax(calls, Z)[order]
    scale = condition(Z[order]) * P
    return residual(_softmax(calls, Z[order]), P, scale, calls.tiny, "P of the permuted Z", slack=2)


def _translation(calls: Calls, at: Case) -> Residual:
    scheme, g = at.scheme, at["g"]
    Z = calls.rounded(at["z"])[relations(scheme)]
    P = _softmax(calls, Z)
    moved = [scheme.add(i, g) for i in range(scheme.K)]
    scale = condition(Z) * P
    return residual(P[np.ix_(moved, moved)], P, scale, calls.tiny, "P translated", slack=2)


LAWS = (
    Law(
        "softmax-value",
        "The softmax of logits is e^{Z_ij} over the sum of its column.",
        "P_ij = e^{Z_ij} / sum_i e^{Z_ij}",
        ("softmax",),
        (LOGITS,),
        cases(_logits),
        _value,
    ),
    Law(
        "softmax-diagonal",
        "The softmax of a symmetric matrix of the scheme is diagonal in the same basis.",
        "softmax-diagonal: P = U diag(pi) U^T, P_ij = q(i - j)",
        ("softmax",),
        (MODES,),
        cases(_modes),
        _diagonal,
    ),
    Law(
        "softmax-columns",
        "Every column of the softmax is a probability distribution.",
        "P_ij >= 0, sum_i P_ij = 1",
        ("softmax",),
        (LOGITS,),
        cases(_logits),
        _stochastic_columns,
    ),
    Law(
        "softmax-rows",
        "On a symmetric matrix of the scheme the rows are probability distributions too.",
        "softmax-diagonal: pi_0 = 1, sum_j P_ij = 1",
        ("softmax",),
        (MODES,),
        cases(_modes),
        _stochastic_rows,
    ),
    Law(
        "softmax-shift",
        "Adding a number to a column of logits changes nothing.",
        "softmax(Z + 1 c^T) = softmax(Z)",
        ("softmax",),
        (Input("c", ("N",), (SIZE,)), LOGITS),
        cases(_shifted),
        _shift,
    ),
    Law(
        "softmax-permutation",
        "Permuting the classes permutes the probabilities.",
        "softmax(Q Z) = Q softmax(Z) for every permutation matrix Q",
        ("softmax",),
        (Input("order", ("K",), (ARRANGEMENT,), whole=True), LOGITS),
        cases(_arranged),
        _permutation,
    ),
    Law(
        "softmax-translation",
        "The softmax of z(i - j) is invariant under the translations of the group (i xor g for walsh).",
        "P_{i+g, j+g} = P_ij",
        ("softmax",),
        (Input("g", (), (ELEMENT,), whole=True), Input("z", ("K",), (SIZE, EVEN))),
        cases(_translated),
        _translation,
    ),
)
