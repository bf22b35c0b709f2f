r"""The false twins of claims, under the steps of the true ones: certificates of statements that are known to be false.

Each twin is tried with the true claim's proof as it is, and with the edited relation carried through the proof, so that
the goals are met by name and form; everything is sealed. The checker must accept none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from symflow.checker import judge
from symflow.checker.certificate import canonical
from symflow.ledger.certificate_trees import statement
from symflow.ledger.run import claims
from symflow.testing.tamper.seal import resealed


def false_certificates(books: Mapping[str, dict[str, Any]]) -> Iterator[tuple[str, str, bytes]]:
    """(id of the true claim, how its proof was kept, the certificate of the false twin)."""
    known = claims()
    for name, data in sorted(books.items()):
        twin = known[name].false_twin() if name in known else None
        if twin is None:
            continue
        said = statement(twin)
        steps = data["steps"]
        for old, new in _changed(data["statement"][2], said[2]):
            steps = _replaced(steps, old, new)
        for how, proof in (("own steps", data["steps"]), ("carried steps", steps)):
            made = resealed({**data, "statement": said, "steps": proof}, {"statement"})
            yield name, how, canonical(made).encode()


def _changed(old: Any, new: Any) -> Iterator[tuple[Any, Any]]:
    """The relations that differ, in pairs, where the statements have one shape."""
    if old == new:
        return
    if isinstance(old, list) and isinstance(new, list):
        if old[:1] == new[:1] and old[:1] in (["Rel"], ["Pred"]):
            yield (old, new)
        elif len(old) == len(new):
            for a, b in zip(old, new, strict=True):
                yield from _changed(a, b)


def _replaced(value: Any, old: Any, new: Any) -> Any:
    if value == old:
        return new
    return [_replaced(item, old, new) for item in value] if isinstance(value, list) else value


def accepted_twins(
    honest: Mapping[str, bytes], books: Mapping[str, dict[str, Any]], name: str
) -> tuple[int, list[str]]:
    """How many false certificates of a claim were tried, and those that the checker accepts."""
    rest = [(other, raw) for other, raw in honest.items() if other in _needed(books, name)]
    tried, wrong = 0, []
    for claim, how, raw in false_certificates({name: books[name]}):
        tried += 1
        if judge.answers([("edited", raw), *rest], None)["edited"].state == "accepted":
            wrong.append(f"{claim}: {how}")
    return tried, wrong


def _needed(books: Mapping[str, dict[str, Any]], name: str) -> set[str]:
    out: set[str] = set()
    queue = list(books[name]["uses"])
    while queue:
        used = queue.pop()
        if used in books and used not in out:
            out.add(used)
            queue += books[used]["uses"]
    return out
