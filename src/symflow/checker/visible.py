"""What can be seen of a formula without proof: that it is continuous, smooth, positive, at rest."""

from .limits import Rejected
from .sequents import formulas
from .trees import parts

T = ("Sym", "t")


def need(condition, what):
    if not condition:
        raise Rejected(what)


def inside(node, domain):
    """The parts of a formula; of a defined quantity, its formula."""
    if node[0] == "Atom" and node[1] in domain.definitions:
        return (domain.definitions[node[1]][3],)
    return parts(node)


def moves(node, domain, moving, stop=()):
    """Whether a formula depends on the time or on what moves, other than through ``stop``; a derivative does."""
    if node == T or node[0] == "Ddt":
        return True
    if node[0] == "Atom":
        return node[1] not in stop and (
            node[1] in moving or any(moves(p, domain, moving, stop) for p in inside(node, domain)))  # fmt: skip
    return any(moves(p, domain, moving, stop) for p in parts(node))


def rests(node, domain, flow):
    return not moves(node, domain, set(domain.flow(flow)))


def regular(node, domain, unknown, least, log):
    """Sums, products, exp and tanh of such, powers >= least, quotients (and logs) of visibly positive formulas."""
    kind = node[0]
    if kind == "Pow":
        good = node[2].denominator == 1 and (node[2] >= least or visibly_positive(node[1]))
        return good and regular(node[1], domain, unknown, least, log)
    if kind == "Fun":
        good = node[1] in ("exp", "tanh") or (log and node[1] == "log" and visibly_positive(node[2]))
        return good and regular(node[2], domain, unknown, least, log)
    if kind in ("Extremum", "Ddt", "Partial", "SignAtom"):
        return False
    within = () if kind == "Atom" and node[1] in unknown else inside(node, domain)
    return all(regular(p, domain, unknown, least, log) for p in within)


def continuous(node, domain):
    return regular(node, domain, (), 1, False)


def visibly_positive(node):
    """A sum of products of exponentials, positive numbers and sizes."""
    if node[0] in ("Num", "Sym"):
        return node[1] in ("K", "N", "n", "d") if node[0] == "Sym" else node[1] > 0
    if node[0] == "Fun":
        return node[1] == "exp"
    return node[0] in ("Add", "Mul", "Sum") and all(map(visibly_positive, parts(node)))


def plain(node, domain):
    """Neither the time nor a derivative, a maximum or a minimum, definitions opened."""
    return node[0] not in ("Extremum", "Ddt", "Partial") and node != T and all(
        plain(p, domain) for p in inside(node, domain))  # fmt: skip


def lasting(conclusion, premises, domain):
    """A fact about more than one time needs domain hypotheses that last along its flow."""
    flow = conclusion[2] if conclusion[0] == "Pred" else None
    if flow is None and len(premises) == 1 and conclusion[2][0] != "Ddt":
        given = premises[0][1]
        flow = given[2][2] if given[0] == "Rel" and given[2][0] == "Ddt" else None
    if flow is not None:
        said = [f for _, statement in domain.hypotheses for f in formulas(statement)]
        need(
            all(rests(f, domain, flow) for f in said),
            "a hypothesis of the domain is about a quantity that moves",
        )
