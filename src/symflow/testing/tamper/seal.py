r"""Digests, text, cited facts and the difference at a witness, computed again: only mathematics can reject the edit."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from symflow.checker.certificate import BOUND, digest
from symflow.checker.grammar import read
from symflow.checker.limits import Budget
from symflow.checker.points import refutation
from symflow.checker.text import lines


def stated(said: Any) -> tuple[Any, Any]:
    """The domain and the labelled parts of a statement as the checker reads them; its errors pass."""
    chosen = isinstance(said, list) and len(said) == 4
    domain, parts, *_ = read("chosen" if chosen else "claim", said)
    return domain, parts


def resealed(data: dict[str, Any], edited: Collection[str]) -> dict[str, Any]:
    """The certificate with all that follows from its content computed again, beside the fields that were edited."""
    out = dict(data)
    new: dict[str, Any] = {}
    try:
        new["digest"] = digest(out.get("statement"))
        new["facts"] = _facts(out)
        new["text"] = lines(*stated(out["statement"]))
    except Exception:  # noqa: BLE001 - what cannot be read has no text, and the checker has to say so
        new.setdefault("facts", out.get("facts"))
    if "statement" in edited or "witness.instance" in edited:
        new["witness"] = _witness(out)
    out.update({key: value for key, value in new.items() if key in out and key not in edited})
    if "certificate" in out and "certificate" not in edited:
        out["certificate"] = digest({key: out[key] for key in ("schema", *BOUND) if key in out})
    return out


def _facts(data: dict[str, Any]) -> list[str]:
    cited = {step[2] for step in data["steps"] if step[0] == "Cite"}
    group = data["statement"][1][2]
    return sorted(cited | ({"characters"} if group in ("abelian", "cyclic") and data["steps"] else set()))


def _witness(data: dict[str, Any]) -> Any:
    """The witness with relation and difference as they are at its point, if anything fails there."""
    witness: Any = data.get("witness")
    Budget.spent = 0
    try:
        domain, parts = stated(data["statement"])
        found: Any = refutation(domain, dict(parts)[witness["part"]], read("instance", witness["instance"]))
    except Exception:  # noqa: BLE001 - then the witness stays, and the checker has to refuse it
        return witness
    return {**witness, **found}
