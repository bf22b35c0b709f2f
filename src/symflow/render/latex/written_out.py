r"""A claim at one K, for a reader: its statement with every sum written out. An instance, never evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symflow.algebra.expr import Atom, Ddt
from symflow.algebra.indexing import Index
from symflow.algebra.quantities import Definition
from symflow.algebra.rewrite import free_variables
from symflow.algebra.statement import Rel, Statement, eq
from symflow.claim.claim import Claim
from symflow.claim.domain import Domain
from symflow.claim.layout import Layout, needs_square
from symflow.render.latex.blocks import Passage
from symflow.render.latex.equations import display, gathered, name_tag
from symflow.render.latex.escape import escape
from symflow.render.latex.expansion import ROOT, ZERO, CannotWriteOut, World, value
from symflow.render.latex.facts import listed
from symflow.render.latex.look import Look
from symflow.render.latex.pieces import Piece
from symflow.render.latex.references import slug, theorem_label
from symflow.render.latex.statements import relation, statement_piece
from symflow.render.latex.symbols import macro
from symflow.render.model import reached, roots

FEATURES = 2
HOLDS = {
    "==": lambda a, b: a == b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
}


def written_out(claim: Claim, K: int, look: Look) -> Iterator[Passage]:
    """The statement at K with its sums written out, or why it cannot be."""
    yield Passage("instance", rf"\begin{{sfinstance}}{{{K}}}")
    try:
        world = World(claim.domain, layout_at(claim.domain, K))
        hypotheses = list(_hypotheses(claim, world))
        yield Passage("instance: where", _where(claim, world))
        yield from _definitions(claim, world, look)
        yield from _statements("Assume", "hypothesis", hypotheses, claim, world, look)
        yield from _statements("Then", "part", claim.parts, claim, world, look)
        yield Passage(
            "instance: what it is", "This is an instance of the statement, for one $K$ only, and no evidence."
        )
    except CannotWriteOut as reason:
        yield Passage("instance", f"The statement is not written out: {escape(str(reason))}.")
    yield Passage("end", r"\end{sfinstance}")


def layout_at(domain: Domain, K: int) -> Layout:
    """The group and the sizes at one K: Walsh where the domain has it and K = 2^m, else Fourier, else plain sets."""
    least, power = domain.least, K & (K - 1) == 0
    if domain.order is not None and domain.order != K:
        raise CannotWriteOut(f"it is stated for K = {domain.order} only")
    if least > K:
        raise CannotWriteOut(f"it is stated for K >= {least}")
    if domain.group in ("boolean", "recursive") and not power:
        raise CannotWriteOut(f"it is stated on Z_2^m, and {K} is no power of 2")
    scheme = "none" if domain.group is None else "walsh" if power and domain.group != "cyclic" else "cyclic"
    if scheme == "cyclic" and ROOT.name in domain.names():
        raise CannotWriteOut(f"{ROOT.name} is a quantity of the claim, and would be the root of unity")
    return Layout(scheme, K, 1, K if needs_square(domain) else FEATURES)


def _where(claim: Claim, world: World) -> str:
    """The group, its characters, the sizes, and which entries are equal or 0."""
    K, scheme, model = world.layout.K, world.layout.scheme, claim.domain.model
    names, _ = reached(roots(claim), model)
    variables = [v for v in model.variables if v.name in names]
    said = [_group(scheme, K, "e" not in claim.domain.names())]
    plain = {s.size for v in variables for s in v.spaces if not s.group}
    sizes = {"n": world.layout.n, "d": world.layout.d}
    said += [f"${macro(size)}={sizes[size]}$" for size in ("n", "d") if size in plain]
    said += [f"${macro(v.name)}_{{0}}=0$" for v in variables if v.vanishing]
    if scheme == "cyclic" and K > 2:
        said += [rf"${macro(v.name)}_{{{K}-k}}={macro(v.name)}_{{k}}$" for v in variables if v.even]
    return f"Here {listed(said)}."


def _group(scheme: str, K: int, euler: bool) -> str:
    """The group at K, and its characters; ``euler``: no quantity is printed as e."""
    if scheme == "walsh":
        group = rf"\sfG=\mathbb{{Z}}_2^{{{K.bit_length() - 1}}}=\{{0,\dots,{K - 1}\}}"
        return (
            f"${group}$ with its Walsh characters ($\\sfchi_{{k}}(g)$ is $-1$ to the number of binary digits that are "
            "$1$ in both $k$ and $g$)"
        )
    if scheme == "cyclic":
        angle = rf"2\pi\mathrm{{i}}/{K}"
        root = r"\sfomega=" + (rf"e^{{{angle}}}" if euler else rf"\exp({angle})")
        return rf"$\sfG=\mathbb{{Z}}_{{{K}}}$ with $\sfchi_{{k}}(g)=\sfomega^{{kg}}$ and ${root}$"
    return rf"the indices are $0,\dots,{K - 1}$ on $\sfG$ and $1,\dots,{K}$ elsewhere"


def _hypotheses(claim: Claim, world: World) -> Iterator[tuple[str, Statement]]:
    """The hypotheses that speak of more than sizes; those that do must hold at this K."""
    for name, said in claim.domain.hypotheses:
        if isinstance(said, Rel):
            closed = not free_variables(said.left) | free_variables(said.right)
            left, right = (value(world.formula(e, {})) if closed else None for e in (said.left, said.right))
            if left is not None and right is not None:
                if not HOLDS[said.op](left, right):
                    raise CannotWriteOut(f"its hypothesis {name} does not hold at K = {world.layout.K}")
                continue
        yield name, said


def _definitions(claim: Claim, world: World, look: Look) -> Iterator[Passage]:
    """What the statement rests on, entry by entry: definitions, and equations of motion."""
    model = claim.domain.model
    names, flows = reached(roots(claim), model)
    chosen = [(f"definition {d.name}", macro(d.name), d, "") for d in model.definitions if d.name in names]
    chosen += [
        (f"flow {flow.name}", rf"\sfdot{{{macro(rate.name)}}}", rate, flow.name)
        for flow in model.flows
        if flow.name in flows
        for rate in flow.rates
    ]
    for name, symbol, definition, flow in chosen:
        try:
            entries = _entries(definition, world, flow)
            text = gathered([relation(entry, look) for entry in entries]) if entries else ""
        except CannotWriteOut as reason:
            text = f"The definition of ${symbol}$ is not written out: {escape(str(reason))}."
        yield Passage(f"instance: {name}", text)


def _entries(definition: Definition, world: World, flow: str) -> list[Rel]:
    left: Atom | Ddt = Atom(definition.name, tuple(Index(((v, 1),)) for v in definition.index))
    if flow:
        left = Ddt(left, flow)
    rows = world.rows(eq(left, definition.body))
    return [row for row in rows if isinstance(row, Rel) and row.left != ZERO]


def _statements(
    word: str,
    kind: str,
    statements: Sequence[tuple[str, Statement]],
    claim: Claim,
    world: World,
    look: Look,
) -> Iterator[Passage]:
    """Hypotheses or parts, each with its name and all its cases."""
    if statements:
        yield Passage(f"instance: {word}", word)
    for name, said in statements:
        label = f"{theorem_label(claim.id)}::at:{world.layout.K}:{kind}:{slug(name)}"
        tag = name_tag(rf"\sfpart{{{escape(name)}}}", name, label)
        try:
            pieces: list[Piece] = [statement_piece(row, look) for row in world.rows(said)]
            text = display(pieces, tag)
        except CannotWriteOut as reason:
            text = rf"\par ({escape(name)}) is not written out: {escape(str(reason))}.\par"
        yield Passage(f"instance: {kind} {name}", text)
