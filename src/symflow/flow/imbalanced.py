r"""Two layers that are equally unbalanced: a_k^2 - b_k^2 = c for every k != 0.

    R_k = sqrt(4 s_k^2 + c^2) = a_k^2 + b_k^2,      s_k' = (1 - pi_k) R_k,      B = sqrt(4 bar s^2 + c^2)

The modes s by themselves move by the flow "imbalance" of flow/families.py; here it stands beside the balanced flow.
"""

from __future__ import annotations

from fractions import Fraction

from symflow.algebra.expr import atom
from symflow.algebra.quantities import Model, Variable
from symflow.flow import lyapunov
from symflow.flow.families import FAMILIES
from symflow.flow.notation import sbar

half = Fraction(1, 2)
c = atom("c")()
mean_speed = (4 * sbar**2 + c**2) ** half
MODEL = lyapunov.MODEL | FAMILIES["imbalance"].model(c) | Model((Variable("c"),))
