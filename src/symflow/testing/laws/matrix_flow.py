r"""Laws of the gradient flow of the two matrices.

Formula.  W' = -dL/dW, H' = -dL/dH: W^T W - H H^T is constant; the loss c L runs c times as fast; from
W = U diag(a) R^T, H = R diag(a) U^T the vectors U and R stay, W(t) = U diag(a(t)) R^T, and a_k(t)^2 = s_k(t)
follows the reduced flow from s = a^2.

Notation.  U_ig = (cos + sin)(arg chi_i(g)) / sqrt(K): real and orthogonal, X / sqrt(K) for Walsh. Matrices are
judged relative to the sum of squares of both, in units of `flow_rtol`.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis.strategies import DrawFn

from symflow.algebra.schemes import Scheme
from symflow.testing import flow_truth
from symflow.testing.draw import pick, reflected
from symflow.testing.implementation import Array, Calls
from symflow.testing.law import Case, Input, Inputs, Law, cases
from symflow.testing.laws.gradient import arrays
from symflow.testing.measure import Residual, residual, worst
from symflow.testing.rules import CENTRED, ELEMENT, EVEN, NONNEGATIVE, ORTHONORMAL, POSITIVE, at_most
from symflow.testing.strategies import factors, networks, times

LARGEST = 8
BOUND = at_most(32)
A = Input("a", ("K",), (BOUND, EVEN, CENTRED, NONNEGATIVE))
R = Input("R", ("d", "K"), (ORTHONORMAL,))
NETWORK = (
    Input("W", ("K", "d"), (BOUND,)),
    Input("H", ("d", "N"), (BOUND,)),
    Input("labels", ("N",), (ELEMENT,), whole=True),
)
TIME = Input("t", (), (NONNEGATIVE, at_most(4)))
RATE = Input("c", (), (POSITIVE, at_most(8)))
Pair = tuple[Array, Array]


def _hadamard(draw: DrawFn, scheme: Scheme) -> Inputs:
    a = draw(factors(scheme, True, (0, -1, -2, -3, -6))).a
    R = reflected(draw, scheme.K + pick(draw, (0, 1)), scheme.K)
    return {"a": a, "R": R, "t": draw(times(2))}


def _network(draw: DrawFn, scheme: Scheme) -> Inputs:
    drawn = draw(networks(scheme.K, (0, -1, -2), 2))
    return {"W": drawn.W, "H": drawn.H, "labels": drawn.labels, "t": draw(times(2))}


def _rescaled(draw: DrawFn, scheme: Scheme) -> Inputs:
    drawn = _network(draw, scheme)
    samples = len(drawn["labels"])
    return {**drawn, "c": pick(draw, (Fraction(1, samples), Fraction(2), Fraction(1, 2), Fraction(1, 3)))}


def basis(scheme: Scheme) -> Array:
    """U, to float64 precision."""
    group = range(scheme.K)
    turns = 2 * np.pi * np.array([[float(scheme.phase(k, g)) for g in group] for k in group])
    return np.asarray((np.cos(turns) + np.sin(turns)) / np.sqrt(scheme.K))


def _flow(calls: Calls, W: Array, H: Array, Y: Array, t: float) -> Pair:
    return calls.two("matrix_flow", W, H, Y, t, shapes=(W.shape, H.shape))


def _square(W: Array, H: Array) -> float:
    return float((W * W).sum() + (H * H).sum())


def _same(got: Pair, wanted: Pair, calls: Calls) -> Residual:
    """Both matrices, relative to the size of the pair."""
    scale, slack = np.sqrt(_square(*wanted)), calls.tiny
    return worst(
        [residual(x, y, scale, slack, what) for x, y, what in zip(got, wanted, ("W(t)", "H(t)"), strict=True)]
    )


def _lifted(calls: Calls, at: Case) -> tuple[Array, Array, Array, Array]:
    """a, R, and W = U diag(a) R^T, H = R diag(a) U^T (U is symmetric)."""
    a, R = calls.rounded(at["a"]), calls.rounded(at["R"])
    U = basis(at.scheme)
    return a, R, calls.rounded((U * a) @ R.T), calls.rounded((R * a) @ U)


def _frozen(calls: Calls, at: Case) -> Residual:
    a, R, W, H = _lifted(calls, at)
    t, U = float(calls.rounded(at["t"])), basis(at.scheme)
    later = flow_truth.factor_flow(at.scheme, a, a, t)[0]
    return _same(_flow(calls, W, H, np.eye(at.K), t), ((U * later) @ R.T, (R * later) @ U), calls)


def _projected(calls: Calls, at: Case) -> Residual:
    a, R, W, H = _lifted(calls, at)
    t, U = float(calls.rounded(at["t"])), basis(at.scheme)
    s = calls.rounded(a * a)
    W, H = _flow(calls, W, H, np.eye(at.K), t)
    modes = np.diag(U @ W @ R) * np.diag(R.T @ H @ U)
    reduced = calls.one("reduced_flow", s, t, at.scheme, shape=s.shape)
    return residual(modes, reduced, _square(W, H), calls.tiny, "modes of W(t) H(t)")


def _imbalance(calls: Calls, at: Case) -> Residual:
    W, H, Y = arrays(calls, at)
    X, G = _flow(calls, W, H, Y, float(calls.rounded(at["t"])))
    scale = _square(W, H) + _square(X, G)
    return residual(X.T @ X - G @ G.T, W.T @ W - H @ H.T, scale, calls.tiny, "W^T W - H H^T")


def _rescaling(calls: Calls, at: Case) -> Residual:
    W, H, Y = arrays(calls, at)
    t, c = float(calls.rounded(at["t"])), float(calls.rounded(at["c"]))
    scaled = calls.two("scaled_flow", W, H, Y, t, c, shapes=(W.shape, H.shape))
    plain = _flow(calls, W, H, Y, c * t)
    return _same((scaled[0] / 2, scaled[1] / 2), (plain[0] / 2, plain[1] / 2), calls)


LAWS = (
    Law(
        "imbalance-of-matrices",
        "The imbalance of the two layers is conserved, from any start.",
        "imbalance-conserved: W^T W - H H^T is constant",
        ("matrix_flow",),
        (*NETWORK, TIME),
        cases(_network, largest=LARGEST),
        _imbalance,
        "flow_rtol",
    ),
    Law(
        "frozen-vectors",
        "From Hadamard initialisation only the singular values move, along the flow of the factors.",
        "frozen-vectors: W(t) = U diag(a(t)) R^T, H(t) = R diag(a(t)) U^T",
        ("matrix_flow",),
        (A, R, TIME),
        cases(_hadamard, largest=LARGEST),
        _frozen,
        "flow_rtol",
    ),
    Law(
        "projected-flow",
        "The matrix flow, projected on the frozen vectors, is the reduced flow.",
        "frozen-vectors, reduced-flow: diag(U^T W R) diag(R^T H U) = s(t)",
        ("matrix_flow", "reduced_flow"),
        (A, R, TIME),
        cases(_hadamard, largest=LARGEST),
        _projected,
        "flow_rtol",
    ),
    Law(
        "time-rescaling",
        "The flow of c times the loss is the flow of the loss, c times as fast (c = 1/N: the mean loss).",
        "W(t; c L) = W(c t; L)",
        ("matrix_flow", "scaled_flow"),
        (*NETWORK, TIME, RATE),
        cases(_rescaled, largest=LARGEST),
        _rescaling,
        "flow_rtol",
    ),
)
