"""lyapunov-decrease at a given K with every sum written out: Coq derives it, and nothing near to it that is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symflow.evidence.kernel.build import Built
from symflow.evidence.kernel.explicit import CLAIM, refused, text, walsh
from symflow.evidence.kernel.instances import Instance, instance
from symflow.ledger.run import claims

TWO = """\
Theorem part_explicit : forall (s1 : R -> R) (t : R),
  0 < s1 t ->
  derivable_pt_lim s1 t (2 * s1 t * (1 - pi1 (s1 t))) ->
  exists D : R, derivable_pt_lim (fun u => V (s1 u)) t D /\\ D <= 0.
"""


@pytest.fixture(scope="module")
def printed() -> Instance:
    """The claim, as goals."""
    return instance(claims()[CLAIM])


def test_what_is_read(printed: Instance) -> None:
    """The last theorem, and the formulas that it is about; before them the claim's own goal, as printed elsewhere."""
    source = text(printed, 1)
    assert TWO in source
    for line in (
        "z1 (s1 : R) : R := (- s1) / 2.",
        "q1 (s1 : R) : R := exp (z1 s1) / parts s1.",
        "pi1 (s1 : R) : R := q0 s1 - q1 s1.",
        "V (s1 : R) : R := ln ((s1) / 1) - (ln s1) / 1.",
    ):
        assert f"Definition {line}" in source
    goal = next(g.proposition for g in printed.goals if g.part == "decrease")
    assert f"Definition goal_decrease : Prop :=\n  {goal}." in source
    assert "goal_strict" not in source
    four = text(printed, 2)
    assert "z3 (s1 s2 s3 : R) : R := (- s1 - s2 + s3) / 4." in four
    assert "pi2 (s1 s2 s3 : R) : R := q0 s1 s2 s3 + q1 s1 s2 s3 - q2 s1 s2 s3 - q3 s1 s2 s3." in four
    assert "V (s1 s2 s3 : R) : R := ln ((s1 + s2 + s3) / 3) - (ln s1 + ln s2 + ln s3) / 3." in four
    assert [walsh(3, g) for g in range(4)] == [1, -1, -1, 1]


@pytest.mark.parametrize("m", [1, 2])
def test_coq_derives_it(m: int, printed: Instance, built: Built) -> None:
    """From the claim's goal, within the allowed axioms."""
    assert refused(text(printed, m), built, 300.0) == ""


WRONG = {
    "the flow": ("(1 - pi1 (s1 t) (s2 t)", "(1 + pi1 (s1 t) (s2 t)"),
    "the factor of the flow": ("t (2 * s2 t", "t (3 * s2 t"),
    "the conclusion reversed": ("D /\\ D <= 0.\nProof", "D /\\ D >= 0.\nProof"),
    "a conclusion that is too strong": ("D /\\ D <= 0.\nProof", "D /\\ D < 0.\nProof"),
    "V": ("/ 3) - (ln s1", "/ 3) + (ln s1"),
    "the softmax": ("R := exp (z2 ", "R := exp (z1 "),
}


@pytest.mark.parametrize("what", WRONG)
def test_coq_refuses_what_is_wrong(what: str, printed: Instance, built: Built) -> None:
    """One thing is changed in the formulas or in the theorem about them; the proof stays."""
    source, (old, new) = text(printed, 2), WRONG[what]
    assert source.count(old) == 1
    changed = source.replace(old, new)
    assert refused(changed, built, 300.0) != ""


def test_an_axiom_is_seen(printed: Instance, built: Built) -> None:
    """Where the theorem rests on one, Coq compiles the file, and the answer about its assumptions refuses it."""
    head, _, rest = text(printed, 1).partition("Proof.\n  intros s1 t p1 d1.")
    cheat = "Axiom cheat : forall P : Prop, P.\nTheorem part_explicit"
    source = (
        head.replace("Theorem part_explicit", cheat) + "Proof.\n  apply cheat.\n" + rest[rest.index("Qed.") :]
    )
    assert refused(source, built, 300.0) == "assumes cheat"


@pytest.mark.parametrize(("k", "g"), [(1, 1), (2, 3)])
def test_coq_refuses_a_wrong_sign(k: int, g: int, printed: Instance, built: Built) -> None:
    """One sign of the characters is flipped."""
    source = text(printed, 2, lambda i, j: -walsh(i, j) if (i, j) == (k, g) else walsh(i, j))
    assert "not a valid" in refused(source, built, 300.0)


def test_without_the_library(printed: Instance, built: Built) -> None:
    """It is said what is missing."""
    broken = replace(built, failed={"Walsh": "does not compile"})
    assert refused(text(printed, 1), broken, 300.0) == "the formal library: Walsh.v does not compile"
