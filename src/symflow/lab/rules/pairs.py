r"""Rules that compare modes two by two.

Let w_k = s_k dF/ds_k, written as in ``symflow.lab.rules.weights``: F' = sum_k w_k x_k with x_k = s_k'/s_k, hence
-F' = -(1/2) sum_{k,l} b_kl (s_k - s_l)(x_k - x_l) + c sum_k x_k, and it remains to see that a larger mode grows less.

K = 4. For k != l the characters chi_k, chi_l differ at one g with chi_k - chi_l = 2 and at one h with -2. So
pi_k - pi_l = 2 (q_g - q_h) and s_k - s_l = 2 (z_g - z_h), and with the softmax of z/T

    (s_k - s_l)(pi_k - pi_l) = (4 T / sum_f e^{z_f/T}) (e^{z_g/T} - e^{z_h/T})(z_g - z_h)/T >= 0                 (pair)

Squared loss, every K: x_k - x_l = -2 (s_k - s_l).

In both cases log max s - log min s never increases, by Danskin, as in the claim max-min-ratio-4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from symflow.algebra.expr import Ddt, Expr, Extremum, Neg, chi, exp, log, total
from symflow.algebra.indexing import G, Index, indices
from symflow.algebra.rewrite import substitute
from symflow.algebra.signs import excess, pairing, square
from symflow.algebra.statement import Rel, eq, ge, le
from symflow.evidence.points.slope import HERE, ZERO, e, named, slope, terms, tree
from symflow.evidence.proving.proof import cite, derive, identity, sign
from symflow.evidence.proving.steps import Step, use
from symflow.flow.families import Motion
from symflow.flow.notation import pi, s, z
from symflow.lab.question import Question
from symflow.lab.rules.universal import temperature_of
from symflow.lab.rules.weights import Pairs, k, l, pairs

g, h = indices("g h", G)
STEADY = ("balanced", "temperature", "smoothing", "decay")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proof and its rule; ``every``: for every group, not only for this K."""

    rule: str
    steps: tuple[Step, ...]
    every: bool


def proposals(question: Question) -> Iterator[Proposal]:
    """Proofs of the question's claim, or of the same for every group."""
    goal, motion = question.claim["decrease"], question.motion
    squared, four = motion.name == "squared", question.K == 4 and motion.name in STEADY
    if not isinstance(goal, Rel) or not isinstance(goal.left, Ddt):
        return
    if not question.candidate.smooth:
        if squared or four:
            where = "squared loss" if squared else "K = 4"
            rule = f"{where}: the largest mode grows least, and Danskin's theorem"
            yield Proposal(rule, tuple(_danskin(motion, goal, goal.left.flow)), squared)
        return
    weights = terms(s(e) * slope(question.candidate.value))
    if squared or four:
        for found in pairs(weights, None if squared else 3):
            steps = (
                _squared(goal, found, tree(weights)) if squared else _four(motion, goal, found, tree(weights))
            )
            where = "squared loss" if squared else "K = 4"
            rule = f"{where}: of two modes the larger grows less, and has the larger weight s_k dV/ds_k"
            yield Proposal(rule, tuple(steps), squared)


def constant(question: Question) -> Iterator[Proposal]:
    """V' = 0 by the chain rule: where V is a constant, or there is one mode only."""
    goal = question.claim["decrease"]
    if not isinstance(goal, Rel) or not question.candidate.smooth:
        return
    steps = (
        derive("rate", eq(goal.left, 0), "the chain rule"),
        sign("decrease", goal, ZERO, "it is constant", using=[use("rate", times=-1)]),
    )
    if question.K == 2 or tree(terms(slope(question.candidate.value), spread=True)) == ZERO:
        yield Proposal("it is constant", steps, question.K != 2)


def _speed(motion: Motion) -> Fraction:
    return 2 / (motion.value if motion.name == "temperature" and motion.value else Fraction(1))


