r"""A claim at one group, with every sum written out: Coq derives it from the claim's own goal.

For the claim lyapunov-decrease and the group (Z_2)^m, K = 2^m, the file says for K = 4, say,

    z1 = (- s1 + s2 - s3)/4     q1 = e^z1/(e^z0 + e^z1 + e^z2 + e^z3)     pi1 = q0 - q1 + q2 - q3
    V = ln((s1 + s2 + s3)/3) - (ln s1 + ln s2 + ln s3)/3
    s1, s2, s3 > 0 and s_k' = 2 s_k (1 - pi_k)  =>  dV/dt <= 0

Coq checks that these formulas are the definitions of the claim at that group, and that the theorem is the claim's goal
there. So neither the formulas nor this module have to be trusted; what is read is the last theorem.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from symflow.evidence.kernel import coqc
from symflow.evidence.kernel.build import Built
from symflow.evidence.kernel.compiled import assumptions, run_text
from symflow.evidence.kernel.instances import Instance

CLAIM, PART = "lyapunov-decrease", "decrease"
LABELS = [PART, "explicit"]
NEEDED = ("Prelude", "Walsh", "claims/lyapunov_decrease")
OPAQUE = "Rplus Rmult Rinv Ropp IZR INR"
Sign = Callable[[int, int], int]


def walsh(k: int, g: int) -> int:
    """The character chi_k(g) = (-1)^(number of common ones)."""
    return -1 if (k & g).bit_count() % 2 else 1


def text(printed: Instance, m: int, sign: Sign = walsh) -> str:
    """The file for K = 2^m, m >= 1; with signs other than those of the characters Coq refuses it."""
    others = frozenset(printed.labels) - {PART}
    head = ["", "From Coq Require Import Lia.", "From Coq Require FunctionalExtensionality."]
    head += ["From Symflow Require Import Walsh.", ""]
    return printed.text(others) + "\n".join(
        [*head, *_formulas(2**m, sign), *_equalities(m), *_theorem(m), ""]
    )


def refused(source: str, built: Built, seconds: float) -> str:
    """Why Coq does not accept such a file; "" if it does, within the axioms of its real numbers."""
    missing = built.trouble(NEEDED)
    if missing:
        return f"the formal library: {missing}"
    with tempfile.TemporaryDirectory(prefix="run-", dir=built.folder) as folder:
        ran = run_text(source, built, Path(folder), seconds)
    if ran.limit:
        return f"coqc {ran.limit}"
    if ran.code != 0:
        return coqc.error_of(ran.said)
    _, trouble = assumptions(ran.said, LABELS)
    return next(iter(trouble.values()), "")


def _modes(K: int, at: str = "") -> str:
    """s1 s2 s3, or (s1 t) (s2 t) (s3 t)."""
    return " ".join(f"(s{k} {at})" if at else f"s{k}" for k in range(1, K))


def _signed(terms: Iterable[tuple[int, str]]) -> str:
    """a - b + c."""
    said = " ".join(f"{'+' if s > 0 else '-'} {term}" for s, term in terms)
    return said.removeprefix("+ ")


def _formulas(K: int, sign: Sign) -> list[str]:
    """The spectrum, the logits z, the softmax q, its modes pi and V, as functions of s1, ..., s(K-1)."""
    S = _modes(K)
    given, nonzero = f"({S} : R)", range(1, K)
    cases = " | ".join(f"{k}%nat => s{k}" for k in nonzero)
    lines = [f"Definition spectrum {given} (k : nat) : R := match k with {cases} | _ => 0 end."]
    lines += [
        f"Definition z{g} {given} : R := ({_signed((sign(k, g), f's{k}') for k in nonzero)}) / {K}."
        for g in range(K)
    ]
    parts = " + ".join(f"exp (z{g} {S})" for g in range(K))
    lines += [f"Definition parts {given} : R := {parts}."]
    lines += [f"Definition q{g} {given} : R := exp (z{g} {S}) / parts {S}." for g in range(K)]
    lines += [
        f"Definition pi{k} {given} : R := {_signed((sign(k, g), f'q{g} {S}') for g in range(K))}."
        for k in nonzero
    ]
    total, logs = (" + ".join(f"{f}s{k}" for k in nonzero) for f in ("", "ln "))
    return [*lines, f"Definition V {given} : R := ln (({total}) / {K - 1}) - ({logs}) / {K - 1}.", ""]


def _equalities(m: int) -> list[str]:
    """Each formula is the claim's definition at the group."""
    K = 2**m
    S, at = _modes(K), f"(walsh {m}) (spectrum {_modes(K)})"
    size = f"change (order (walsh {m})) with {K}%nat"
    z, q = (", ".join(f"{name}_at_{g}" for g in range(K)) for name in ("z", "q"))
    kept = " ".join(f"q{g}" for g in range(K))
    lines: list[str] = []
    for g in range(K):
        lines += [
            f"Lemma z_at_{g} {S} : z_ {at} {g} = z{g} {S}.",
            f"Proof. unfold z_, z{g}; cbn -[{OPAQUE}]; cbn [INR]; field. Qed.",
        ]
    for g in range(K):
        lines += [
            f"Lemma q_at_{g} {S} : q_ {at} {g} = q{g} {S}.",
            f"Proof. unfold q_, q{g}, parts; {size}; cbn [total]; rewrite {z}, Rplus_0_l; reflexivity. Qed.",
        ]
    for k in range(1, K):
        lines += [
            f"Lemma pi_at_{k} {S} : pi_ {at} {k} = pi{k} {S}.",
            f"Proof. unfold pi_, pi{k}; {size}; cbn [ctotal]; rewrite {q}; cbn -[{OPAQUE} {kept}]; ring. Qed.",
        ]
    return [
        *lines,
        f"Lemma V_at {S} : V_ {at} = V {S}.",
        f"Proof. unfold V_, sbar_, V; {size}; cbn -[{OPAQUE} ln Rminus Rdiv];",
        f"  replace (INR {K - 1}) with {K - 1} by (cbn [INR]; ring); f_equal; [f_equal; field | field]. Qed.",
        "",
    ]


