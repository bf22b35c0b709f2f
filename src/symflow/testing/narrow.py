r"""Fewer than K - 1 features: how far the loss stays above the bound of Theorem 3.3 of [J] on a sphere.

    python -m symflow.testing.narrow [--K K] [--n n] [--d d] [--size RHO2] [--starts N] [--seed N]

Statement.  Let d < K - 1, B = rho^2/(2 sqrt n (K-1)) > 0 and p = e^{-B}/(1 + (K-1) e^{-B}). Every (W, H) with
|W|^2 + |H|^2 = rho^2 satisfies

    L - nK log(1 + (K-1) e^{-B}) >= p^2 (1 - e^{-x})^2 / 2,      x = (B/2) sqrt((K-1-d)/(K(K-1))) > 0.

So the bound is not attained, no minimiser on the sphere (there is one, the sphere is compact) satisfies neural
collapse, and Theorem 3.3 as printed, which does not ask for d >= K - 1, is false.

Proof.  Let the left side be a. By the KL identity (`kl-identity`) KL(q_k || P_ki) <= a for each sample, so by
Pinsker's inequality |P_ki - q_k|_1 <= sqrt(2a). All entries of q_k are at least p. If y = sqrt(2a)/p < 1 then each
log-probability differs from that of q_k by at most -log(1 - y), and each margin from B by at most D = -2 log(1 - y).
The logits without their mean over the classes, Pi W H, then differ from B (Pi x 1_n^T) by at most sqrt(nK(K-1)) D in
the Frobenius norm. Their rank is at most d, while B (Pi x 1_n^T) has K - 1 singular values B sqrt(n): by Eckart and
Young they differ by at least B sqrt(n (K-1-d)). Hence D >= 2x, that is y >= 1 - e^{-x}. And y >= 1 is more.

Pinsker's inequality and the theorem of Eckart and Young are cited here, and no verdict rests on this module. The other
side comes from a search in binary64, whose best point is rounded to rationals and enclosed there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from flint import arb
from numpy.typing import NDArray

from symflow.algebra.surds import Surd
from symflow.errors import InputError, SymflowError
from symflow.exact import exact
from symflow.numeric.ball import ball, enclosure_strings, precision
from symflow.render.console import complain, one_line, paper
from symflow.testing.landscape import Peeled, numbers

BITS, SHOWN, GRAIN = 128, 8, 10**6
STEPS = 4000
SMALLEST, LARGEST = Fraction(1, 1000), 1000  # a point is rounded to 1e-6, and no e^margin overflows
MOST_WORK = 10**7
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gap:
    """What is known of the smallest L - nK log(1 + (K-1) e^{-B}) on the sphere.

    It is at least the lower end of `proved`. `found` encloses the value at `point`, which is rounded and lies on a
    sphere of nearly the same size.
    """

    proved: tuple[str, str]
    found: tuple[str, str]
    point: Peeled


def floor(K: int, n: int, d: int, size: Fraction) -> arb:
    """The right side of the statement, at the working precision."""
    if not 1 <= d < K - 1:
        raise InputError.about(
            "d", d, f"give 1 <= d < K - 1 = {K - 1}: with more features the bound is attained"
        )
    B = ball(size) / (2 * arb(n).sqrt() * (K - 1))
    p = (-B).exp() / (1 + (K - 1) * (-B).exp())
    x = B / 2 * (arb(K - 1 - d) / (K * (K - 1))).sqrt()
    return (p * (1 - (-x).exp())) ** 2 / 2


def gap(K: int, n: int, d: int, size: Fraction, starts: int = 20, seed: int = 0) -> Gap:
    """Both sides, for the sphere |W|^2 + |H|^2 = size."""
    with precision(BITS):
        proved = enclosure_strings(floor(K, n, d, size), SHOWN)
        point = lowest(K, n, d, float(size), starts, seed)
        at = numbers(point)
        return Gap(proved, enclosure_strings(at.loss - at.bound, SHOWN), point)


def lowest(K: int, n: int, d: int, size: float, starts: int, seed: int) -> Peeled:
    """The best point of a projected gradient descent on the sphere from random starts, rounded."""
    source = np.random.default_rng(seed)
    radius = np.sqrt(size)
    x = _onto(source.normal(size=(starts, K * d + K * n * d)), radius)
    step = np.full((starts, 1), 0.1)
    loss, slope = _loss(x, K, n, d)
    for _ in range(STEPS):
        tangent = slope - (slope * x).sum(1, keepdims=True) / size * x
        tried = _onto(x - step * tangent, radius)
        value, turned = _loss(tried, K, n, d)
        better = (value < loss)[:, None]
        x, slope = np.where(better, tried, x), np.where(better, turned, slope)
        loss = np.minimum(loss, value)
        step = np.where(better, step * 1.2, step / 2)
    entries = [Surd.of(Fraction(round(v * GRAIN), GRAIN)) for v in x[int(loss.argmin())]]
    rows = [tuple(entries[i : i + d]) for i in range(0, len(entries), d)]
    return Peeled("found", tuple(rows[:K]), tuple(tuple(rows[K + k * n : K + (k + 1) * n]) for k in range(K)))


def _onto(x: Floats, radius: float) -> Floats:
    found: Floats = x * (radius / np.linalg.norm(x, axis=1, keepdims=True))
    return found


def _loss(x: Floats, K: int, n: int, d: int) -> tuple[Floats, Floats]:
    """L and its gradient at each row of x, which holds W and then the features."""
    W = x[:, : K * d].reshape(-1, K, d)
    h = x[:, K * d :].reshape(-1, K, n, d)
    z = np.einsum("sjc,skic->skij", W, h)
    own = np.einsum("skik->ski", z)
    lifts = np.exp(z - own[..., None])
    whole = lifts.sum(-1)
    error = lifts / whole[..., None] - np.eye(K)[None, :, None, :]
    by_W = np.einsum("skij,skic->sjc", error, h)
    by_h = np.einsum("skij,sjc->skic", error, W)
    return np.log(whole).sum((1, 2)), np.concatenate([by_W.reshape(len(x), -1), by_h.reshape(len(x), -1)], 1)


def main(given: Sequence[str] | None = None) -> int:
    """Print the gap on one sphere."""
    parser = argparse.ArgumentParser(prog="symflow.testing.narrow", description="The gap where d < K - 1.")
    for name, default in (("K", 4), ("n", 1), ("d", 2), ("starts", 20), ("seed", 0)):
        parser.add_argument(f"--{name}", type=int, default=default, metavar=name.upper()[0])
    parser.add_argument("--size", default="12", metavar="RHO2", help="|W|^2 + |H|^2")
    asked = parser.parse_args(given)
    try:
        size = exact(asked.size, "--size")
        if size <= 0 or min(asked.K - 1, asked.n, asked.starts) < 1 or asked.seed < 0:
            raise InputError("--size, --n, --starts: give positive numbers, K >= 2 and a seed >= 0")
        if not SMALLEST <= size <= LARGEST:
            raise InputError.about("--size", asked.size, f"give a number from {SMALLEST} to {LARGEST}")
        if asked.starts * asked.K * asked.n * (asked.K + 2 * max(asked.d, 1)) > MOST_WORK:
            raise InputError("--starts, --K, --n, --d: that is too large a search; give smaller numbers")
        result = gap(asked.K, asked.n, asked.d, size, asked.starts, asked.seed)
    except SymflowError as error:
        complain(one_line(str(error)))
        return error.exit_code
    lines = [
        f"K = {asked.K}, n = {asked.n}, d = {asked.d}, |W|^2 + |H|^2 = {size}: L - nK log(1 + (K-1) e^-B)",
        f"at every point at least {result.proved[0]}",
        f"at the best of {asked.starts} searches in [{result.found[0]}, {result.found[1]}]:",
        *(f"  w_{k} = ({', '.join(map(str, row))})" for k, row in enumerate(result.point.weights, 1)),
        *(
            f"  h_{k},{i} = ({', '.join(map(str, h))})"
            for k, group in enumerate(result.point.features, 1)
            for i, h in enumerate(group, 1)
        ),
    ]
    paper().lines(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
