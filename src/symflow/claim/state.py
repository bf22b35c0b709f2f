"""Stating a claim in few words: what a user's file calls instead of filling in every field of a ``Claim``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symflow.algebra.statement import All, And, Iff, Implies, Pred, Rel, Statement
from symflow.claim.claim import Claim, Instance, Twin
from symflow.claim.domain import Domain
from symflow.errors import InputError

_STATEMENTS = (Rel, Pred, And, Implies, Iff, All)
USER, SOURCE = "user", "the author of the file"


def state(
    id: str,  # noqa: A002 - it is called so everywhere
    domain: Domain,
    parts: Mapping[str, Statement] | Statement,
    *,
    title: str = "",
    source: str = SOURCE,
    expected: str = "PROVED",
    uses: Sequence[str] = (),
    cites: Sequence[str] = (),
    twin: Twin | tuple[str, Statement, Instance] | None = None,
    reproduce: str = "",
    chapter: str = USER,
) -> Claim:
    """A claim: ``state("my-claim", domain, {"decrease": le(a, b)}, twin=("decrease", ge(a, b), instance(...)))``.

    ``id``: lower-case letters, digits and hyphens. ``parts``: statements by name (a single one is the part "claim").
    ``expected``: the verdict that you expect; with any other, ``symflow verify`` ends with exit code 1. ``uses``: ids
    of claims whose parts the proof takes as facts, "id:part". ``twin``: a part, what it must not be confused with (a
    false statement that differs by one token), and a point where that fails. InputError if this is no claim.
    """
    labelled: object = {"claim": parts} if isinstance(parts, _STATEMENTS) else parts
    if not isinstance(labelled, Mapping):
        raise InputError.about(
            "parts", parts, 'give a dictionary from names to statements, {"decrease": le(a, b)}'
        )
    for label, statement in labelled.items():
        if not isinstance(statement, _STATEMENTS):
            kind = type(statement).__name__
            raise InputError(
                f"part {label!r}: a {kind} is no statement; write eq(a, b), le(a, b), ge(a, b), ..."
            )
    for name, given in (("uses", uses), ("cites", cites)):
        if isinstance(given, str):
            raise InputError.about(name, given, "give a list")
    if not isinstance(domain, Domain):
        raise InputError.about("domain", domain, 'give a Domain, such as modes_on("cyclic", 10)')
    return Claim(
        id=id,
        chapter=chapter,
        title=title or id.replace("-", " "),
        source=source,
        domain=domain,
        parts=tuple(labelled.items()),
        expected=expected,
        uses=tuple(uses),
        cites=tuple(cites),
        twin=twin if twin is None or isinstance(twin, Twin) else Twin(*twin),
        reproduce=reproduce,
    )
