"""The constants of two theorems in numbers: global-convergence and collapse-rate, for one start.

Formula.  With N = K - 1, v0 = V(0), b = bar s(0), c = exp(-(N v0 + 1)), kappa(c) = (c - 1 - log c)/(1 - c)^2:

    V <= v0 (b / bar s)^lambda,  lambda = tanh(b)/(2 K kappa(c)),  C(bar s) >= C(b) + 2 K c t,  C(x) = Ei(x) + N log x;
    v0 e^{2b/K} e^{-G} <= V e^{2 bar s/K} <= v0 e^{2b/K} e^G,   G = (3/c)(b + 4K/c)(exp(4 K^2 sqrt(v0)/c) - 1);
    v0 e^{2N b/c} <= V e^{2N bar s/c},   V <= v0.

The numbers are rounded as everything that is drawn; the statements are proved, these digits are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mpmath import MPContext

PRECISION = 30
HALVINGS = 120


def arithmetic() -> MPContext:
    """Thirty digits, in a context of its own."""
    mp = MPContext()
    mp.dps = PRECISION
    return mp


def number(mp: MPContext, text: str) -> Any:
    """A number as it is written, decimal or quotient."""
    value = Fraction(text) if "/" in text else None
    return mp.mpf(text) if value is None else mp.mpf(value.numerator) / value.denominator


@dataclass(frozen=True, slots=True)
class Constants:
    """What both theorems say of one start: K classes, V(0) = v0, bar s(0) = b."""

    mp: MPContext
    K: int
    v0: Any
    b: Any

    @property
    def c(self) -> Any:
        """exp(-(N v0 + 1)): no mode is smaller than c bar s."""
        return self.mp.exp(-((self.K - 1) * self.v0 + 1))

    @property
    def power(self) -> Any:
        """lambda = tanh(b) / (2 K kappa(c))."""
        kappa = (self.c - 1 - self.mp.log(self.c)) / (1 - self.c) ** 2
        return self.mp.tanh(self.b) / (2 * self.K * kappa)

    @property
    def room(self) -> Any:
        """G = (3/c)(b + 4K/c)(exp(4 K^2 sqrt(v0)/c) - 1)."""
        c, K = self.c, self.K
        return 3 / c * (self.b + 4 * K / c) * self.mp.expm1(4 * K**2 * self.mp.sqrt(self.v0) / c)

    def clock(self, x: Any) -> Any:
        """C(x) = Ei(x) + N log x."""
        return self.mp.ei(x) + (self.K - 1) * self.mp.log(x)

    def bound(self, x: Any) -> Any:
        """v0 (b/x)^lambda: V is at most that where bar s = x."""
        return self.v0 * (self.b / x) ** self.power

    def band(self, x: Any) -> tuple[Any, Any]:
        """The least and the largest V that collapse-rate leaves where bar s = x: the better of two bounds each."""
        along, G = 2 * (self.b - x) / self.K, self.room
        steepest = 2 * (self.K - 1) * (self.b - x) / self.c
        return self.v0 * self.mp.exp(max(along - G, steepest)), self.v0 * self.mp.exp(min(along + G, 0))

    def passed(self, t: Any) -> Any:
        """The x with C(x) = C(b) + 2 K c t, by bisection: C increases without bound."""
        wanted = self.clock(self.b) + 2 * self.K * self.c * t
        low, high = self.b, 2 * self.b + 1
        while self.clock(high) < wanted:
            high *= 2
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            low, high = (middle, high) if self.clock(middle) < wanted else (low, middle)
        return low

    def time(self, eps: Any) -> Any:
        """The time from which on V <= eps: (C(x) - C(b)) / (2 K c) with x = b (1 + v0/eps)^(1/lambda)."""
        x = self.b * (1 + self.v0 / eps) ** (1 / self.power)
        return (self.clock(x) - self.clock(self.b)) / (2 * self.K * self.c)