def _squared(goal: Rel, found: Pairs, weights: Expr) -> list[Step]:
    carried = total(substitute(weights, {HERE: k}) * 2 * (1 - s(k)), k)
    by = total(found.factor * square(s(k) - s(l)), k, l)
    because = "a sum over pairs, each of them not negative"
    return [
        derive("rate", eq(goal.left, named(carried)), "the chain rule", unfold=["sbar"]),
        sign("decrease", goal, by, because, unfold=["sbar"], using=[use("rate", times=-1)]),
    ]


def _four(motion: Motion, goal: Rel, found: Pairs, weights: Expr) -> list[Step]:
    T, speed, value = temperature_of(motion), _speed(motion), motion.value or Fraction(0)
    steady = value if motion.name in ("smoothing", "decay") else Fraction(0)
    pulled = total(substitute(weights, {HERE: k}) * speed * (1 - steady - pi(k)), k)
    factor, opened = found.factor * speed / 2, ["sbar"]
    level: Expr = ZERO
    if found.level != ZERO:
        opened = ["sbar", "pi", "q", "z"]
        growth = total((1 - chi(k, g)) * exp(z(g) / T), k, g) / total(exp(z(h) / T), h)
        level = found.level * speed * growth
    met = _met(T)
    return [
        derive("rate", eq(goal.left, named(pulled)), "the chain rule", unfold=["sbar"]),
        identity(
            "pair",
            eq((s(k) - s(l)) * (pi(k) - pi(l)), met),
            "they differ at one g and one h",
            ["pi", "q", "z"],
        ),
        sign(
            "decrease",
            goal,
            total(factor * met, k, l) + level,
            "a sum over pairs, each of them not negative",
            unfold=opened,
            using=[use("rate", times=-1), use("pair", times=factor, over=(k, l))],
        ),
    ]


def _met(T: Expr) -> Expr:
    """The right hand side of (pair)."""
    return 4 * T * total(_only() * pairing(z(g) / T, z(h) / T), g, h) / total(exp(z(h) / T), h)


def _only() -> Expr:
    """1 where chi_k - chi_l is 2 at g and -2 at h, else 0."""
    return _split(g) * (_split(g) + 2) / 8 * (_split(h) * (_split(h) - 2) / 8)


def _split(element: Index) -> Expr:
    return chi(k, element) - chi(l, element)


def _danskin(motion: Motion, goal: Rel, flow: str) -> list[Step]:
    """log max s - log min s, or what has the same normal form."""
    shape = Ddt(log(Extremum("max", s(k), k.variable)) - log(Extremum("min", s(l), l.variable)), flow)
    ratio, speed, T = Ddt(log(s(k)) - log(s(l)), flow), _speed(motion), temperature_of(motion)
    if motion.name == "squared":
        rate, by, opened = 2 * (s(l) - s(k)), 2 * (s(k) - s(l)), []
    else:
        growth = excess(exp((z(g) - z(h)) / T)) + (s(k) - s(l)) / (2 * T)
        by = 2 * speed * total(_only() * exp(z(h) / T) * growth, g, h) / total(exp(z(h) / T), h)
        rate, opened = speed * (pi(l) - pi(k)), ["pi", "q", "z"]
    return [
        derive("rate", eq(ratio, rate), "(log s_k)' = s_k'/s_k"),
        sign(
            "pair",
            le(ratio, 0),
            by,
            "where s_k >= s_l, the mode k grows less",
            facts=["ordered"],
            unfold=opened,
            using=[use("rate", times=-1)],
            assume={"ordered": ge(s(k), s(l))},
        ),
        cite(
            "largest and smallest",
            "danskin",
            ["pair"],
            le(shape, 0),
            "among the modes that attain the maximum and the minimum, every pair obeys the last step",
        ),
        sign("decrease", goal, Neg(shape), "it is this very quantity", facts=["largest and smallest"]),
    ]
