r"""Statements, flattened.

A sequent is (hypotheses, conclusion), universal in whatever index is free; a hypothesis is (variables, relation),
assumed for every value of its variables. A statement is flattened into sequents; it holds if each of them does."""

from .limits import Rejected
from .trees import free, fresh, moved, only


def sequents(statement):
    """The sequents whose conjunction is the statement."""
    kind = statement[0]
    if kind in ("Rel", "Pred"):
        yield ((), statement)
    elif kind == "And":
        for part in statement[1]:
            yield from sequents(part)
    elif kind == "All":
        yield from sequents(statement[2])
    elif kind == "Iff":
        yield from sequents(("Implies", *statement[1:]))
        yield from sequents(("Implies", statement[2], statement[1]))
    else:
        assumed = hypotheses(statement[1])
        if frozenset().union(*map(open_in, assumed)) & quantified(statement[2]):
            raise Rejected("an index is free in a hypothesis and bound in the conclusion")
        for more, conclusion in sequents(statement[2]):
            yield (assumed + more, conclusion)


def quantified(statement):
    """The variables of every "for all" in a statement."""
    kind, within = statement[0], ()
    if kind in ("And", "Implies", "Iff", "All"):
        within = statement[1] if kind == "And" else statement[2:] if kind == "All" else statement[1:]
    return frozenset(statement[1] if kind == "All" else ()).union(*map(quantified, within))


def hypotheses(statement):
    """A statement as an assumption: relations under "and" and "for all"."""
    kind = statement[0]
    if kind == "Rel":
        return (((), statement),)
    if kind == "And":
        return tuple(h for part in statement[1] for h in hypotheses(part))
    if kind == "All":
        return tuple((statement[1] + over, relation) for over, relation in hypotheses(statement[2]))
    raise Rejected(f"a {kind} cannot be assumed")


def open_in(h):
    """The index variables that a hypothesis leaves free."""
    return (free(h[1][2]) | free(h[1][3])) - set(h[0])


def formulas(data):
    """The formulas at the top of a statement."""
    kind = data[0]
    if kind in ("Rel", "Pred"):
        return data[2:] if kind == "Rel" else data[3]
    inside = data[1] if kind == "And" else data[2:] if kind == "All" else data[1:]
    return tuple(f for part in inside for f in formulas(part))


def open_sequent(sequent):
    return frozenset().union(*map(free, formulas(sequent[1])), *map(open_in, sequent[0]))


def moved_relation(r, places):
    return (*r[:-2], moved(r[2], places), moved(r[3], places)) if r[0] == "Rel" else (
        *r[:3], tuple(moved(f, places) for f in r[3]))  # fmt: skip


def moved_sequent(sequent, places):
    """A sequent at other indices; bound variables of hypotheses are kept apart from those that arrive."""
    arriving = {w for i in places.values() for w, _ in i}
    out = []
    for over, relation in sequent[0]:
        new = {v: fresh(v) if v in arriving else v for v in over}
        inside = {**places, **{v: only(w) for v, w in new.items()}}
        out.append((tuple(new[v] for v in over), moved_relation(relation, inside)))
    return (tuple(out), moved_relation(sequent[1], places))
