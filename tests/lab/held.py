r"""Candidates whose truth is known by an argument that the lab does not use.

Arguments, for s_k' = s_k r_k with growth r_k:

    GROW      balanced, imbalance, depth, temperature on Z_2^m: r_k > 0, since 1 - pi_k = 2 q{chi_k = -1} > 0. So what
              falls in every mode falls, and what rises in every mode rises somewhere.
    COV       (4a), (4b): sum_k (s_k - mean s) pi_k > 0 unless all modes are equal, on every finite abelian group. A
              constant added to r_k (smoothing, decay), or a scaling of s and t (temperature), changes nothing.
    PAIR      K = 4 (max-min-ratio-4), or two values of s only (K = 5 cyclic, by COV), or r_k that falls with s_k
              (squared: 2 - 2 s): of two modes the larger has the smaller growth. Then with V = f(log s) and weights
              w_k = df/d log s_k that sum to 0 and change sign once, from - to +, as s_k grows: V' = sum w_k r_k <= 0.
    ONE       K = 2 has one mode, K = 3 cyclic two equal ones: a scale-free symmetric V is constant.
    FIX       squared: r_k = 2 (1 - s_k), every mode goes to 1 by itself.
    EARLY     as s -> 0: r_k -> 2 (1 - 1/K) (balanced), so what grows with the scale grows.
    COLLAPSE  at s_1 = ... = s_N the derivative of log(mean s) - mean(log s) is 0, and all modes grow.
    POINT     a point at which the plain script of the answer, evaluated in 150 digits, is positive.
    DECAY     decay:2: r_k = 2 (-1 - pi_k) < 0, since pi_k > -1. decay:1 on Z_2^m: r_k = -2 pi_k <= 0 (Griffiths).
"""

from __future__ import annotations

from dataclasses import dataclass, field

TRUE, FALSE = True, False
V = "log(mean(s)) - mean(log(s))"
RATIO = "log(max(s)/min(s))"
MOMENT = "log(mean(s**2)/mean(s)**2)"


@dataclass(frozen=True, slots=True)
class Held:
    """A candidate, where it is asked about, and whether it decreases there."""

    text: str
    K: int
    truth: bool
    why: str
    flow: str = "balanced"
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """For the test's title."""
        known = "".join(f",{k}={v}" for k, v in self.parameters.items())
        return f"{self.text}|K={self.K},{self.flow}{known}".replace(" ", "")


