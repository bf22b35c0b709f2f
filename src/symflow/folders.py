"""Where symflow keeps files of its own: one folder in the user's cache, which ``symflow doctor`` shows."""

from __future__ import annotations

import os
from pathlib import Path


def cache() -> Path:
    """The folder of symflow in the user's cache: $SYMFLOW_CACHE, or symflow in $XDG_CACHE_HOME or ~/.cache."""
    own = os.environ.get("SYMFLOW_CACHE", "")
    if os.path.isabs(own):
        return Path(own)
    given = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(given) if os.path.isabs(given) else Path("~/.cache").expanduser()
    return (base / "symflow").absolute()
