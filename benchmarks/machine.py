"""What the numbers were measured on: processor, system, and the version of everything that took part."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("symflow", "python-flint", "mpmath", "gmpy2", "heyoka", "scipy", "numpy")


def machine() -> dict[str, str]:
    """Names and values, as the page prints them."""
    from mpmath.libmp import BACKEND

    found = {
        "processor": processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
    }
    found |= {name: installed(name) for name in PACKAGES}
    found["numbers of mpmath"] = f"{BACKEND} integers"
    return found


def processor() -> str:
    """The model of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "unknown"


def installed(name: str) -> str:
    """The version of a package."""
    try:
        return version(name)
    except PackageNotFoundError:
        return _of_the_tree() if name == "symflow" else "not installed"


def _of_the_tree() -> str:
    """The version of symflow run from its sources."""
    import symflow

    return symflow.__version__
