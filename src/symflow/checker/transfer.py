"""When a fact that was proved on one domain means the same, and holds, on another."""

from .sequents import formulas
from .trees import walk

COVERED = {None: (None,), "abelian": ("abelian", None), "cyclic": ("cyclic", "abelian", None),
           "boolean": ("boolean", "abelian", None), "recursive": ("recursive", None)}  # fmt: skip
SIGNS = ("real", "nonnegative", "positive")


def transferable(sequent, there, here):
    """Whether a sequent proved on one domain means the same, and holds, on another."""
    if (
        there.group not in COVERED[here.group]
        or there.least > here.least
        or there.order not in (None, here.order)
    ):
        return False
    if any(h not in here.hypotheses for h in there.hypotheses):
        return False
    if sequent[1][0] == "Pred":  # solutions live in the whole domain
        return there.said == here.said
    said = (*formulas(sequent[1]), *(f for h in sequent[0] for f in formulas(h[1])))
    said += tuple(f for _, statement in there.hypotheses for f in formulas(statement))
    seen = set()
    return all(_means_the_same(f, there, here, seen) for f in said)


def _means_the_same(node, there, here, seen):
    for part in walk(node):
        if part[0] == "Ddt":
            mine, theirs = here.stated_flows.get(part[2]), there.stated_flows.get(part[2])
            if mine is None or mine != theirs:
                return False
            for name, rate in mine.items():
                if not _is_the_same(name, there, here, seen) or not _means_the_same(
                    rate[3], there, here, seen
                ):
                    return False
        if part[0] == "Atom" and not _is_the_same(part[1], there, here, seen):
            return False
    return True


def _is_the_same(name, there, here, seen):
    if name in seen:
        return True
    seen.add(name)
    a, b = here.variables.get(name), there.variables.get(name)
    if a and b:
        same = (a[:3], a[4], a[6]) == (b[:3], b[4], b[6])
        at_zero = a[5] == b[5] or (a[5] and b[3] != "positive")  # x_0 = 0 is no positive x_0
        return same and SIGNS.index(a[3]) >= SIGNS.index(b[3]) and at_zero
    if (
        a is None and b is not None
    ):  # a free real number that is not known here: to be replaced where it is used
        return name not in here.stated and b == ("Variable", name, (), "real", False, False, False)
    mine = here.stated.get(name)
    return a is None and mine is not None and mine == there.stated.get(name) and _means_the_same(
        mine[3], there, here, seen)  # fmt: skip
