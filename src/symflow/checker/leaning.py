r"""What a step leans on: definitions and equations to unfold, facts at other indices and numbers, assumptions."""

from itertools import permutations, product

from .comparing import Comparing
from .limits import Budget, Rejected
from .sequents import formulas, hypotheses, moved_relation, moved_sequent, open_in, open_sequent
from .signs import NONNEGATIVE, POSITIVE, UNKNOWN, Signs, defined
from .trees import ONE, difference, fits, free, fresh, only, rebuilt, renamed, single, walk


class Leaning(Comparing):
    """Facts of ``domain``, as a step uses them."""

    def fact(self, label, assumed=()):
        found = dict(assumed).get(label, self.domain.facts.get(label))
        if found is None:
            raise Rejected(f"no fact is called {label}")
        return found

    def lean(self, context, given, by=None, facts=()):
        """The rules to unfold, the sum of the equations to add, the hypotheses to carry, the relations of ``facts``."""
        _, unfold, using, assume = context
        assumed = {}
        for label, statement in assume:
            for n, h in enumerate(hypotheses(statement)):
                name = f"{label}.{n}" if n else label
                if name in self.domain.facts or name in assumed:
                    raise Rejected(f"the assumption {name} has the name of another fact")
                assumed[name] = ((h,), h[1])
        hs = tuple(h for sequent in assumed.values() for h in sequent[0])
        defined(self.domain, given, hs)
        for use in (*using, *facts):
            defined(self.domain, (use[2], *(f for _, f in use[4])), hs, frozenset(use[5]))
        rules, carried, total = {}, list(hs), None
        for name in unfold:
            rule, more = self._rule(name, assumed)
            rules.setdefault(rule[0], []).append(rule[1:])
            carried += more
        for use in using:
            more, (kind, *relation) = self.instance(use, assumed)
            if kind != "Rel" or relation[0] != "==":
                raise Rejected(f"{use[1]} is not an equation, so it cannot be added")
            apart(more, use[5])
            term = ("Mul", (use[2], difference(*relation[1:])))
            for v in reversed(use[5]):
                term = ("Sum", term, v)
            total = term if total is None else ("Add", (total, term))
            carried += more
        if any(use[2] != ONE or use[5] for use in facts):
            raise Rejected("a fact that lends its sign is neither multiplied nor summed")
        lent = [self.instance(use, assumed) for use in facts]
        apart((*carried, *(h for s in lent for h in s[0])) if by else (), bound_in(by) if by else ())
        relations = [s[1] for s in lent if s[1][0] == "Rel"]
        return rules, total, tuple(carried), tuple(h for s in lent for h in s[0]), relations

    def _rule(self, name, assumed):
        if name in self.domain.definitions:
            d = self.domain.definitions[name]
            return (name, d[2], d[3]), ()
        hs, conclusion = self.fact(name, assumed)
        if conclusion[:2] == ("Rel", "==") and conclusion[2][0] == "Atom":
            variables = [single(i) for i in conclusion[2][2]]
            if (
                None not in variables
                and len(set(variables)) == len(variables)
                and free(conclusion[3]) <= set(variables)
            ):
                apart(hs, variables)
                return (conclusion[2][1], tuple(variables), renamed(conclusion[3])), hs
        raise Rejected(f"{name} is not of the form atom = formula, so it cannot be unfolded")

    def instance(self, use, assumed):
        """A fact at other indices and numbers, without the hypotheses that further facts supply."""
        _, label, _, places, lets, _, given = use
        sequent = self.fact(label, assumed)
        if not all(fits(v, i) for v, i in places):
            raise Rejected(f"{label}: an index does not range over the set of the one it stands for")
        sequent = moved_sequent(sequent, dict(places))
        if lets:
            sequent = self._at_numbers(label, sequent, dict(lets))
        hs = list(sequent[0])
        for name in given:
            other = self.fact(name, assumed)
            met = [h for h in hs if self._supplies(other, h)]
            if not met:
                raise Rejected(f"{name} supplies no hypothesis of {label}")
            hs = [h for h in hs if h not in met]
            hs += [h for h in other[0] if h not in hs]
        return (tuple(hs), sequent[1])

    def _supplies(self, other, h):
        tied = frozenset().union(*map(open_in, other[0]))
        loose = sorted(open_sequent(other) - tied)
        for n in range(min(len(loose), len(h[0])) + 1):
            for mine, bound in product(permutations(loose, n), permutations(h[0], n)):
                Budget.spend()
                places = {v: only(b) for v, b in zip(mine, bound)}
                good = all(fits(v, i) for v, i in places.items()) and not tied & frozenset(h[0])
                if good and self.entails(moved_sequent(other, places), (other[0], h[1])):
                    return True
        return False

    def _at_numbers(self, label, sequent, values):
        """A fact at formulas in place of free real numbers."""
        domain = self.domain
        if sequent[1][0] == "Pred":
            raise Rejected(f"{label} is about solutions; its numbers cannot be replaced")
        known = [s[1] for s in domain.facts.values() if not s[0] and s[1][0] == "Rel"]
        for name, value in values.items():
            v = domain.variables.get(name)
            said = [f for _, statement in domain.hypotheses for f in formulas(statement)]
            if name in domain.definitions or (v and v[2]) or any(self._depends(f, {name}) for f in said):
                raise Rejected(f"{label}: {name} is not a free number here")
            needed = {"real": UNKNOWN, "nonnegative": NONNEGATIVE, "positive": POSITIVE}[
                v[3] if v else "real"
            ]
            if not domain.real(value) or Signs(domain, known, domain.rules).symbolic(value) < needed:
                raise Rejected(f"{label}: the value for {name} is not manifestly as declared")

        def at(relation):
            arriving = frozenset().union(*map(free, values.values()))
            relation = moved_relation(relation, {})
            return (*relation[:2], *(replaced(renamed(side, arriving)) for side in relation[2:]))

        def replaced(node):
            if node[0] == "Atom" and node[1] in values and not node[2]:
                return values[node[1]]
            if node[0] in ("Ddt", "Partial") or (node[0] == "Atom" and node[1] in domain.definitions):
                if self._depends(node, set(values)):
                    raise Rejected(f"{label}: a derivative or definition depends on a number to be replaced")
                return node
            return rebuilt(node, replaced)

        hs = []
        for over, relation in sequent[0]:
            new = [fresh(v) for v in over]
            hs.append((tuple(new), at(moved_relation(relation, {v: only(w) for v, w in zip(over, new)}))))
        return (tuple(hs), at(sequent[1]))

    def _depends(self, node, names):
        return bool(names & self.domain.mentions(node)) or any(
            self._depends(self.domain.definitions[n][3], names) for n in self.domain.mentions(node)
            if n in self.domain.definitions)  # fmt: skip


def apart(hs, variables):
    """Rejected if a hypothesis depends on an index that is summed over, or unfolded."""
    if any(open_in(h) & frozenset(variables) for h in hs):
        raise Rejected("a hypothesis depends on an index over which this step sums or unfolds")


def bound_in(node):
    return {n[-1] for n in walk(node) if n[0] in ("Sum", "Extremum")}
