r"""A number y that runs along the line: y' = 1, so that d/dt along the flow is d/dy."""

from __future__ import annotations

from symflow.algebra.derive import ONE
from symflow.algebra.expr import atom
from symflow.algebra.quantities import Definition, Flow, Model, Variable

y = atom("y")()
LINE = Flow("y", (Definition("y", (), ONE),), "y runs along the line")


def scalars(*names: str, running: str = "positive") -> Model:
    """Real numbers by name, and a y of the given sign with y' = 1."""
    return Model((*(Variable(name) for name in names), Variable("y", (), running)), (), (LINE,))
