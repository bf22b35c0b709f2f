r"""When a known fact is what is wanted: equal formulas, a comparison as strong, no further hypothesis."""

from .sequents import moved_relation, moved_sequent, open_sequent
from .trees import difference, fits, fresh, moved, only, rebuilt, unfolded, upward


class Comparing:
    """Comparisons in ``domain``."""

    def equal(self, a, b, rules=(), total=None):
        gap = difference(a, b) if total is None else difference(difference(a, b), total)
        return self.domain.zero(unfolded(gap, dict(rules)))

    def entails(self, fact, goal):
        """Whether a fact is what a goal says: as strong, with no hypothesis that the goal lacks, at the same names."""
        wanted = {v[0]: v for v in open_sequent(goal)}
        places = {v: only(wanted[v[0]]) for v in open_sequent(fact) if v[0] in wanted and wanted[v[0]] != v}
        hs, mine = moved_sequent(fact, {v: i for v, i in places.items() if fits(v, i)})
        theirs = goal[1]
        if "Pred" in (
            mine[0],
            theirs[0],
        ):  # about all times: the same trees, up to the names of bound indices
            same = mine[:3] == theirs[:3] and tuple(map(_nameless, mine[-1])) == tuple(
                map(_nameless, theirs[-1])
            )
        else:
            same = self._implies(mine, theirs)
        return same and all(any(self.same(h, g) for g in goal[0]) for h in hs)

    def _implies(self, mine, theirs):
        if mine[1] == "==":
            same = self._same_equation(difference(*mine[2:]), difference(*theirs[2:]))
            return theirs[1] not in "<>" and same
        strong = theirs[1] != "==" and (mine[1] in "<>" or theirs[1] not in "<>")
        return strong and self.domain.equal(upward(mine), upward(theirs))

    def _same_equation(self, a, b):
        return self.domain.equal(a, b) or self.domain.zero(("Add", (a, b)))

    def same(self, h, g):
        """Whether two hypotheses assume the same."""
        if h[1][1] != g[1][1] or [v[1] for v in h[0]] != [v[1] for v in g[0]]:
            return False
        common = [only(fresh(v)) for v in h[0]]
        a, b = (difference(*moved_relation(r, dict(zip(over, common)))[2:]) for over, r in (h, g))
        return self._same_equation(a, b) if h[1][1] == "==" else self.domain.equal(a, b)


def _nameless(node, depth=0):
    """The formula with bound variables named by their depth."""
    if node[0] in ("Sum", "Extremum"):
        new = (f"#{depth}", node[-1][1])
        node = (
            *rebuilt(node, lambda part: moved(part, {node[-1]: only(new)}))[:-1],
            new,
        )
        depth += 1
    return rebuilt(node, lambda part: _nameless(part, depth))
