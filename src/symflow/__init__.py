"""symflow verifies theorems about cross-entropy training dynamics, by symbols and by rigorous numbers.

    >>> import symflow
    >>> symflow.claims()["lyapunov-decrease"].title
    'V decreases strictly until neural collapse'

A proof script builds its steps from the names exported here and from nothing else. They are imported from
``symflow.facade`` when the first of them is asked for, so that the command line can say what is missing.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symflow.facade import *  # noqa: F403

__version__ = "0.1.0"


if not TYPE_CHECKING:  # a type checker reads the page above, and finds a misspelt name

    def __getattr__(name: str) -> Any:
        dunder = name.startswith("__") and name != "__all__"
        if (
            dunder or find_spec(f"{__name__}.{name}") is not None
        ):  # a part of the package is imported as itself
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module("symflow.facade"), name)


def __dir__() -> list[str]:
    return [*import_module("symflow.facade").__all__, "__version__"]
