"""Lets the tests of this folder import their helpers, and the results made for the LaTeX export."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "latex")]
