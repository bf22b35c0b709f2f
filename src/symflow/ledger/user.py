r"""A user's own claims: files of claims beside their proofs, read as data.

``symflow verify my_claim.py lyapunov-*`` takes files beside ids and globs. A file is run in a process of its own
(``symflow.ledger.user_file``); what it hands over is a tree of domain and parts, which is read here as any foreign
data are: node kinds, names and uses are checked, and what is no claim is refused in one line. A claim of a file is then
a claim like any other. It may use the package's claims and those of the files given with it, by id, and take no id of
theirs.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from symflow.algebra.declared import check_model, check_use
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.serial import from_json
from symflow.algebra.statement import All, And, Iff, Implies, Pred, Rel
from symflow.algebra.wellformed import check_data
from symflow.claim.claim import Claim, Instance, Twin
from symflow.claim.domain import Domain
from symflow.errors import InputError
from symflow.ledger.processes import run_once
from symflow.ledger.user_file import claims_text

SECONDS, GRACE = 30.0, 2.0
CHAPTER = "user"
LONGEST_ID, LONGEST_TEXT = 100, 4_000
_STATEMENTS = (Rel, Pred, And, Implies, Iff, All)
_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,59}")
_CHAPTER = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_FAULTS = (AttributeError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a user asked for.

    ``patterns`` name ids only; ``book`` is every claim that is known; ``proofs``: the file of each claim of a user.
    """

    patterns: list[str]
    book: dict[str, Claim]
    proofs: dict[str, Path] = field(default_factory=dict)


def is_file(pattern: str) -> bool:
    """Whether a pattern means a file: no id and no glob has a slash, or ends in .py."""
    return pattern.endswith(".py") or "/" in pattern or os.sep in pattern


def chosen(patterns: Sequence[str], book: Mapping[str, Claim], seconds: float = SECONDS) -> Chosen:
    """The claims of the files among the patterns, beside those of a book; InputError for a file that cannot be read."""
    out = Chosen([], dict(book))
    chapters = frozenset(claim.chapter for claim in book.values()) - {CHAPTER}
    seen: dict[str, list[str]] = {}
    for pattern in patterns:
        if not is_file(pattern):
            out.patterns.append(pattern)
            continue
        place = os.path.realpath(pattern)
        if place not in seen:
            seen[place] = [_add(out, claim, place) for claim in read(pattern, seconds)]
        out.patterns.extend(name for name in seen[place] if name not in out.patterns)
    for name in out.proofs:
        _check_place(out.book[name], out.book, out.proofs, chapters)
    return out


def _add(out: Chosen, claim: Claim, place: str) -> str:
    """Put a claim into the book; an id that is taken is refused."""
    where = os.path.basename(place)
    if claim.id in out.proofs:
        raise InputError(f"{where}: claim {claim.id}: the id stands twice in the files given; choose another")
    original = claim.id.removesuffix("-false-twin")
    if claim.id in out.book or (original in out.book and original not in out.proofs):
        raise InputError(f"{where}: claim {claim.id}: symflow has a claim of that id; choose another")
    out.book[claim.id], out.proofs[claim.id] = claim, Path(place)
    return claim.id


def _check_place(
    claim: Claim, book: Mapping[str, Claim], own: Mapping[str, object], chapters: frozenset[str]
) -> None:
    """What a claim says of others: its chapter is no chapter of the package, and what it uses is known."""
    if claim.chapter in chapters:
        raise InputError(f"claim {claim.id}: chapter {claim.chapter!r} is one of symflow's; choose another")
    for name in claim.uses:
        if name not in book:
            raise InputError(
                f"claim {claim.id}: uses {name[:60]!r}, which is no claim of symflow or of the files given"
            )
    for name in own:
        if name.removesuffix("-false-twin") == claim.id != name:
            raise InputError(f"claim {name}: the id is that of the false twin of {claim.id}; choose another")


def read(file: str, seconds: float = SECONDS) -> list[Claim]:
    """The claims of one file, which is run for that; InputError in one line if it cannot be read."""
    path = _path(file)
    text, trouble = run_once(claims_text, (path, seconds), seconds + GRACE, as_text=True)
    try:
        found: Any = json.loads(text) if isinstance(text, str) else {"claims": [], "trouble": trouble}
        trouble, entries = str(found["trouble"])[:400], list(found["claims"])
        if trouble:
            raise InputError(trouble)
        return [_claim(entry, path.name) for entry in entries]
    except InputError as error:
        raise InputError(f"{file}: {error}") from None
    except _FAULTS as error:
        raise InputError(f"{file}: hands over what is no claim ({type(error).__name__})") from None


def _path(file: str) -> Path:
    """The file, if there is one to run."""
    advice = "give a file of claims, my_claim.py; see docs/your-own-claim.md"
    try:
        path = Path(os.path.realpath(file))
        if not file.endswith(".py"):
            raise InputError.about("claim", file, f"a file of claims ends in .py; {advice}")
        if not path.exists():
            raise InputError.about("claim", file, f"there is no such file; {advice}")
        if not path.is_file() or not os.access(path, os.R_OK):
            raise InputError.about("claim", file, f"it is no file that can be read; {advice}")
    except (OSError, ValueError):
        raise InputError.about("claim", file, advice) from None
    return path


