"""Lets the tests of this folder import their helper, and the reference route, which knows nothing of the package."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "solve")]
