r"""Universal rules: derivatives that the covariance inequality and the growth of every mode decide.

With w_k = s_k dF/ds_k, suppose  w_k = c (s_k - bar s) - r_k  with c >= 0 and r_k >= 0 at every point. Then along

    balanced, temperature    s' = a s (1 - pi):     F' = a c sum (s_k - bar s)(1 - pi_k) - a sum r_k (1 - pi_k) <= 0
    smoothing, decay         s' = 2 s (1 - e - pi), r = 0:   the same, for sum (s_k - bar s) e = 0
    imbalance                s' = s f(s) (1 - pi), f(s) = (4 + a^2/s^2)^{1/2} decreasing, so
                             (s_k - bar s) f(s_k) <= (s_k - bar s) f(bar s)
    depth                    s' = D s^{2 - 2/D} (1 - pi), c = 0:  only the growth of every mode is used
    squared                  s' = 2 s (1 - s), r = 0:   F' = -2 c sum (s_k - bar s)^2

c = 0 is the rule "monotone": F decreases in every mode. r = 0 for functions of bar s and the mean of log s that
depend on their difference only, such as V itself, V^2 and e^V. Finding c and r is a search; that they fit, and that
they are not negative, is decided by the exact checker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from symflow.algebra.expr import Ddt, Expr, Neg, Num, log, total
from symflow.algebra.indexing import GSTAR, indices
from symflow.algebra.rewrite import substitute
from symflow.algebra.signs import square
from symflow.algebra.statement import Rel, eq, ge
from symflow.claim.claim import Claim
from symflow.evidence.points.slope import (
    HERE,
    ZERO,
    Terms,
    added,
    degree,
    e,
    multiplied,
    named,
    slope,
    terms,
    tree,
)
from symflow.evidence.proving.proof import derive, identity, sign
from symflow.evidence.proving.steps import Step, Use, use
from symflow.flow.families import Motion
from symflow.flow.notation import pi, s, sbar
from symflow.lab.language import Candidate
from symflow.lab.language_formula import quantity
from symflow.lab.rules import base
from symflow.lab.rules.floats import never_negative as never_negative_at
from symflow.lab.rules.floats import samples, with_values
from symflow.theorems.calculus.square_root import CLAIM as square_root

(k,) = indices("k", GSTAR)
ROOT = "square-root:square"
_NEGATIVE: Terms = {(): Fraction(-1)}


@dataclass(frozen=True, slots=True)
class Split:
    """w_k = slope (s_k - bar s) - rest_k; ``rest`` is a formula in s_e."""

    slope: Expr
    rest: Expr

    @property
    def rule(self) -> str:
        """The rule in a word."""
        if self.slope == ZERO:
            return "monotone: it decreases in every mode, and modes grow"
        tail = "" if self.rest == ZERO else ", and decreases in every mode besides"
        return f"covariance: its derivative is a multiple of the covariance of s and 1 - pi{tail}"


def splits(candidate: Candidate) -> Iterator[Split]:
    """Ways to write w_k as above that hold at sample points; the simplest first."""
    points, value = samples(24), candidate.value
    choices = [{quantity(n): ends[i] for n, ends in candidate.parameters} for i in (0, 1)]

    def never_negative(node: Expr) -> bool:
        return all(never_negative_at(with_values(node, chosen), points, HERE) for chosen in choices)

    for spread in (False, True):
        whole = terms(s(e) * slope(value), spread)
        linear: Terms = {f: c for f, c in whole.items() if degree(f) == 1}
        rising: Terms = {f: c for f, c in linear.items() if never_negative(tree({f: c}))}
        tried: list[Terms] = []
        for chosen in ({}, linear, rising):
            if chosen in tried:
                continue
            tried.append(chosen)
            steepness = multiplied(chosen, {((s(e), Fraction(-1)),): Fraction(1)})
            level = multiplied(steepness, {((sbar, Fraction(1)),): Fraction(1)})
            rest = added([chosen, multiplied(_NEGATIVE, level), multiplied(_NEGATIVE, whole)])
            found = Split(tree(steepness), tree(rest))
            if all(never_negative(part) for part in (found.slope, found.rest)):
                yield found


def steps(claim: Claim, motion: Motion, split: Split) -> list[Step] | None:
    """A proof of the claim, if the motion is one that the split decides."""
    by, goal = _decided(motion, split), claim["decrease"]
    rate = motion.model.flow(motion.flow).rate("s")
    if by is None or rate is None or not isinstance(goal, Rel) or not isinstance(goal.left, Ddt):
        return None
    body = goal.left
    speed = rate.at((e,))
    carried = total(_at_k(tree(terms(slope(body.body)))) * _at_k(speed), k)
    temperature = temperature_of(motion)
    positive = base.positive_parts(body.body)
    facts: list[str | Use] = ["covariance", use("growth", at={base.e: base.mode}), "mean", "log-mean"]
    facts += [step.label for step in positive]
    facts += [label for label, _ in claim.domain.hypotheses] + [
        f"{label}.1" for label, _ in claim.domain.hypotheses
    ]
    if _uneven(motion):
        facts.append(use("bend", at={e: base.mode}))
    return [
        *base.growth(temperature),
        *base.covariance(temperature),
        *base.log_mean(),
        *positive,
        *([bend(motion.value or Fraction(0))] if _uneven(motion) else []),
        derive("rate", eq(body, named(carried)), "the chain rule", unfold=["sbar"]),
        sign(
            "decrease",
            goal,
            named(by),
            split.rule,
            facts=facts,
            unfold=["sbar"],
            using=[use("rate", times=-1)],
        ),
    ]


def temperature_of(motion: Motion) -> Expr:
    """The T of the softmax."""
    return Num(motion.value if motion.name == "temperature" and motion.value else Fraction(1))


def _at_k(node: Expr) -> Expr:
    return substitute(node, {HERE: k})


def _decided(motion: Motion, split: Split) -> Expr | None:
    """-F' as a formula that is manifestly not negative."""
    value = motion.value or Fraction(0)
    if motion.name == "imbalance" and not _uneven(motion):
        motion, value = replace(motion, name="balanced"), Fraction(0)
    rest = _at_k(split.rest)
    grown = 1 - pi(k)
    spread = split.slope * Neg(base.COVARIANCE)
    match motion.name:
        case "balanced" | "temperature":
            speed = 2 / (value or Fraction(1))
            return speed * (spread + total(rest * grown, k))
        case "smoothing" | "decay" if split.rest == ZERO:
            return 2 * spread
        case "squared" if split.rest == ZERO:
            return 2 * split.slope * total(square(s(k) - sbar), k)
        case "depth" if split.slope == ZERO:
            return value * total(rest * s(k) ** (1 - 2 / value) * grown, k)
        case "imbalance":
            return _imbalanced(value, split, rest, spread)
        case _:
            return None


