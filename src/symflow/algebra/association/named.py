"""Schemes by name, as a command line gives them: hamming:4,2, johnson:5,2, tree:2,3,2, multipartite:3,4, trivial:7."""

from __future__ import annotations

from collections.abc import Callable

from symflow.algebra.association.families import hamming, johnson, multipartite, tree, trivial
from symflow.algebra.association.scheme import AssociationScheme
from symflow.errors import InputError

FAMILIES: dict[str, tuple[Callable[..., AssociationScheme], int | None, str]] = {
    "hamming": (hamming, 2, "hamming:m,q"),
    "johnson": (johnson, 2, "johnson:n,k"),
    "tree": (tree, None, "tree:b1,b2,..."),
    "multipartite": (multipartite, 2, "multipartite:a,b"),
    "trivial": (trivial, 1, "trivial:K"),
}
FORMS = ", ".join(form for _, _, form in FAMILIES.values())
LONGEST = 400


def is_name(text: object) -> bool:
    """Whether this text is meant as the name of such a scheme."""
    return isinstance(text, str) and (":" in text or text.strip() in FAMILIES)


def named(text: str, argument: str = "scheme") -> AssociationScheme:
    """The scheme with this name.

    >>> named("tree:2,3").K
    6
    """
    family, separator, rest = text.strip().partition(":")
    known = FAMILIES.get(family)
    if known is None or not separator or len(text) > LONGEST:
        raise InputError.about(argument, text, f"give one of {FORMS}")
    build, count, form = known
    parts = [part.strip() for part in rest.split(",")]
    if not all(part.isascii() and part.isdigit() for part in parts) or (
        count is not None and len(parts) != count
    ):
        raise InputError.about(argument, text, f"write {form}, whole numbers")
    return build(*map(int, parts))
