"""Words that the shell completes, found without loading what verifies: a key press must not wait.

The shell calls ``symflow`` with ``_SYMFLOW_COMPLETE`` set; nothing is run then, and nothing is written.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

VARIABLE = "_SYMFLOW_COMPLETE"
SHELLS = ("bash", "zsh", "fish")
WITHOUT_PROOF = ("ulpm-lemma-3-3-limit",)  # claims that are open: there is no script to find them by
_PACKAGE = Path(__file__).resolve().parent.parent
_PROOFS = (_PACKAGE / "_proofs", _PACKAGE.parent.parent / "proofs")


def prepare() -> None:
    """Before the command line is read: where a shell asks for words, let it be answered in its language."""
    if VARIABLE in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]

        completion_init()


def script(shell: str) -> str:
    """What the shell is to read, once."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    return str(get_completion_script(prog_name="symflow", complete_var=VARIABLE, shell=shell)) + "\n"


def known_ids() -> list[str]:
    """The ids of the claims: the names of their proof scripts, and the claims that have none."""
    folder = next((place for place in _PROOFS if place.is_dir()), None)
    found = [] if folder is None else [path.stem for path in folder.glob("*.py")]
    return sorted({*found, *WITHOUT_PROOF})


def ids(incomplete: str) -> list[str]:
    """The ids that begin like this."""
    return _begin(known_ids(), incomplete)


def levels(incomplete: str) -> list[str]:
    """The values of --level that begin like this."""
    return _begin(("quick", "full"), incomplete)


def shells(incomplete: str) -> list[str]:
    """The shells that begin like this."""
    return _begin(SHELLS, incomplete)


def _begin(words: Iterable[str], start: str) -> list[str]:
    return [word for word in words if word.startswith(start)]