def _theorem(m: int) -> list[str]:
    """The claim at the group: its goal there, its definitions replaced by the formulas."""
    K = 2**m
    nonzero, t, u = range(1, 2**m), _modes(K, "t"), _modes(K, "u")
    names = " ".join([*(f"p{k}" for k in nonzero), *(f"d{k}" for k in nonzero)])
    place = "i"
    for _ in range(K):
        place = f"[| {place}]"
    outside = f"change (order (walsh {m})) with {K}%nat in below; lia"
    return [
        f"Theorem part_explicit : forall ({_modes(K)} : R -> R) (t : R),",
        *(f"  0 < s{k} t ->" for k in nonzero),
        *(f"  derivable_pt_lim s{k} t (2 * s{k} t * (1 - pi{k} {t})) ->" for k in nonzero),
        f"  exists D : R, derivable_pt_lim (fun u => V {u}) t D /\\ D <= 0.",
        "Proof.",
        f"  intros {_modes(K)} t {names}.",
        f"  replace (fun u => V {u}) with (fun u => V_ (walsh {m}) (spectrum {u}))",
        "    by (apply FunctionalExtensionality.functional_extensionality; intros u; apply V_at).",
        f"  apply (part_{PART} (walsh {m})) with (s_ := fun u => spectrum {u}); cbv beta.",
        f"  - change (2 <= {K})%nat; lia.",
        f"  - intros {place} below other; [contradiction other; reflexivity",
        f"      | {' | '.join(f'exact p{k}' for k in nonzero)} | {outside}].",
        "  - reflexivity.",
        "  - reflexivity.",
        f"  - intros {place} below; [ | {' | '.join(f'rewrite pi_at_{k}; exact d{k}' for k in nonzero)} | {outside}].",
        f"    change (derivable_pt_lim (fct_cte 0) t (2 * 0 * (1 - pi_ (walsh {m}) (spectrum {t}) 0))).",
        "    rewrite Rmult_0_r, Rmult_0_l; apply derivable_pt_lim_const.",
        "Qed.",
        "Print Assumptions part_explicit.",
    ]
