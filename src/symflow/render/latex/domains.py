r"""The sentence "Let ... be", made from what a domain declares.

Nothing here is taken from the author's own sentence: what is printed is what was checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from symflow.algebra.expr import Expr
from symflow.algebra.indexing import Space
from symflow.algebra.quantities import Variable
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.render.latex.indexes import place
from symflow.render.latex.symbols import macro
from symflow.render.model import reached, sizes

SIGNS = {"real": r"\in\mathbb{R}", "nonnegative": r"\geq 0", "positive": ">0"}
INDEX_NAMES = {"G": "kl", "G*": "kl", "K": "jk", "N": "gh", "n": "i", "d": "ce"}
PARAMETERS = ("K", "N", "n", "d")
CHARACTER = r"$\sfchi\colon\sfG\times\sfG\to\mathrm{U}(1)$"


def let(claim: Claim, formulas: Sequence[Expr]) -> str:
    """The sentence "Let ... be" about the group and the free quantities that some formulas rest on."""
    names, _ = reached(formulas, claim.domain.model)
    variables = [v for v in claim.domain.model.variables if v.name in names]
    facts = [*_group(claim.domain, sizes(formulas, claim.domain.model)), *_quantities(variables)]
    plain = {s.size for v in variables for s in v.spaces if not s.group}
    shown = next((macro(size) for size in PARAMETERS if size in plain), "")
    meaning = rf" (where $\sfset{{{shown}}}=\{{1,\dots,{shown}\}}$)" if shown else ""
    return "Let " + "; let ".join(facts) + meaning + "." if facts else ""


def let_more(claim: Claim, names: set[str]) -> str:
    """The same about quantities that only a proof speaks of."""
    facts = _quantities([v for v in claim.domain.model.variables if v.name in names])
    return "Let " + "; let ".join(facts) + "." if facts else ""


def _group(domain: Domain, mentioned: set[str]) -> list[str]:
    """The group, its order, and the other sizes that are mentioned."""
    least = rf"$\sfK\geq{domain.least}$"
    others = ",".join(macro(name) for name in ("n", "d") if name in mentioned)
    also = ([r"$\sfN=\sfK-1$"] if "N" in mentioned else []) + ([rf"${others}\geq 1$"] if others else [])
    if domain.group is None:
        facts = [least] if mentioned else []
    elif domain.group == "abelian":
        facts = [
            f"$\\sfG$ be any finite abelian group of order {least} with a symmetric bicharacter {CHARACTER}"
        ]
    elif domain.group == "cyclic":
        size = rf"$\sfK={domain.order}$" if domain.order is not None else least
        angle = r"2\pi\mathrm{i}kg/\sfK"
        power = rf"e^{{{angle}}}" if "e" not in domain.names() else rf"\exp({angle})"
        fourier = rf"$\sfchi_{{k}}(g)={power}$"
        facts = [rf"$\sfG=\mathbb{{Z}}_{{\sfK}}$ with {size} and its characters {fourier}"]
    elif domain.group == "boolean":
        size = rf"$\sfK={domain.order}$" if domain.order is not None else rf"$\sfK=2^m\geq{domain.least}$"
        facts = [rf"$\sfG=\mathbb{{Z}}_2^m$ with {size} and its Walsh characters {CHARACTER}"]
    else:
        recursion = r"$\sfchi_{(c,k)}(b,g)=(-1)^{bc}\sfchi_{k}(g)$"
        facts = [rf"$\sfG=\mathbb{{Z}}_2^m$, $m\geq0$, $\sfK=2^m$, with {CHARACTER} defined by {recursion}"]
    return [", ".join(facts + also)] if facts else []


def _quantities(variables: Sequence[Variable]) -> list[str]:
    """What is declared about free quantities: scalars of one sign together, each other one alone."""
    scalars = {sign: [macro(v.name) for v in variables if not v.spaces and v.sign == sign] for sign in SIGNS}
    together = [f"${','.join(names)}{SIGNS[sign]}$" for sign, names in scalars.items() if names]
    return [*together, *(_variable(v) for v in variables if v.spaces)]


def _variable(variable: Variable) -> str:
    """What is declared about one quantity with indices."""
    names, symbol = _index_names(variable.spaces), macro(variable.name)
    places = list(zip(names, variable.spaces, strict=True))
    atom = f"{symbol}_{{{''.join(names)}}}"
    opposite = ",".join(f"-{n}" if s.group else n for n, s in places)
    by_space = {space: ",".join(n for n, s in places if s == space) for space in variable.spaces}
    where = " for " + ", ".join(rf"${shown}\in{place(space)}$" for space, shown in by_space.items())
    if variable.hermitian:
        return rf"${atom}\in\mathbb{{C}}${where}, with $\overline{{{atom}}}={symbol}_{{{opposite}}}$"
    facts = [f"${atom}{SIGNS[variable.sign]}${where}"]
    if variable.vanishing:
        facts = [facts[0].replace(r"\in\sfG$", r"\in\sfGstar$"), f"${symbol}_{{0}}=0$"]
    if variable.even:
        facts.append(f"${symbol}_{{{opposite}}}={atom}$")
    return ", ".join(facts)


def _index_names(spaces: Sequence[Space]) -> list[str]:
    supply = {name: cycle(INDEX_NAMES[name]) for name in {space.name for space in spaces}}
    return [next(supply[space.name]) for space in spaces]
