"""What Coq says about an instance, as text: which axioms are allowed, and what refuses a theorem."""

from __future__ import annotations

import pytest

from symflow.evidence.kernel.compiled import assumptions

ALLOWED = "ClassicalDedekindReals.sig_not_dec"
FINE = f"""Axioms:
{ALLOWED} : forall P : Prop, {{~ ~ P}} + {{~ P}}
Classical_Prop.classic
  : forall P : Prop,
    P \\/ ~ P
"""
CLOSED = "Closed under the global context\n"


def test_allowed() -> None:
    """Each theorem with its axioms, in order; none at all is fine too."""
    axioms, failed = assumptions(FINE + CLOSED, ["a", "b"])
    assert axioms == {"a": (ALLOWED, "Classical_Prop.classic"), "b": ()}
    assert failed == {}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("cheat : False", "assumes cheat"),
        ("my.sig_not_dec : False", "assumes my.sig_not_dec"),
        ("f is assumed to be guarded.", "assumes f is assumed"),
        ("Classical_Prop.classic2 : False", "assumes Classical_Prop.classic2"),
    ],
)
def test_anything_else_refuses_the_theorem(line: str, why: str) -> None:
    """And that theorem only."""
    axioms, failed = assumptions(f"{FINE}{FINE}{line}\n", ["a", "b"])
    assert list(axioms) == ["a"]
    assert failed["b"].startswith(why)


@pytest.mark.parametrize(
    "said", ["", CLOSED, CLOSED * 3, "Section Variables:\nx : False\n" + CLOSED * 2, "noise\n" + CLOSED * 2]
)
def test_answers_that_do_not_fit_refuse_all(said: str) -> None:
    """Too few, too many, or something before the first."""
    axioms, failed = assumptions(said, ["a", "b"])
    assert axioms == {}
    assert set(failed) == {"a", "b"}
