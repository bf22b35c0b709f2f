r"""Laws of the gradient of the summed cross-entropy of a two-layer linear network.

Formula.  dL/dW = (P - Y) H^T,  dL/dH = W^T (P - Y),  P = softmax(W H);  W^T dL/dW = dL/dH H^T;  the gradient
vanishes at W = 1 c^T, H = r 1^T with as many samples of each class.

Notation.  An entry is judged relative to the same sum with absolute values, times 1 + 2 max (|W| |H|)_ij:
the logits are rounded to that extent before they are exponentiated.
"""

from __future__ import annotations

import numpy as np
from hypothesis.strategies import DrawFn

from symflow.algebra.schemes import Scheme
from symflow.testing import truth
from symflow.testing.draw import pick, real, vector
from symflow.testing.implementation import Array, Calls
from symflow.testing.law import Case, Input, Inputs, Law, cases
from symflow.testing.measure import Residual, residual, worst
from symflow.testing.points import critical
from symflow.testing.rules import ELEMENT, SIZE
from symflow.testing.strategies import SMALL, near_optimal_networks, networks

NEEDS = ("gradient",)
LARGEST = 16
W, H = Input("W", ("K", "d"), (SIZE,)), Input("H", ("d", "N"), (SIZE,))
NETWORK = (W, H, Input("labels", ("N",), (ELEMENT,), whole=True))
SAMPLES = ("from 1 to 8", lambda value, scheme: 1 <= value <= 8)


def network(draw: DrawFn, scheme: Scheme) -> Inputs:
    """A generic point, or one near the collapse ray."""
    near = pick(draw, (False, False, True)) and scheme.K <= 8
    drawn = draw(near_optimal_networks(scheme.K) if near else networks(scheme.K, (0, -1, 1, -2)))
    return {"W": drawn.W, "H": drawn.H, "labels": drawn.labels}


def _critical(draw: DrawFn, scheme: Scheme) -> Inputs:
    d = pick(draw, (1, 2, 3))
    c, r = (vector(draw, d, lambda f: real(f, SMALL)) for _ in range(2))
    return {"c": c, "r": r, "samples": pick(draw, (1, 2))}


def one_hot(K: int, labels: tuple[int, ...]) -> Array:
    """Y, with a 1 at the label of each column."""
    Y = np.zeros((K, len(labels)))
    Y[list(labels), range(len(labels))] = 1
    return Y


def arrays(calls: Calls, at: Case) -> tuple[Array, Array, Array]:
    """W, H and Y of a case, as floats."""
    return calls.rounded(at["W"]), calls.rounded(at["H"]), one_hot(at.K, at["labels"])


def _gradient(calls: Calls, W: Array, H: Array, Y: Array) -> tuple[Array, Array]:
    return calls.two("gradient", W, H, Y, shapes=(W.shape, H.shape))


def _scales(W: Array, H: Array, Y: Array) -> tuple[Array, Array]:
    """What the entries of dL/dW and of dL/dH are judged relative to."""
    total = truth.softmax(W @ H) + Y
    condition = 1 + 2 * float((np.abs(W) @ np.abs(H)).max())
    return condition * total @ np.abs(H).T, condition * np.abs(W).T @ total


def _weights(calls: Calls, at: Case) -> Residual:
    W, H, Y = arrays(calls, at)
    got, wanted = _gradient(calls, W, H, Y)[0], truth.gradient(W, H, Y)[0]
    return residual(got, wanted, _scales(W, H, Y)[0], calls.tiny, "dL/dW")


def _features(calls: Calls, at: Case) -> Residual:
    W, H, Y = arrays(calls, at)
    got, wanted = _gradient(calls, W, H, Y)[1], truth.gradient(W, H, Y)[1]
    return residual(got, wanted, _scales(W, H, Y)[1], calls.tiny, "dL/dH")


def _balance(calls: Calls, at: Case) -> Residual:
    W, H, Y = arrays(calls, at)
    dW, dH = _gradient(calls, W, H, Y)
    scale = 2 * np.abs(W).T @ _scales(W, H, Y)[0]
    return residual(
        W.T @ dW, dH @ H.T, scale, calls.tiny * (1 + np.abs(W).sum() + np.abs(H).sum()), "W^T dL/dW"
    )


def _vanishes(calls: Calls, at: Case) -> Residual:
    point = critical(at["c"], at["r"], at.K, at["samples"])
    W, H, Y = calls.rounded(point.W), calls.rounded(point.H), one_hot(at.K, point.labels)
    dW, dH = _gradient(calls, W, H, Y)
    of_W, of_H = _scales(W, H, Y)
    return worst([residual(dW, 0, of_W, calls.tiny, "dL/dW"), residual(dH, 0, of_H, calls.tiny, "dL/dH")])


LAWS = (
    Law(
        "gradient-weights",
        "The gradient with respect to the classifier is (P - Y) H^T.",
        "gradient: dL/dW = (P - Y) H^T",
        NEEDS,
        NETWORK,
        cases(network, largest=LARGEST),
        _weights,
    ),
    Law(
        "gradient-features",
        "The gradient with respect to the features is W^T (P - Y).",
        "gradient: dL/dH = W^T (P - Y)",
        NEEDS,
        NETWORK,
        cases(network, largest=LARGEST),
        _features,
    ),
    Law(
        "gradient-balance",
        "The two gradients agree about the product of the layers, so the imbalance is conserved.",
        "imbalance-conserved: W^T dL/dW = dL/dH H^T",
        NEEDS,
        NETWORK,
        cases(network, largest=LARGEST),
        _balance,
    ),
    Law(
        "gradient-critical",
        "The gradient vanishes where all logits of a sample are equal and the classes are balanced.",
        "critical-points: W = 1 c^T, H = r 1^T",
        NEEDS,
        (
            Input("c", ("d",), (SIZE,)),
            Input("r", ("d",), (SIZE,)),
            Input("samples", (), (SAMPLES,), whole=True),
        ),
        cases(_critical, largest=LARGEST),
        _vanishes,
    ),
)
