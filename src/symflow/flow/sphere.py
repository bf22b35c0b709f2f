r"""A second point of the layer-peeled model beside the first: what [J] Theorem 3.4 compares on a sphere.

    M = Y - P,      W1, H1 another point, with logits Z1, softmax P1, loss L1 and size rho2_1 = |W1|^2 + |H1|^2
    KL = sum_{k,i} KL(P_{.,(k,i)} || P1_{.,(k,i)}),      G = Z1 - Z,      G0 = G minus the mean of its column
    a direction (DW, DH): the straight line W' = DW, H' = DH, and the circle on which DW' = -kappa W, DH' = -kappa H
    zeta = DW H + W DH, the rate of the logits;   x1 = alpha x + beta Delta, a point of that plane
    critical on the sphere, multiplier lambda:  M H^T = lambda W,  W^T M = lambda H

dL/dW = -M H^T and dL/dH = -W^T M (claim gradient), so a critical point of L on the sphere |W|^2 + |H|^2 = rho^2 is
one where -grad L = lambda (W, H).
"""

from __future__ import annotations

from symflow.algebra.expr import Ddt, atom, delta, exp, log, total
from symflow.algebra.indexing import CLASSES, FEATURES, SAMPLES, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.statement import And, eq, forall
from symflow.flow import peeled
from symflow.flow.notation import H, K, L, P, W, Z

M, W1, H1, Z1, P1 = (atom(name) for name in ("M", "W1", "H1", "Z1", "P1"))
G, G0, DW, DH, zeta = (atom(name) for name in ("G", "G0", "DW", "DH", "zeta"))
L1, KL, size1, length2 = (atom(name)() for name in ("L1", "KL", "rho2_1", "Delta2"))
lam, kappa, alpha, beta = (atom(name)() for name in ("lambda", "kappa", "alpha", "beta"))
j, k, l = indices("j k l", CLASSES)
(i,) = indices("i", SAMPLES)
(c,) = indices("c", FEATURES)
PLACE = (j.variable, k.variable, i.variable)

RESIDUAL = Definition("M", PLACE, delta(j, k) - P(j, k, i))
MULTIPLIER = Model((Variable("lambda"),))
DIVERGENCE = total(P(j, k, i) * (log(P(j, k, i)) - log(P1(j, k, i))), j, k, i)
OTHER_POINT = Model(
    (Variable("W1", (CLASSES, FEATURES)), Variable("H1", (FEATURES, CLASSES, SAMPLES))),
    (
        Definition("Z1", PLACE, total(W1(j, c) * H1(c, k, i), c)),
        Definition("P1", PLACE, exp(Z1(j, k, i)) / total(exp(Z1(l, k, i)), l)),
        Definition("L1", (), total(-Z1(k, k, i) + log(total(exp(Z1(j, k, i)), j)), k, i)),
        Definition("rho2_1", (), total(W1(k, c) ** 2, k, c) + total(H1(c, k, i) ** 2, c, k, i)),
        Definition("KL", (), DIVERGENCE),
        Definition("G", PLACE, Z1(j, k, i) - Z(j, k, i)),
        Definition("G0", PLACE, G(j, k, i) - total(G(l, k, i), l) / K),
    ),
)
IN_W, IN_H = (j.variable, c.variable), (c.variable, k.variable, i.variable)
STRAIGHT = (Definition("W", IN_W, DW(j, c)), Definition("H", IN_H, DH(c, k, i)))
TURNING = (Definition("DW", IN_W, -(kappa * W(j, c))), Definition("DH", IN_H, -(kappa * H(c, k, i))))
RATE = total(DW(j, c) * H(c, k, i) + W(j, c) * DH(c, k, i), c)
DIRECTION = Model(
    (Variable("DW", (CLASSES, FEATURES)), Variable("DH", (FEATURES, CLASSES, SAMPLES))),
    (
        Definition("zeta", PLACE, RATE),
        Definition("Delta2", (), total(DW(k, c) ** 2, k, c) + total(DH(c, k, i) ** 2, c, k, i)),
    ),
    (Flow("line", STRAIGHT, "motion along the straight line of a direction"),),
)
CIRCLING = Model(
    (Variable("kappa"),),
    (),
    (Flow("circle", STRAIGHT + TURNING, "motion along the circle through a point with a direction"),),
)
ONE_POINT = peeled.MODEL | Model((), (RESIDUAL,))
MODEL = ONE_POINT | OTHER_POINT
PLANE = MODEL | DIRECTION | MULTIPLIER | Model((Variable("alpha"), Variable("beta")))

BY_W = eq(total(M(j, k, i) * H(c, k, i), k, i), lam * W(j, c))
BY_H = eq(total(W(j, c) * M(j, k, i), j), lam * H(c, k, i))
CRITICAL = And((forall(j, c, BY_W), forall(c, k, i, BY_H)))
ON_PLANE = And(
    (
        forall(j, c, eq(W1(j, c), alpha * W(j, c) + beta * DW(j, c))),
        forall(c, k, i, eq(H1(c, k, i), alpha * H(c, k, i) + beta * DH(c, k, i))),
    )
)
INNER = total(M(j, k, i) * Z(j, k, i), j, k, i)
ALONG = total(W(j, c) * DW(j, c), j, c) + total(H(c, k, i) * DH(c, k, i), c, k, i)
SLOPE = Ddt(L, "line")
BENDING = Ddt(SLOPE, "line")
VALUE = BENDING + lam * length2
