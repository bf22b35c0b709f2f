r"""The kinds of proof step, and what each establishes.

    Identity   left = right by the normal form, once definitions and equations are opened and known equations added
    Derive     the same, with derivatives carried out
    Sign       an inequality, because its difference equals a formula of manifest sign
    Strict     a difference that is not negative and cannot be zero is positive
    ZeroSet    what holds where a manifestly non-negative formula vanishes
    Induct     rules of the Walsh characters, from Z_2^m to Z_2^(m+1)
    Cases      a relation for all g in G, from g = 0 and from g != 0
    Cite       a textbook fact, from the premises that it needs

Hypotheses travel with the facts: a step's result carries those of everything that it leans on. A fact is used at
other indices in hypotheses and conclusion alike, and is summed only over indices on which its hypotheses do not
depend."""

from fractions import Fraction
from itertools import product

from .citations import FACTS
from .derivatives import differentiated
from .leaning import Leaning, apart, bound_in
from .limits import Rejected
from .normal import Form
from .sequents import formulas, moved_relation
from .signs import NONNEGATIVE, POSITIVE, UNKNOWN, Signs, defined, require_real
from .trees import ONE, ZERO, difference, free, negative, only, rebuilt, unfolded, upward, walk
from .visible import lasting


class Proof(Leaning):
    """Reads steps one after another; ``domain.facts`` grows."""

    def __init__(self, domain):
        self.domain, self.own, self.cited = domain, {}, set()

    def read(self, step):
        kind, label = step[:2]
        if label in self.own:
            raise Rejected("its label is taken by an earlier step")
        self.domain.meant(_said(step))
        if (self.domain.group == "recursive") != (kind == "Induct"):
            raise Rejected(
                "recursively defined characters have no rules but what Induct proves, and no others need it"
            )
        sequent = getattr(self, kind.lower())(*step[2:])
        self.own[label] = self.domain.facts[label] = sequent

    # -- one method for each kind -------------------------------------------------------------------------

    def identity(self, relation, context):
        rules, total, carried, _, _ = self.lean(context, relation[2:])
        if not self.equal(*relation[2:], rules, total):
            raise Rejected("the two sides do not have the same normal form")
        return (carried, relation)

    def derive(self, relation, context):
        rules, total, carried, _, _ = self.lean(context, relation[2:])
        if not self.equal(*(differentiated(self.domain, side) for side in relation[2:]), rules, total):
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
        apart((assumed,), bound_in(by))
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
            plain = node[0] in ("Num", "Add", "Mul", "Neg", "Chi", "Delta", "Sum") or node == ("Sym", "K")
            if (node[0] == "Sum" and node[2][1] != "G") or not plain or any(v[1] != "G" for v in free(node)):
                raise Rejected("induction is for K, characters and deltas, with indices of the whole group")
        if not form.is_zero(_one_element(gap)):
            raise Rejected("it fails for the group of one element")
        for bits in product((0, 1), repeat=len(variables)):
            if not form.is_zero(_next(gap, dict(zip(variables, bits)))):
                raise Rejected("it does not pass from m to m + 1")
        return ((), relation)


def _said(step):
    """Every formula of a step."""
    kind = step[0]
    statements = [step[{"Cite": 4}.get(kind, 2)], *step[4:5]] if kind in ("Cite", "ZeroSet") else [step[2]]
    own, uses = (step[3:4], list(step[-2])) if kind in ("Sign", "ZeroSet") else ((), [])
    if kind in ("Identity", "Derive", "Sign", "ZeroSet"):
        uses += step[-1][2]
        statements += [statement for _, statement in step[-1][3]]
    given = [f for use in uses for f in (use[2], *(value for _, value in use[4]))]
    return [*own, *given, *(f for statement in statements for f in formulas(statement))]


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
