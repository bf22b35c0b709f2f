r"""The definitions and flows of a model that a statement or a proof rests on."""

from __future__ import annotations

from symflow.algebra.expr import Atom, Ddt
from symflow.algebra.indexing import Index
from symflow.algebra.quantities import Definition, Flow, Model
from symflow.algebra.statement import eq
from symflow.render.latex.equations import gathered
from symflow.render.latex.escape import escape
from symflow.render.latex.indexes import ranges
from symflow.render.latex.look import Look
from symflow.render.latex.pieces import Piece
from symflow.render.latex.prose import prose
from symflow.render.latex.statements import relation, universal
from symflow.render.names import names_of


def definitions(model: Model, names: set[str], look: Look) -> str:
    """``For g, k in G, write ...``: the definitions of some quantities, side by side; "" if there are none."""
    chosen = [d for d in model.definitions if d.name in names]
    if not chosen:
        return ""
    variables = sorted({v for d in chosen for v in d.index})
    letters = {v.name: v for v in variables}
    clear = len(letters) == len({(v.name, v.space_name) for v in variables})
    pieces = [_defined(d, look, ranged=not clear) for d in chosen]
    where = f", for ${ranges(variables, names_of(frozenset(variables)))[0]}$," if clear and variables else ""
    return f"Write{where}" + "\n" + gathered(pieces)


def _defined(definition: Definition, look: Look, ranged: bool) -> Piece:
    here = look.naming(names_of(frozenset(definition.index)))
    piece = relation(eq(_left(definition), definition.body), here)
    return universal(piece, definition.index, here) if ranged else piece


def motion(flow: Flow, look: Look, quantities: frozenset[str]) -> str:
    """The equations of motion of a flow."""
    rates = [_rate(rate, flow.name, look) for rate in flow.rates]
    title = rf" (\emph{{{prose(flow.title, quantities)}}})" if flow.title else ""
    name = rf"the flow \emph{{{escape(flow.name)}}}{title}"
    words = f"Derivatives in time are along {name}," if look.dots else f"Let {name} be"
    return words + "\n" + gathered(rates)


def _rate(rate: Definition, flow: str, look: Look) -> Piece:
    here = look.naming(names_of(frozenset(rate.index)))
    moving = relation(eq(Ddt(_left(rate), flow), rate.body), here)
    return universal(moving, sorted(rate.index), here)


def _left(definition: Definition) -> Atom:
    return Atom(definition.name, tuple(Index(((v, 1),)) for v in definition.index))
