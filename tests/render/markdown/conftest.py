"""Lets the tests of this folder import the results made by hand and those of the LaTeX export."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent / "mathml"), str(HERE.parent), str(HERE.parent / "latex")]
