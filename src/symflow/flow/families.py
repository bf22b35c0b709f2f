r"""Motions of the modes by name: other losses, other depths, other starts.

    balanced        s' = 2 s (1 - pi)                      cross-entropy, two balanced layers
    imbalance:c     s' = (1 - pi) sqrt(4 s^2 + c^2)        two layers with a_k^2 - b_k^2 = c for every k
    depth:D         s' = D s^(2 - 2/D) (1 - pi)            D >= 2 balanced layers
    temperature:T   s' = (2/T) s (1 - pi)                  softmax of Z/T, T > 0; pi has e^{z/T}
    smoothing:e     s' = 2 s (1 - e - pi)                  labels (1 - e) I + (e/K) J, 0 <= e < 1
    decay:l         s' = 2 s (1 - l - pi)                  plus (l/2)(|W|^2 + |H|^2), l >= 0
    squared         s' = 2 s (1 - s)                       (1/2) |Z - I|^2

s is the spectrum itself, s_0 = 0; z, q, pi, bar s and V are those of flow/spectrum.py (with temperature q, and so
pi, is the softmax of z/T). That each law is minus the gradient of its loss is what the claim ``losses`` proves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from symflow.algebra.expr import Expr, Num, exp, total
from symflow.algebra.indexing import G, indices
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.errors import InputError
from symflow.exact import exact
from symflow.flow.notation import pi, s, z
from symflow.flow.spectrum import FLOW, LOGITS, LYAPUNOV, MEAN, MODES, PROBABILITIES, SOFTMAX_MODES

g, h, k = indices("g h k", G)
_LONGEST, _LARGEST, _DEEPEST = 80, 10**40, 1000
ONE = Num(Fraction(1))


@dataclass(frozen=True, slots=True)
class Family:
    """One family: its parameter and what may be given for it, its law in words and s_k' as a formula."""

    name: str
    parameter: str
    asks: str
    law: str
    allowed: Callable[[Fraction], bool]
    rate: Callable[[Expr], Expr]

    @property
    def asked(self) -> str:
        """How it is asked for: the name, and the letter of its parameter."""
        return f"{self.name}:{self.parameter}" if self.parameter else self.name

    @property
    def moves(self) -> str:
        """The name of its flow: that of the family, and "modes" for the balanced one."""
        return "modes" if self.name == "balanced" else self.name

    def flow(self, value: Expr) -> Flow:
        """The flow, for a number or a declared scalar in place of the parameter."""
        if self.name == "balanced":
            return FLOW
        return Flow(self.moves, (Definition("s", (k.variable,), self.rate(value)),), self.law)

    def model(self, value: Expr, variable: Variable = MODES) -> Model:
        """The modes s, their softmax at the family's temperature, bar s, V, and the flow."""
        q = tempered(value) if self.name == "temperature" else PROBABILITIES
        return Model((variable,), (LOGITS, q, SOFTMAX_MODES, MEAN, LYAPUNOV), (self.flow(value),))


def tempered(temperature: Expr) -> Definition:
    """q = softmax(z / T)."""
    body = exp(z(g) / temperature) / total(exp(z(h) / temperature), h)
    return Definition("q", (g.variable,), body, even=True)


def imbalance_rate(value: Expr) -> Expr:
    """(1 - pi_k) sqrt(4 s_k^2 + c^2); for the number c = 0 it is 2 s_k (1 - pi_k)."""
    if value == Num(Fraction(0)):
        return 2 * s(k) * (1 - pi(k))
    return (1 - pi(k)) * (4 * s(k) ** 2 + value**2) ** Fraction(1, 2)


def depth_rate(value: Expr) -> Expr:
    """D s_k^(2 - 2/D) (1 - pi_k) for a number D."""
    if not isinstance(value, Num):
        raise InputError.about("depth", value, "give a number; an exponent is no variable")
    return value * s(k) ** (2 - 2 / value.value) * (1 - pi(k))


FAMILIES = {
    family.name: family
    for family in (
        Family(
            "balanced",
            "",
            "",
            "s' = 2 s (1 - pi)",
            lambda _: False,
            lambda _: 2 * s(k) * (1 - pi(k)),
        ),
        Family(
            "imbalance",
            "c",
            "a number",
            "s' = (1 - pi) sqrt(4 s^2 + c^2)",
            lambda _: True,
            imbalance_rate,
        ),
        Family(
            "depth",
            "D",
            f"a whole number from 2 to {_DEEPEST}",
            "s' = D s^(2 - 2/D) (1 - pi)",
            lambda x: x.denominator == 1 and 2 <= x <= _DEEPEST,
            depth_rate,
        ),
        Family(
            "temperature",
            "T",
            "a number > 0",
            "s' = (2/T) s (1 - pi), pi from the softmax of z/T",
            lambda x: x > 0,
            lambda T: 2 / T * s(k) * (1 - pi(k)),
        ),
        Family(
            "smoothing",
            "e",
            "a number with 0 <= e < 1",
            "s' = 2 s (1 - e - pi)",
            lambda x: 0 <= x < 1,
            lambda e: 2 * s(k) * (1 - e - pi(k)),
        ),
        Family(
            "decay",
            "l",
            "a number >= 0",
            "s' = 2 s (1 - l - pi)",
            lambda x: x >= 0,
            lambda l: 2 * s(k) * (1 - l - pi(k)),
        ),
        Family(
            "squared",
            "",
            "",
            "s' = 2 s (1 - s)",
            lambda _: False,
            lambda _: 2 * s(k) * (1 - s(k)),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion of the modes.

    ``text``: how it was asked for; ``name``: its family; ``value``: the parameter, None if it has none;
    ``model``: s with its softmax, bar s and V; ``flow``: the name of the flow in that model; ``law``: s_k' in one line.
    """

    text: str
    name: str
    value: Fraction | None
    model: Model
    flow: str
    law: str


def motion(text: str) -> Motion:
    """The motion of that name, such as "balanced", "imbalance:1/2" or "depth:3"; numbers are exact.

    Raises InputError for any other text, and says what there is.
    """
    if not isinstance(text, str):
        raise InputError.about("flow", text, f"give a text; known: {', '.join(known())}")
    name, colon, rest = text.strip().partition(":") if len(text) <= _LONGEST else ("", "", "")
    family = FAMILIES.get(name)
    if family is None:
        raise InputError.about("flow", text, f"known: {', '.join(known())}")
    if bool(colon) != bool(family.parameter):
        raise InputError.about("flow", text, f"write {family.asked}")
    value = _value(family, text, rest) if colon else None
    number = ONE if value is None else Num(value)
    return Motion(text.strip(), name, value, family.model(number), family.moves, family.law)


def known() -> tuple[str, ...]:
    """How each family is asked for."""
    return tuple(family.asked for family in FAMILIES.values())


def _value(family: Family, text: str, rest: str) -> Fraction:
    """The parameter as an exact number that the family allows."""
    value = exact(rest, f"flow {family.asked}")
    size = max(abs(value.numerator), value.denominator)
    if size > _LARGEST or not family.allowed(value):
        asks = family.asks if size <= _LARGEST else f"{family.asks}, of at most 40 digits"
        raise InputError.about("flow", text, f"{family.parameter} must be {asks}")
    return value
