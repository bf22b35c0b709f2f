"""How objects show themselves in a notebook: two functions that classes call, and that symflow.render fills.

A class says only that it can be shown (``_repr_html_``, ``_repr_latex_``); what it looks like is registered above it,
so that no part has to know how it is displayed. For an object that nobody has registered the answer is None, and a
notebook falls back to its ``repr``.
"""

from __future__ import annotations

from functools import singledispatch


@singledispatch
def html(shown: object) -> str | None:
    """The object as a fragment of HTML; None if nobody has said how."""
    return None


@singledispatch
def latex(shown: object) -> str | None:
    """The object as TeX in dollars, or text with such formulas; None if nobody has said how."""
    return None


class Displayed:
    """What a notebook asks of an object; without fields, and with slots, for frozen classes to inherit."""

    __slots__ = ()

    def _repr_html_(self) -> str | None:
        return html(self)

    def _repr_latex_(self) -> str | None:
        return latex(self)