HELD = (
    # -- V and its neighbours -------------------------------------------------------------------------
    Held(V, 2, TRUE, "ONE"),
    Held(V, 4, TRUE, "COV"),
    Held(V, 8, TRUE, "COV"),
    Held(V, 5, TRUE, "COV"),
    Held(V, 4, TRUE, "COV", "smoothing:1/10"),
    Held(V, 4, TRUE, "COV", "decay:1/4"),
    Held(V, 8, TRUE, "COV", "temperature:1/2"),
    Held(V, 8, TRUE, "COV: pi replaced by s", "squared"),
    Held("mean(log(s)) - log(mean(s))", 4, FALSE, "COV: -V grows wherever V falls"),
    Held("mean(log(s)) - log(mean(s))", 2, TRUE, "ONE"),
    Held("mean(s)/exp(mean(log(s)))", 8, TRUE, "COV: exp of V"),
    Held(f"({V})**2", 4, TRUE, "COV: V >= 0 and falls"),
    Held(f"tanh({V})", 4, TRUE, "COV: an increasing function of V"),
    Held(f"{V} - mean(s)/10**6", 8, TRUE, "COV and GROW"),
    Held(f"{V} + mean(s)/10**6", 4, FALSE, "COLLAPSE"),
    Held("log(mean(s)) - 1.0001*mean(log(s))", 4, TRUE, "COV and GROW"),
    Held("log(mean(s)) - 0.9999*mean(log(s))", 4, FALSE, "COLLAPSE"),
    Held("c*log(mean(s)) - mean(log(s))", 4, TRUE, "COV and GROW", parameters={"c": "1/2..1"}),
    Held(
        "c*log(mean(s)) - mean(log(s))", 4, FALSE, "COLLAPSE, c = 1001/1000", parameters={"c": "1/2..1.001"}
    ),
    # -- one mode at a time ---------------------------------------------------------------------------
    Held("-mean(s)", 4, TRUE, "GROW"),
    Held("mean(s)", 4, FALSE, "EARLY"),
    Held("sum(exp(-s))", 8, TRUE, "GROW"),
    Held("1/min(s)", 8, TRUE, "GROW"),
    Held("-sorted(s)[1]", 4, TRUE, "GROW"),
    Held("sorted(s)[-2]", 8, FALSE, "EARLY"),
    Held("mean(log(s))", 5, FALSE, "EARLY"),
    Held("max(1/s)", 4, TRUE, "GROW", "imbalance:1/3"),
    Held("-log(max(s))", 8, TRUE, "GROW", "depth:3"),
    Held("mean(1/s)", 4, TRUE, "GROW", "temperature:2"),
    Held("mean(s**p)", 4, TRUE, "GROW", parameters={"p": "-2..-1/2"}),
    Held("mean(s**p)", 4, FALSE, "EARLY, p = 1", parameters={"p": "-1..1"}),
    Held("min(mean(s), 1/1000)", 4, FALSE, "EARLY, below mean 1/1000 only"),
    Held("mean(max(s, 100))", 4, FALSE, "GROW, above 100 only"),
    Held("tanh(mean(s))", 4, FALSE, "EARLY"),
    Held("1", 8, TRUE, "constant"),
    Held("max(s) - min(s)", 4, FALSE, "EARLY"),
    Held("mean((s - mean(s))**2)", 8, FALSE, "EARLY"),
    Held("sum(s)", 6, FALSE, "EARLY"),
    # -- ratios ---------------------------------------------------------------------------------------
    Held(RATIO, 4, TRUE, "PAIR"),
    Held(RATIO, 3, TRUE, "ONE"),
    Held(RATIO, 5, TRUE, "PAIR: two values"),
    Held(RATIO, 16, FALSE, "POINT"),
    Held(RATIO, 4, TRUE, "PAIR: a constant is added to r_k", "decay:1/3"),
    Held(RATIO, 4, TRUE, "PAIR: r_k = (1 - pi_k) sqrt(4 + 1/s_k^2), both factors fall", "imbalance:1"),
    Held(RATIO, 4, FALSE, "as s -> 0, r_k is near 3 s_k^(1/3) (1 - 1/K)", "depth:3"),
    Held(RATIO, 8, TRUE, "PAIR", "squared"),
    Held("min(s)/max(s)", 4, FALSE, "PAIR, strict away from collapse"),
    Held("log(max(s)) - mean(log(s))", 4, TRUE, "PAIR"),
    Held("mean(s)/min(s)", 4, TRUE, "PAIR"),
    Held("sorted(s)[1]/sorted(s)[0]", 4, TRUE, "PAIR"),
    Held("mean(log(s)**2) - mean(log(s))**2", 4, TRUE, "PAIR: a mean of squared gaps"),
    Held(MOMENT, 4, TRUE, "PAIR"),
    Held(MOMENT, 8, FALSE, "POINT"),
    Held(MOMENT, 8, TRUE, "PAIR", "squared"),
    Held("mean(s**2)/mean(s)**2", 3, TRUE, "ONE"),
    # -- towards a fixed point ------------------------------------------------------------------------
    Held("mean((s - 1)**2)", 8, TRUE, "FIX", "squared"),
    Held("max(abs(s - 1))", 4, TRUE, "FIX", "squared"),
    Held("mean(abs(log(s)))", 4, TRUE, "FIX", "squared"),
    Held("mean(s - log(s))", 8, TRUE, "FIX", "squared"),
    Held("max(1, max(s))", 4, TRUE, "FIX", "squared"),
    Held("mean((s - 2)**2)", 4, FALSE, "FIX: between 1 and 2 the modes go away from 2", "squared"),
    Held("mean(s)", 4, FALSE, "FIX, below 1", "squared"),
    Held("-mean(s)", 4, FALSE, "FIX, above 1", "squared"),
    Held("mean(s)", 4, TRUE, "DECAY", "decay:2"),
    Held("log(max(s))", 8, TRUE, "DECAY", "decay:2"),
    Held("mean(s)", 4, TRUE, "DECAY", "decay:1"),
    Held("mean(s)", 4, FALSE, "EARLY: r_k -> 2 (1 - 1/2 - 1/K)", "decay:1/2"),
    Held("-mean(s)", 4, FALSE, "s -> inf: pi_k -> 1, r_k -> -1", "decay:1/2"),
)
