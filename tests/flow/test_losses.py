"""Flows made from losses: a loss of one's own, against differences of its value."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from symflow.algebra.expr import Ddt, Expr, exp, total
from symflow.algebra.indexing import G, indices
from symflow.algebra.quantities import Model
from symflow.claim.claim import instance
from symflow.claim.domain import Domain
from symflow.errors import InputError
from symflow.evidence.points.evaluate import Evaluator
from symflow.evidence.proving.world import World
from symflow.flow.losses import cross_entropy, decay, descend, layered, squared_loss
from symflow.flow.notation import K, a, z
from symflow.numeric.arithmetic import Ball
from symflow.numeric.ball import ball, endpoints

(g,) = indices("g", G)
(k,) = indices("k", G)
LAYERS = ("a", "b", "c")
STEP = Fraction(1, 10**12)
MINE = K * total(exp(2 * z(g)) * z(g), g) / 3
LOSSES: dict[str, Expr] = {
    "cross-entropy": cross_entropy(),
    "cold": cross_entropy(Fraction(3), Fraction(1, 10)),
    "squared": squared_loss(),
    "decayed": cross_entropy() + decay(Fraction(1, 5), LAYERS),
    "mine": MINE,
}


def value(model: Model, node: Expr, a2: Fraction, where: int = 0) -> float:
    """The value at K = 4 with a = (1, a2, 3), b = (2, 1, 1), c = (1, 1, 2)/2."""
    half = Fraction(1, 2)
    point = instance("walsh", 4, a=(0, 1, a2, 3), b=(0, 2, 1, 1), c=(0, half, half, 1))
    found = Evaluator(Domain("", model, group="boolean", order=4), point, Ball(200)).value(
        node, {k.variable: where}
    )
    low, high = endpoints(ball(found) if isinstance(found, Fraction) else found)
    return (low + high) / 2


@pytest.mark.parametrize("name", LOSSES)
def test_a_flow_is_minus_the_gradient(name):
    """a_2' against a central difference of the loss, and the flow keeps what the layers are declared to be."""
    plain = layered(LAYERS)
    model = plain | Model((), (), (descend(name, LOSSES[name], LAYERS, plain),))
    World(Domain("", model, group="abelian"))
    rate = value(model, Ddt(a(k), name), Fraction(2), 2)
    up, down = (value(model, LOSSES[name], 2 + sign * STEP) for sign in (1, -1))
    assert float(rate) == pytest.approx(float((down - up) / (2 * STEP)), rel=1e-15, abs=1e-15)


def test_the_losses_are_those_of_plain_floats():
    """Cross-entropy with smoothed labels at a temperature, and the squared loss, from Z itself."""
    model, s = layered(LAYERS), (0, 1, 1, 3)
    sign = [[(-1) ** (i & j).bit_count() for i in range(4)] for j in range(4)]
    logits = [sum(c * x for c, x in zip(row, s, strict=True)) / 4 for row in sign]
    cold = [3 * x for x in logits]
    labels = [0.9 + 0.025, 0.025, 0.025, 0.025]
    log_sum = math.log(sum(map(math.exp, cold)))
    smoothed = sum(y * (log_sum - x) for y, x in zip(labels, cold, strict=True))
    assert float(value(model, LOSSES["cold"], Fraction(2))) == pytest.approx(4 * smoothed)
    squares = sum((x - (i == 0)) ** 2 for i, x in enumerate(logits))
    assert float(value(model, LOSSES["squared"], Fraction(2))) == pytest.approx(4 * squares / 2)


@pytest.mark.parametrize("layers", [(), ("a", "a")])
def test_layers_have_names_of_their_own(layers):
    """None, or one twice, is refused."""
    with pytest.raises(InputError, match="layers"):
        layered(layers)