def _root(value: Fraction, x: Expr) -> Expr:
    """(4 x^2 + a^2)^{1/2}"""
    return _inside(value, x) ** Fraction(1, 2)


def _inside(value: Fraction, x: Expr) -> Expr:
    return 4 * x**2 + value**2


def _bent(value: Fraction) -> Expr:
    """(s_e - bar s)(f(bar s) - f(s_e)) for the speed f(x) = (4 x^2 + a^2)^{1/2} / x, which decreases."""
    return (s(e) - sbar) * (_root(value, sbar) / sbar - _root(value, s(e)) / s(e))


def bend(value: Fraction) -> Step:
    """(B s)^2 - (R bar s)^2 = a^2 (s^2 - bar s^2) with B, R the roots at bar s and s."""
    B, R = _root(value, sbar), _root(value, s(e))
    common = 1 / (s(e) * sbar * (B * s(e) + R * sbar))
    using = [
        use(ROOT, let={"x": log(_inside(value, sbar))}, times=common * (s(e) - sbar) * s(e) ** 2),
        use(ROOT, let={"x": log(_inside(value, s(e)))}, times=-common * (s(e) - sbar) * sbar**2),
    ]
    by = value**2 * square(s(e) - sbar) * (s(e) + sbar) * common
    because = "(4 s^2 + a^2)^{1/2} / s decreases in s"
    return sign("bend", ge(_bent(value), 0), by, because, facts=["mean"], using=using)


def _imbalanced(value: Fraction, split: Split, rest: Expr, spread: Expr) -> Expr:
    """-F' with the speed f(bar s) in the covariance, and what that leaves."""
    bent = split.slope * _at_k(_bent(value))
    speed = _root(value, s(k)) / s(k)
    return spread * _root(value, sbar) / sbar + total((bent + rest * speed) * (1 - pi(k)), k)


def lemmas(motion: Motion) -> tuple[tuple[Claim, tuple[Step, ...]], ...]:
    """The claims that a proof for this motion rests on, with their proofs."""
    if not _uneven(motion):
        return ()
    because = "the exponents add up"
    parts = tuple(identity(part, square_root[part], because) for part, _ in square_root.parts)
    return ((square_root, parts),)


def _uneven(motion: Motion) -> bool:
    return motion.name == "imbalance" and motion.value != 0
