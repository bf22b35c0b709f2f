r"""The two forms of the flow that competitors integrate, over any arithmetic: numbers, or formulas of a compiler.

*Textbook*, in the time t of gradient flow: with e_g = exp(z_g - z_0), e_0 = 1,

    s_k' = 2 s_k (1 - \pi_k),    1 - \pi_k = 2 \sum_{\chi_k(g) = -1} e_g / \sum_g e_g.

*Loss time* (dt = (e^{\bar s} + \sum_{g \ne 0} q_g) d\tau, q_g = exp(z_g + z_0 / N), N = K - 1), polynomial:

    s_k' = 4 s_k \sum_{\chi_k(g) = -1} q_g,    q_g' = q_g (z_g + z_0 / N)',    E' = E \bar s',    t' = E + \sum q_g.

Sums with signs are Walsh-Hadamard transforms, by the fast algorithm, without the identity in the second one, so that
1 - \pi_k is never computed as one minus something. This is the best form of both that we know, for everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Number = Callable[[int], Any]  # a whole number in the arithmetic, so that no division rounds it to a double


def transform(values: Sequence[Any]) -> list[Any]:
    r"""\sum_k \chi_k(g) v_k for each g."""
    found, half = list(values), 1
    while half < len(found):
        for low in range(0, len(found), 2 * half):
            for i in range(low, low + half):
                found[i], found[i + half] = found[i] + found[i + half], found[i] - found[i + half]
        half *= 2
    return found


def falls(odds: Sequence[Any], number: Number) -> list[Any]:
    r"""2 \sum_{\chi_k(g) = -1} odds_g for k != 0, from the odds of g != 0."""
    sums = transform([number(0), *odds])
    return [sums[0] - x for x in sums[1:]]


def textbook(modes: Sequence[Any], exp: Callable[[Any], Any], number: Number) -> list[Any]:
    """The rates of the modes in t."""
    K = number(len(modes) + 1)
    logits = transform([number(0), *modes])
    odds = [exp((z - logits[0]) / K) for z in logits[1:]]
    whole = total(odds) + number(1)
    return [2 * s * fall / whole for s, fall in zip(modes, falls(odds, number), strict=True)]


def loss_time(state: Sequence[Any], number: Number) -> list[Any]:
    """The rates of s_1.., q_1.., E, t in tau."""
    count = len(state) // 2 - 1
    modes, odds, lift = state[:count], state[count : 2 * count], state[2 * count]
    rates = [2 * s * fall for s, fall in zip(modes, falls(odds, number), strict=True)]
    K, N = number(count + 1), number(count)
    logits = [z / K for z in transform([number(0), *rates])]
    turns = [q * (z + logits[0] / N) for q, z in zip(odds, logits[1:], strict=True)]
    return [*rates, *turns, lift * (total(rates) / N), lift + total(odds)]


def loss_start(modes: Sequence[Any], exp: Callable[[Any], Any], number: Number) -> list[Any]:
    """The state of the loss-time form at t = 0."""
    K, N = number(len(modes) + 1), number(len(modes))
    logits = [z / K for z in transform([number(0), *modes])]
    odds = [exp(z + logits[0] / N) for z in logits[1:]]
    return [*modes, *odds, exp(total(modes) / N), number(0)]


def total(values: Sequence[Any]) -> Any:
    """The sum by halves: formulas stay shallow, and errors small."""
    if len(values) == 1:
        return values[0]
    middle = len(values) // 2
    return total(values[:middle]) + total(values[middle:])
