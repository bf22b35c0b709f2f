"""What an input of a law must be: a rule is a few words and a test of the exact value in its scheme."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from symflow.algebra.schemes import Scheme
from symflow.testing.points import orthonormal

Test = Callable[[Any, Scheme], bool]
Rule = tuple[str, Test]
LARGEST_NUMBER = 10**4


def _all(test: Callable[[Any], bool]) -> Test:
    def rule(value: Any, scheme: Scheme) -> bool:
        return all(rule(x, scheme) for x in value) if isinstance(value, tuple) else test(value)

    return rule


def at_most(bound: int) -> Rule:
    """A bound of every modulus."""
    return f"at most {bound} in modulus", _all(lambda x: abs(x) <= bound)


SIZE = at_most(LARGEST_NUMBER)
NONNEGATIVE = ("not negative", _all(lambda x: x >= 0))
POSITIVE = ("positive", _all(lambda x: x > 0))
ELEMENT = ("whole, from 0 to K - 1", lambda v, scheme: _all(lambda x: x in range(scheme.K))(v, scheme))
EVEN = ("even", lambda v, scheme: all(v[k] == v[scheme.negate(k)] for k in range(scheme.K)))
CENTRED = ("0 at mode 0", lambda v, scheme: v[0] == 0)
ACTIVE = ("positive at the modes 1..K-1", lambda v, scheme: min(v[1:]) > 0)
ARRANGEMENT = ("an arrangement of 0..K-1", lambda v, scheme: sorted(v) == list(range(scheme.K)))
ORTHONORMAL = ("orthonormal in its columns", lambda v, scheme: orthonormal(v))
