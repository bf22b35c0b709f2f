"""Limits of work: they are reached exactly where they should be, and the answer is never a proof."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symflow.checker.limits import Budget, Incomplete, Rejected


@pytest.fixture
def account():
    """The budget as it was, afterwards."""
    before = Budget.spent
    Budget.spent = 0
    yield Budget
    Budget.spent = before


def test_steps_are_counted(account):
    """One by default; the last step that is allowed is allowed."""
    account.spend()
    assert account.spent == 1
    account.spend(10)
    assert account.spent == 11
    account.spent = account.steps - 1
    account.spend()
    with pytest.raises(Incomplete, match=f"more than {account.steps} rewriting steps"):
        account.spend()


@pytest.mark.parametrize("sign", [1, -1])
def test_numbers_stay_small(account, sign):
    """2^17 bits, above and below the line."""
    largest = sign * ((1 << account.bits) - 1)
    assert account.small(largest) == largest
    assert account.small(Fraction(1, abs(largest))) == Fraction(1, abs(largest))
    for x in (sign << account.bits, Fraction(sign, 1 << account.bits)):
        with pytest.raises(Incomplete, match="a number of more than 131072 bits"):
            account.small(x)


def test_an_unfinished_answer_is_not_a_refusal():
    """Two ways to end, and none of them is the other."""
    assert not issubclass(Incomplete, Rejected)
    assert not issubclass(Rejected, Incomplete)
    assert 10**6 <= Budget.steps <= 10**7
    assert Budget.bits == 131_072
