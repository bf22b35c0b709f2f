"""``symflow latex --check``: whether a paper that holds an earlier export still says what is verified."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from symflow.cli.output import Target, apart

if TYPE_CHECKING:
    from symflow.cli.commands import Book, Effort
    from symflow.render.latex.paper.checking import Opened


def task(
    path: str, patterns: Sequence[str], effort: Effort, file: Target | None, version: str
) -> Callable[[], int]:
    """The paper is read at once, so that a bad one is refused before any work starts."""
    from symflow.render.latex.paper.checking import opened

    found = opened(path)
    folder = os.path.dirname(os.path.realpath(path))
    read = {name: os.path.join(folder, name) for name in found.paper.files}
    apart({"--json": file.path if file is not None else None}, read)
    return lambda: check(found, patterns, effort, file, version)


def check(
    found: Opened,
    patterns: Sequence[str],
    effort: Effort,
    file: Target | None,
    version: str,
    book: Book | None = None,
) -> int:
    """Verify the claims of the paper, those of the files that are named included, and compare."""
    from symflow.cli.commands import settle
    from symflow.ledger.run import claims
    from symflow.ledger.settled import Settled
    from symflow.ledger.user import chosen
    from symflow.render.console import paper
    from symflow.render.latex.paper import checking

    known = chosen(patterns, book if book is not None else claims())
    wanted = [name for name in found.ids if name in known.book]
    settled = settle(wanted, effort, known.book, known.proofs) if wanted else Settled([], {})
    checked = checking.check(found, settled.results, settled.certificates, version)
    if file is not None:
        file.write(checking.text(checked, version))
    if file is None or not file.standard:
        lines = list(checking.lines(checked))
        paper().lines(lines if not effort.quiet or checked.code else [])
    return checked.code
