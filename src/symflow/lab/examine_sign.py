r"""Is V >= 0? And where is D+ V = 0? The two fields beside the verdict.

Rules.  V >= 0 is shown, for positive modes, from the form of the term:

    numbers >= 0, s, K, N, exp x, |x|, even powers;  sums, products, quotients, means, ... of what is >= 0;
    x - y where x >= y, log x where x >= 1, and so on, with

        max v >= mean v >= min v,      max v >= sorted(v)[i] >= min v,
        log mean v >= mean log v,   mean exp v >= exp mean v,   mean v^p >= (mean v)^p  (p >= 1 or p < 0; else <=)
        f(x) >= f(y) and f(max v) = max f(v) for f increasing,   x / y >= 1 for x >= y > 0,   x >= log x.

V < 0 at one exact point, enclosed by balls, shows the contrary. Whatever fits no rule is unknown.
"""

from __future__ import annotations

from fractions import Fraction
from time import monotonic

import numpy as np

from symflow.claim.claim import Claim, Instance
from symflow.errors import InputError
from symflow.evidence.points.batch import Batch
from symflow.evidence.points.witness import refute
from symflow.evidence.result import Outcome
from symflow.lab.answer import NO, UNKNOWN, YES
from symflow.lab.language import Candidate
from symflow.lab.language_terms import Term
from symflow.lab.question import Question
from symflow.lab.question_value import probes
from symflow.lab.refute_points import Points

POINTS, TRIED = 800, 6
_ZERO, _ONE = Term("number", number=Fraction(0)), Term("number", number=Fraction(1))
_RISING = ("log", "exp", "tanh")
_REDUCED = ("mean", "max", "min", "sorted")


def nonnegative(question: Question, seconds: float = 5.0, seed: int = 0) -> str:
    """Whether V >= 0 at every point of the question: yes, no or unknown."""
    if Signs(question.candidate).is_nonnegative(question.candidate.term):
        return YES
    end = monotonic() + seconds
    for instance in _low(question, end, seed):
        if monotonic() > end:
            break
        if fails(question.nonnegative, instance):
            return NO
    return UNKNOWN


def strict(question: Question, seconds: float = 5.0) -> str:
    """Whether D+ V is 0 (or more) at some simple point that is not collapse: no, or unknown."""
    away = [i for i in probes(question) if len(set(dict(i.values)["s"][1:])) > 1]
    end = monotonic() + seconds
    return NO if any(monotonic() < end and fails(question.strictly, point) for point in away) else UNKNOWN


def fails(claim: Claim, instance: Instance) -> bool:
    """Whether the claim is shown to fail at the point."""
    try:
        return refute(claim, instance, bits=(128,)).outcome is Outcome.FALSE
    except InputError:
        return False


def _low(question: Question, end: float, seed: int) -> list[Instance]:
    """Points where V is small: those that are tried anyway, and the lowest of a sample."""
    out = list(probes(question))
    if monotonic() < end:
        points = Points(question, np.random.default_rng(seed)).fresh(POINTS)
        ((_, sequent),) = question.nonnegative.sequents()
        below = Batch(question.domain, question.layout, points).violations(sequent, {})
        lowest = np.argsort(-below, kind="stable")[:TRIED]
        out += [question.instance(Fraction(float(x)) for x in points[i]) for i in lowest if below[i] > 0]
    return [instance for instance in out if question.asks_about(instance)]


class Signs:
    """Signs and orders of terms, for positive modes and parameters in their ranges."""

    def __init__(self, candidate: Candidate) -> None:
        self.low = {name: low for name, (low, _) in candidate.parameters}

    def is_nonnegative(self, x: Term) -> bool:
        """Whether a rule shows x >= 0 (each entry of a vector)."""
        a = x.args
        match x.op:
            case "number":
                return (x.number or 0) >= 0
            case "s" | "K" | "N" | "exp" | "abs":
                return True
            case "parameter":
                return self.low[x.name] >= 0
            case "subtract":
                return self.is_at_least(a[0], a[1])
            case "multiply":
                return a[0] == a[1] or all(map(self.is_nonnegative, a))
            case "power":
                return _even(x) or self.is_nonnegative(a[0])
            case "log":
                return self.is_at_least(a[0], _ONE)
            case "largest":
                return any(map(self.is_nonnegative, a))
            case "add" | "divide" | "tanh" | "smallest" | "sum" | "mean" | "max" | "min" | "sorted":
                return all(map(self.is_nonnegative, a))
            case _:
                return False

    def is_positive(self, x: Term) -> bool:
        """Whether a rule shows x > 0."""
        a = x.args
        match x.op:
            case "number":
                return (x.number or 0) > 0
            case "s" | "K" | "N" | "exp":
                return True
            case "parameter":
                return self.low[x.name] > 0
            case "add":
                return all(map(self.is_nonnegative, a)) and any(map(self.is_positive, a))
            case "multiply" | "divide" | "power" | "sum" | "mean" | "max" | "min" | "sorted":
                return all(map(self.is_positive, a))
            case _:
                return False

    def is_at_least(self, x: Term, y: Term) -> bool:
        """Whether a rule shows x >= y."""
        if x == y or (y == _ZERO and self.is_nonnegative(x)):
            return True
        if x.op == y.op == "number":
            return (x.number or 0) >= (y.number or 0)
        if y == _ONE and x.op == "divide" and self.is_positive(x.args[1]):
            return self.is_at_least(*x.args)
        if y == _ONE and x.op == "exp":
            return self.is_nonnegative(x.args[0])
        if x.op == y.op and x.op in _RISING:
            return self.is_at_least(x.args[0], y.args[0])
        if y.op == "log" and y.args[0] == x:
            return True
        return _ordered(_outwards(x), _outwards(y)) or self._convex(x, y)

    def _convex(self, x: Term, y: Term) -> bool:
        """Jensen's inequality for log, exp and powers."""
        if x.op == "log" and x.args[0].op == "mean" and y.op == "mean" and y.args[0].op == "log":
            return x.args[0].args[0] == y.args[0].args[0]
        if x.op == "mean" and x.args[0].op == "exp" and y.op == "exp" and y.args[0].op == "mean":
            return x.args[0].args[0] == y.args[0].args[0]
        inside, outside = (x, y) if x.op == "mean" else (y, x)
        if not (
            inside.op == "mean"
            and inside.args[0].op == "power" == outside.op
            and outside.args[0].op == "mean"
        ):
            return False
        v, p = inside.args[0].args[0], inside.args[0].number or Fraction(0)
        if v != outside.args[0].args[0] or p != outside.number:
            return False
        convex = self.is_positive(v) and (p >= 1 or p < 0)
        return (convex or (_even(outside) and p > 0)) if inside is x else self.is_positive(v) and 0 < p < 1


def _ordered(x: Term, y: Term) -> bool:
    """max v >= mean v, sorted(v)[i] >= min v"""
    if x.op not in _REDUCED or y.op not in _REDUCED or x.args != y.args:
        return False
    if x.op == y.op == "sorted":
        i, j = x.number or Fraction(0), y.number or Fraction(0)
        return i >= j and (i >= 0) == (j >= 0)
    return x.op == "max" or y.op == "min"


def _outwards(x: Term) -> Term:
    """f(max v) as max f(v) for an increasing f, and so for min and sorted."""
    if x.op in _RISING and x.args[0].op in ("max", "min", "sorted"):
        inner = x.args[0]
        return Term(inner.op, (Term(x.op, inner.args, True),), False, inner.number)
    return x


def _even(x: Term) -> bool:
    p = x.number or Fraction(0)
    return x.op == "power" and p.denominator == 1 and p % 2 == 0
