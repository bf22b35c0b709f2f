"""Lets the tests of this folder import the benchmarks; what needs a competitor or matplotlib stays away without it."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

_NEEDS = {"test_heyoka.py": "heyoka", "test_scipy.py": "scipy", "test_pictures.py": "matplotlib"}
collect_ignore = [file for file, package in _NEEDS.items() if find_spec(package) is None]
