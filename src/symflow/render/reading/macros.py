r"""TeX for a page without a preamble: every macro of the export written out.

symflow.render.latex writes \sfpi for a quantity ``pi``; a page has no preamble, so that the macros are replaced by what
they stand for. Names that the renderer of a page may refuse (\operatorname) are not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from symflow.render.latex.symbols import NOTATION, provided

_PROVIDED = re.compile(r"\\providecommand\{(\\sf[A-Za-z]+)\}\{(.*)\}")
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|.", re.DOTALL)
_SHAPES = (
    (r"\\sfalong\{([^{}]*)\}", r"\\Big|_{\\mathrm{\1}}"),
    (r"\\sfset\{(\\sf[A-Za-z]+)\}", r"[\1]"),
    (r"\\text\{\$([^$]*)\$\}", r"\1"),
    (r"\b(split)\b", "aligned"),
    (r"\b(gather\*)", "gathered"),
)
_WORDS = re.compile(r"\\text\{([^{}$]*)\}\\ \s*(?:\\\\\n&\\qquad)?\\text\{([^{}$]*)\}")
_NAMES = {r"\operatorname": r"\mathrm"}


def expanded(tex: str, known: Mapping[str, str] | None = None) -> str:
    """The TeX without macros of its own; ``known`` says what they stand for, or the TeX alone decides."""
    for pattern, replacement in _SHAPES:
        tex = re.sub(pattern, replacement, tex)
    while _WORDS.search(tex):
        tex = _WORDS.sub(r"\\text{\1 \2}", tex)
    table = meanings([tex]) if known is None else known
    out, last = "", ""
    for token in _TOKEN.findall(tex):
        shown = _NAMES.get(token) or table.get(token, token)
        apart = re.search(r"\\[A-Za-z]+$", last) and shown[:1].isalpha()
        out, last = out + (" " if apart else "") + shown, shown
    return out


def meanings(texts: Iterable[str]) -> dict[str, str]:
    """What each macro of some texts stands for; no two quantities of the texts look the same."""
    found = [_PROVIDED.fullmatch(line) for line in provided(texts)]
    table = {match[1]: match[2] for match in found if match}
    return {name: r"\mathrm{Ei}" if tex == NOTATION["Ei"] else tex for name, tex in table.items()}
