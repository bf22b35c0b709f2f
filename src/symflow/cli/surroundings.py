"""Where the parts that symflow runs keep their own files: in symflow's cache, which ``symflow doctor`` shows."""

from __future__ import annotations

import logging
import os

from symflow.folders import cache

VARIABLE = "MPLCONFIGDIR"


def prepare() -> None:
    """Have matplotlib keep the list of fonts that it makes on its first use, unless the user has said where.

    Where that is not possible it makes the list again each time, without a word: that costs time and nothing else.
    """
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    os.environ.setdefault(VARIABLE, str(cache() / "matplotlib"))
