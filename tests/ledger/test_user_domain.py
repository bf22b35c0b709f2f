"""The domain in one line: what ``modes_on`` declares, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from symflow.algebra.expr import atom
from symflow.algebra.statement import gt
from symflow.errors import InputError
from symflow.flow.lyapunov import MODEL
from symflow.ledger.user_domain import modes_on


def test_domains() -> None:
    """Group, order and least K."""
    found = [(d.group, d.order, d.least) for d in (modes_on(), modes_on("cyclic", 10), modes_on("walsh", 8))]
    assert found == [("abelian", None, 2), ("cyclic", 10, 10), ("boolean", 8, 2)]
    assert modes_on().model == MODEL
    assert modes_on(least=5).least == 5
    assert "G = Z_K, K = 10" in modes_on("cyclic", 10).let


def test_more_quantities() -> None:
    """The sign of the modes, a definition and a hypothesis."""
    U = atom("U")()
    domain = modes_on(
        "cyclic", modes="nonnegative", define={"U": atom("sbar")() + 1}, given={"large": gt(U, 2)}
    )
    assert domain.sign("s") == "nonnegative"
    definition = domain.model.definition("U")
    assert definition is not None
    assert domain.hypotheses == (("large", gt(U, 2)),)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ring",), "scheme: 'ring'"),
        (("cyclic", 1), "K: 1"),
        (("cyclic", 10.0), "K: 10.0"),
        (("cyclic", True), "K: True"),
        (("cyclic", 10**7), "order of the domain: 10000000"),
        (("abelian", 10), "K: 10 cannot be used; name the group"),
        (("walsh", 10), "K: 10"),
        (("walsh", 128), "K: 128"),
    ],
)
def test_refused(arguments: Any, said: str) -> None:
    """In one line."""
    with pytest.raises(InputError) as error:
        modes_on(*arguments)
    assert said in str(error.value)
