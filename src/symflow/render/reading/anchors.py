"""Where a reference leads on a page: the labels of the export as ids of HTML, and what a reader sees of them.

sf:ID  sf-ID        sf:ID:PART  sf-ID-part-PART     sf:ID::hyp:NAME  sf-ID-hyp-NAME     sf:ID::step:N  sf-ID-step-N
"""

from __future__ import annotations

import re

_HEX = re.compile(r"\.([0-9a-f]+)\.")


def anchor(label: str) -> str:
    """The id of what a label names."""
    head, _, rest = label.removeprefix("sf:").partition(":")
    if rest.startswith(":hyp:"):
        return f"sf-{head}-hyp-{rest.removeprefix(':hyp:')}"
    if rest.startswith(":step:"):
        return f"sf-{head}-step-{rest.removeprefix(':step:')}"
    return f"sf-{head}-part-{rest}" if rest else f"sf-{head}"


def shown(label: str) -> str:
    """What a label is called: the number of a step, the name of a part or hypothesis, the id of a claim."""
    name = label.removeprefix("sf:").rpartition(":")[2]
    return _HEX.sub(lambda found: chr(int(found[1], 16)), name)
