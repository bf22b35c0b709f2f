r"""The kinds of proof step, and what each establishes.

    Identity   left = right by the normal form, once definitions and equations are opened and known equations added
    Derive     the same, with derivatives carried out
    Sign       an inequality, because its difference equals a formula of manifest sign
    Strict     a difference that is not negative and cannot be zero is positive
    ZeroSet    what holds where a manifestly non-negative formula vanishes
    Induct     rules of the Walsh characters, from Z_2^m to Z_2^(m+1)
    Cases      a relation for all g in G, from g = 0 and from g != 0
    Cite       a textbook fact, from the premises that it needs

Hypotheses travel with the facts: a step's result carries those of everything that it leans on. A fact is used at other
indices in hypotheses and conclusion alike, and is summed only over indices on which its hypotheses do not depend.
"""

from fractions import Fraction
from itertools import permutations, product

from .citations import FACTS, lasting
from .domain import formulas, hypotheses, moved_relation, moved_sequent, open_in, open_sequent
from .normal import Form
from .signs import NONNEGATIVE, POSITIVE, UNKNOWN, Signs, defined, require_real
from .trees import (
    ONE, ZERO, Rejected, difference, fits, free, fresh, negative, only, rebuilt, renamed, single, unfolded, upward, walk,
)  # fmt: skip


class Proof:
    """Reads steps one after another; ``domain.facts`` grows."""

    def __init__(self, domain):
        self.domain, self.own, self.cited = domain, {}, set()

    def read(self, step):
        kind, label = step[:2]
        if label in self.own:
            raise Rejected("its label is taken by an earlier step")
        self.domain.meant(
            formulas(step) + tuple(f for use in _uses(step) for f in (use[2], *(f for _, f in use[4])))
        )
        if (self.domain.group == "recursive") != (kind == "Induct"):
            raise Rejected(
                "recursively defined characters have no rules but what Induct proves, and no others need it"
            )
        sequent = getattr(self, kind.lower())(*step[2:])
        self.own[label] = self.domain.facts[label] = sequent

    def fact(self, label, assumed=()):
        found = dict(assumed).get(label, self.domain.facts.get(label))
        if found is None:
            raise Rejected(f"no fact is called {label}")
        return found

    # -- what a step leans on ---------------------------------------------------------------------------

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
            _apart(more, use[5])
            term = ("Mul", (use[2], difference(*relation[1:])))
            for v in reversed(use[5]):
                term = ("Sum", term, v)
            total = term if total is None else ("Add", (total, term))
            carried += more
        lent = [self.instance(use, assumed) for use in facts]
        _apart((*carried, *(h for s in lent for h in s[0])) if by else (), _bound(by) if by else ())
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
                _apart(hs, variables)
                return (conclusion[2][1], tuple(variables), conclusion[3]), hs
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

    # -- comparisons ------------------------------------------------------------------------------------

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

    # -- one method for each kind -------------------------------------------------------------------------

    def identity(self, relation, context):
        rules, total, carried, _, _ = self.lean(context, relation[2:])
        if not self.equal(*relation[2:], rules, total):
            raise Rejected("the two sides do not have the same normal form")
        return (carried, relation)

    def derive(self, relation, context):
        rules, total, carried, _, _ = self.lean(context, relation[2:])
        if not self.equal(*map(self.domain.differentiated, relation[2:]), rules, total):
            raise Rejected("the two sides do not have the same normal form once derivatives are carried out")
        return (carried, relation)

    def sign(self, relation, by, facts, context):
        rules, total, carried, more, relations = self.lean(context, (*relation[2:], by), by, facts)
        if not self.equal(upward(relation), by, rules, total):
            raise Rejected("the difference and the formula given for it do not have the same normal form")
        needed = POSITIVE if relation[1] in "<>" else NONNEGATIVE
        if Signs(self.domain, relations, rules).sign(by) < needed:
            raise Rejected("the formula given for the difference has no manifest sign")
        return (carried + more, relation)

    def strict(self, relation, weak, absurd):
        (weak_hs, weaker), (hs, conclusion) = self.fact(weak), self.fact(absurd)
        aim = ("Rel", relation[1] + "=", *relation[2:])
        if relation[1] not in "<>" or not self.entails((weak_hs, weaker), (weak_hs, aim)):
            raise Rejected(f"{weak} is not the weak form of the inequality")
        zero = ((), ("Rel", "==", upward(relation), ZERO))
        rest = tuple(h for h in hs if not self.same(h, zero))
        gaps = (
            (difference(*conclusion[2:]), difference(*conclusion[:1:-1]))
            if conclusion[:2] == ("Rel", "==")
            else ()
        )
        if len(rest) == len(hs) or all(Signs(self.domain, [], {}).sign(gap) is not POSITIVE for gap in gaps):
            raise Rejected(f"{absurd} does not lead from a difference of zero to something absurd")
        return (weak_hs + rest, relation)

    def zeroset(self, vanishing, by, conclusion, facts, context):
        given = (*vanishing[2:], *conclusion[2:], by)
        rules, total, carried, more, relations = self.lean(context, given, by, facts)
        left = difference(*vanishing[2:])
        if not self.equal(left, by, rules, total) and not self.equal(negative(left), by, rules, total):
            raise Rejected("what vanishes and the formula given for it do not have the same normal form")
        signs, aim = Signs(self.domain, relations, rules), difference(*conclusion[2:])
        assumed = ((), vanishing)
        _apart((assumed,), _bound(by))
        if signs.sign(by) is not UNKNOWN:
            for a, b in signs.zeros(by):
                found = difference(a, b)
                if any(
                    self.domain.zero(unfolded(gap, rules))
                    for gap in (difference(found, aim), ("Add", (found, aim)))
                ):
                    return ((*carried, *more, assumed), conclusion)
        raise Rejected("the conclusion is not among what holds where the formula vanishes")

    def cases(self, relation, v, zero, other):
        defined(self.domain, relation[2:], ())
        star = (v[0], "G*")
        if v[1] != "G" or star in free(relation[2]) | free(relation[3]):
            raise Rejected("cases are on an index of G whose name no index of G* has")
        for label, i in ((zero, ()), (other, only(star))):
            if not self.entails(self.fact(label), ((), moved_relation(relation, {v: i}))):
                raise Rejected(f"{label} is not the case that it is said to be")
        return ((), relation)

    def cite(self, name, labels, conclusion):
        if name not in FACTS:
            raise Rejected(f"{name} is not in the list of textbook facts")
        premises = tuple(map(self.fact, labels))
        hs = FACTS[name](premises, conclusion, self.domain)
        lasting(conclusion, premises, self.domain)
        defined(self.domain, formulas(conclusion), hs)
        for premise in premises:
            defined(self.domain, formulas(premise[1]), premise[0])
            require_real(self.domain, premise[0])
        self.cited.add(name)
        return (hs, conclusion)

    def induct(self, relation):
        """m = 0, and from m to m + 1 with the rules of the characters at level m, each first bit fixed in all ways."""
        gap, form = difference(*relation[2:]), Form(boolean=True)
        variables = sorted(free(gap))
        for node in walk(gap):
            own = [
                v
                for v in (*free(node), *node[-1:])
                if isinstance(v, tuple) and len(v) == 2 and v[1] in ("G*", "K")
            ]
            plain = node[0] in ("Num", "Add", "Mul", "Neg", "Chi", "Delta", "Sum") or node == ("Sym", "K")
            if (
                own
                or (node[0] == "Sum" and node[2][1] != "G")
                or not plain
                or any(v[1] != "G" for v in free(node))
            ):
                raise Rejected("induction is for K, characters and deltas, with indices of the whole group")
        if not form.is_zero(_one_element(gap)):
            raise Rejected("it fails for the group of one element")
        for bits in product((0, 1), repeat=len(variables)):
            if not form.is_zero(_next(gap, dict(zip(variables, bits)))):
                raise Rejected("it does not pass from m to m + 1")
        return ((), relation)


