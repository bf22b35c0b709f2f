r"""Enclosures of exp and log at a witness, as a list that Coq checks by one computation.

An enclosure (f, q, lo, hi) says lo <= f(q) <= hi, with rational q, lo, hi and f = exp or log. All of a witness are
written into one file; there check_all of proofs/coq/ExpBounds.v computes that each holds (vm_compute), and the theorem
check_all_sound makes of that computation a statement about the real functions.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

from symflow.evidence.kernel import coqc
from symflow.evidence.kernel.build import Built
from symflow.evidence.kernel.compiled import assumptions, run_text

Enclosure: TypeAlias = tuple[str, Fraction, Fraction, Fraction]
FILE = "ExpBounds"
PLACES = 192
CHECKS = {"exp": ("check_all", "exp"), "log": ("check_all_ln", "ln")}


def text(found: Sequence[Enclosure]) -> str:
    """The file: for each function a list of triples, and the theorem about it."""
    lines = [
        "From Coq Require Import Reals QArith Qreals List.",
        f"From Symflow Require Import {FILE}.",
        "Import ListNotations.",
        "",
    ]
    for name in labels(found):
        check, function = CHECKS[name]
        triples = [f"  ({_number(lo)}, {_number(q)}, {_number(hi)})" for f, q, lo, hi in found if f == name]
        lines += [
            f"Definition list_{name} : list (Q * Q * Q) :=\n  ["
            + ";\n   ".join(t.strip() for t in triples)
            + "].",
            f"Theorem part_{name} : forall lo q hi, In (lo, q, hi) list_{name} ->",
            f"  (Q2R lo <= {function} (Q2R q) <= Q2R hi)%R.",
            f"Proof. apply ({check}_sound {PLACES}). vm_compute. reflexivity. Qed.",
            f"Print Assumptions part_{name}.",
            "",
        ]
    return "\n".join(lines)


def labels(found: Sequence[Enclosure]) -> list[str]:
    """The functions that occur."""
    return [name for name in CHECKS if any(f == name for f, *_ in found)]


def _number(value: Fraction) -> str:
    return f"({value.numerator} # {value.denominator})"


def refused(found: Sequence[Enclosure], built: Built, seconds: float) -> str:
    """Why Coq does not accept the enclosures; "" if it does, within the axioms of its real numbers."""
    missing = built.trouble([FILE])
    if missing:
        return f"the formal library: {missing}"
    with tempfile.TemporaryDirectory(prefix="run-", dir=built.folder) as folder:
        ran = run_text(text(found), built, Path(folder), seconds)
    if ran.limit:
        return f"coqc {ran.limit}"
    if ran.code != 0:
        return coqc.error_of(ran.said)
    _, trouble = assumptions(ran.said, labels(found))
    return next(iter(trouble.values()), "")
