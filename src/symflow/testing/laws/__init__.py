"""The laws, by name. Each is data; `run` tries them on an implementation."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from symflow.errors import InputError
from symflow.testing.law import Law
from symflow.testing.laws import flow, gradient, matrix_flow, modes, softmax, transform

LAWS: dict[str, Law] = {
    law.name: law for part in (softmax, modes, transform, gradient, flow, matrix_flow) for law in part.LAWS
}


def select(wanted: Iterable[str | Law] | str | None) -> tuple[Law, ...]:
    """The laws of these names or globs, in the order of the table; every law if nothing is given."""
    if wanted is None:
        return tuple(LAWS.values())
    patterns = [wanted] if isinstance(wanted, str) else [str(law) for law in wanted]
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern) for name in LAWS):
            raise InputError.about("laws", pattern, f"give names or globs of {', '.join(LAWS)}")
    return tuple(law for name, law in LAWS.items() if any(fnmatchcase(name, p) for p in patterns))