def _uses(step):
    for field in step[2:]:
        if isinstance(field, tuple) and field and field[0] == "Context":
            yield from field[2]
        elif isinstance(field, tuple) and field and isinstance(field[0], tuple) and field[0][0] == "Use":
            yield from field


def _apart(hs, variables):
    """Rejected if a hypothesis depends on an index that is summed over, or unfolded."""
    if any(open_in(h) & frozenset(variables) for h in hs):
        raise Rejected("a hypothesis depends on an index over which this step sums or unfolds")


def _bound(node):
    return {n[-1] for n in walk(node) if n[0] in ("Sum", "Extremum")}


def _nameless(node, depth=0):
    """The formula with bound variables named by their depth."""
    if node[0] in ("Sum", "Extremum"):
        new = (f"#{depth}", node[-1][1])
        node = (
            *rebuilt(node, lambda p: moved_relation(("Rel", "==", p, ZERO), {node[-1]: only(new)})[2])[:-1],
            new,
        )
        depth += 1
    return rebuilt(node, lambda part: _nameless(part, depth))


def _one_element(node):
    if node[0] in ("Sym", "Chi", "Delta"):
        return ONE
    return _one_element(node[1]) if node[0] == "Sum" else rebuilt(node, _one_element)


def _next(node, bits):
    """The formula at level m + 1, first bits fixed, in terms of level m."""

    def bit(i):
        return sum(c * bits[v] for v, c in i) % 2

    kind = node[0]
    if kind == "Sym":
        return ("Mul", (("Num", Fraction(2)), node))
    if kind == "Chi":
        return negative(node) if bit(node[1]) and bit(node[2]) else node
    if kind == "Delta":
        return node if bit(node[1]) == bit(node[2]) else ZERO
    if kind == "Sum":
        return ("Add", tuple(("Sum", _next(node[1], {**bits, node[2]: b}), node[2]) for b in (0, 1)))
    return rebuilt(node, lambda part: _next(part, bits))
