"""Where the parts that symflow runs keep their own files: in symflow's cache, which ``symflow doctor`` shows."""

from __future__ import annotations

import os

VARIABLE = "MPLCONFIGDIR"


def prepare() -> None:
    """Have matplotlib keep the list of fonts that it makes on its first use, unless the user has said where."""
    from symflow.evidence.kernel.build import cache

    os.environ.setdefault(VARIABLE, str(cache() / "matplotlib"))