def _claim(entry: dict[str, Any], file: str) -> Claim:
    """A claim from data; whatever is not one is refused with its line."""
    try:
        return _built(entry)
    except (InputError, *_FAULTS) as error:
        said = str(error) if isinstance(error, InputError) else f"it is no claim ({type(error).__name__})"
        name, line = str(entry["id"])[:LONGEST_ID], entry["line"]
        where = f" ({file}, line {int(line)})" if line else ""
        raise InputError(f"claim {name}: {said.removeprefix(f'claim {name}: ')}{where}") from None


def _built(entry: dict[str, Any]) -> Claim:
    chapter, title, source, let, reproduce, expected = map(_text, entry["prose"])
    uses, cites, choice = (tuple(map(_text, names)) for names in entry["names"])
    model, group, order, least, hypotheses = from_json(entry["domain"])
    _check_domain(model, group, order, least, hypotheses)
    domain = Domain(let, model, group, order, least, hypotheses)
    parts = _labelled("part", from_json(entry["parts"]))
    check_use(parts, model, group is not None)
    name = _text(entry["id"])
    if len(name) > LONGEST_ID:
        raise InputError(f"its id has {len(name)} characters; at most {LONGEST_ID} are taken")
    if not _CHAPTER.fullmatch(chapter):
        raise InputError.about("chapter", chapter, "use lower-case letters, digits and hyphens")
    claim = Claim(
        id=name,
        chapter=chapter,
        title=title,
        source=source,
        domain=domain,
        parts=parts,
        expected=expected,
        uses=uses,
        cites=cites,
        twin=_twin(entry["twin"], model, group is not None),
        reproduce=reproduce,
        choice=choice,
    )
    claim.false_twin()
    list(claim.sequents())
    return claim


def _check_domain(model: Any, group: Any, order: Any, least: Any, hypotheses: Any) -> None:
    """A domain made of what it should be."""
    good = isinstance(model, Model) and type(least) is int and (group is None or type(group) is str)
    good = good and (order is None or type(order) is int) and isinstance(hypotheses, tuple)
    good = good and all(isinstance(v, Variable) for v in model.variables)
    good = good and all(isinstance(d, Definition) for d in model.definitions)
    good = good and all(isinstance(f, Flow) for f in model.flows)
    good = good and all(isinstance(r, Definition) for f in model.flows for r in f.rates)
    if not good:
        raise InputError("its domain is not made of a model, a group and hypotheses")
    check_model(model, group is not None)
    if hypotheses:
        check_use(_labelled("hypothesis", hypotheses), model, group is not None)


def _labelled(what: str, data: Any) -> Any:
    """Pairs of a label and a statement, each label once."""
    pairs = isinstance(data, tuple) and all(isinstance(p, tuple) and len(p) == 2 for p in data)
    if not pairs:
        raise InputError(f'give each {what} as a pair ("name", statement)')
    labels = [label for label, _ in data]
    for label, statement in data:
        if type(label) is not str or not _LABEL.fullmatch(label):
            raise InputError.about(what, label, "name it by letters, digits, spaces, _ and -")
        if labels.count(label) > 1:
            raise InputError(f"{what} {label!r} stands twice; give each another name")
        _check_statement(what, label, statement)
    return data


def _check_statement(what: str, label: str, statement: Any) -> None:
    """Relations under "and", "implies", "iff" and "for all", with well-formed formulas."""
    check_data(statement)
    waiting: list[Any] = [statement]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, _STATEMENTS):
            raise InputError(
                f"{what} {label!r} holds a {type(node).__name__} where a statement should be; "
                "write eq(a, b), le(a, b), ..."
            )
        waiting += _inside(node)


def _inside(node: Any) -> Iterable[Any]:
    match node:
        case And(parts):
            return tuple(parts)
        case Implies(a, b) | Iff(a, b):
            return (a, b)
        case All(_, body):
            return (body,)
        case _:
            return ()


def _twin(data: Any, model: Model, group: bool) -> Twin | None:
    if data is None:
        return None
    part, said, point = data
    ((_, statement),) = _labelled("part", ((part, from_json(said)),))
    check_use(statement, model, group)
    witness = from_json(point)
    if not isinstance(witness, Instance):
        raise InputError("the witness of its false twin is no instance(...)")
    pairs = all(type(n) is str and all(type(x) is Fraction for x in row) for n, row in witness.values)
    sizes = (witness.K, witness.n, witness.d, *(v for _, v in witness.indices))
    if not pairs or any(type(size) is not int for size in sizes):
        raise InputError("the witness of its false twin has entries that are no exact numbers")
    return Twin(part, statement, witness)


def _text(value: Any) -> str:
    """Text that can be shown."""
    if type(value) is not str:
        raise InputError(f"{str(value)[:60]!r} stands where a text should be")
    if len(value) > LONGEST_TEXT:
        raise InputError(f"a text has {len(value)} characters; at most {LONGEST_TEXT} are taken")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InputError(f"{value[:60]!a} is no text that can be written") from None
    return value
