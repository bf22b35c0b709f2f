r"""Where a claim is made: its quantities, what is declared of them, and the facts known there.

A sequent is (hypotheses, conclusion), universal in whatever index is free; a hypothesis is (variables, relation), assumed
for every value of its variables. A statement is flattened into sequents; the claim holds if each of them does.
"""

from fractions import Fraction
from itertools import product

from .normal import Form
from .trees import (
    ONE, ZERO, Rejected, conjugate, difference, expansion, fits, free, fresh, grouped, index, minus, moved,
    negative, only, parts, rebuilt, renamed, times, unfolded, walk,
)  # fmt: skip

PARAMETERS = ("K", "N", "n", "d")


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
    """The formulas at the top of a relation or predicate, a hypothesis, a statement or a sequence of these."""
    if data and data[0] == "Rel":
        return data[2:]
    if data and data[0] == "Pred":
        return data[3]
    if data and data[0] in ("And", "All", "Implies", "Iff"):
        data = data[1] if data[0] == "And" else data[2:] if data[0] == "All" else data[1:]
    return tuple(f for part in data if isinstance(part, tuple) for f in formulas(part))


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


class Domain:
    """Quantities, definitions, flows and hypotheses; ``facts`` are the sequents known so far, by label."""

    def __init__(self, said):
        model, self.group, self.order, self.least, self.hypotheses = self.said = said
        _, variables, definitions, flows = model
        self.variables = {v[1]: v for v in variables}
        self.definitions = {d[1]: d for d in definitions}
        self.flows = {f[1]: {rate[1]: rate for rate in f[2]} for f in flows}
        names = [v[1] for v in variables] + [d[1] for d in definitions]
        if len({*names, *PARAMETERS, "t"}) < len(names) + 5 or len(self.flows) < len(flows):
            raise Rejected("two quantities or flows have one name")
        if self.least < 2 - 2 * (self.group == "recursive") or (self.order or self.least) < self.least:
            raise Rejected("K starts at 2 or later")
        if self.order and (self.group != "boolean" or self.order & (self.order - 1) or self.order > 64):
            raise Rejected("a fixed order is a power of 2 up to 64, of a Boolean group")
        self.even = {v[1] for v in variables if v[4]} | {d[1] for d in definitions if d[4]}
        self.vanishing, self.hermitian = ({v[1] for v in variables if v[n]} for n in (5, 6))
        positive = {*PARAMETERS, *(v[1] for v in variables if v[3] == "positive")}
        self.form = Form(self.even, self.vanishing, positive, self.hermitian, self.group == "boolean")
        self.rules = {d[1]: [(d[2], d[3])] for d in definitions}
        self.facts = {}
        self._check(flows)
        for label, statement in self.hypotheses:
            for n, sequent in enumerate(sequents(statement)):
                self.facts[f"{label}.{n}" if n else label] = sequent

    # -- what makes sense -----------------------------------------------------------------------------

    def _check(self, flows):
        for _, name, spaces, _, even, vanishing, hermitian in self.variables.values():
            groups = sum(s[3] for s in spaces)
            if (even or vanishing or hermitian) and groups != 1:
                raise Rejected(f"{name}: even, vanishing and hermitian need exactly one index of the group")
            if hermitian and self.variables[name][3] != "real":
                raise Rejected(f"{name}: a complex quantity has no sign")
        for d in self.definitions.values():
            self._closed(d)
            if d[4] and sum(map(grouped, d[2])) != 1:
                raise Rejected(f"{d[1]}: even needs exactly one index of the group")
            self._refuse_circle(d[1], ())
        for _, name, rates, _ in flows:
            if len(self.flows[name]) < len(rates):
                raise Rejected(f"flow {name}: a quantity is moved twice")
            for rate in rates:
                self._closed(rate)
                v = self.variables.get(rate[1])
                if v is None or [s[1] for s in v[2]] != [i[1] for i in rate[2]] or rate[4]:
                    raise Rejected(f"flow {name}: {rate[1]} is not a variable at its own indices")
        if self.group == "recursive":
            return
        for d in self.definitions.values():
            if not self._same(conjugate(d[3], self.hermitian), d[3]):
                raise Rejected(f"definition of {d[1]}: not real")
            if d[4] and not self._same(_at_group(d, minus), d[3]):
                raise Rejected(f"definition of {d[1]}: declared even, but it is not")
        for rates in self.flows.values():
            for name, rate in rates.items():
                mirrored = _at_group(rate, minus)
                wanted = mirrored if name in self.hermitian else rate[3]
                good = self._same(conjugate(rate[3], self.hermitian), wanted)
                good = good and (name not in self.even or self._same(rate[3], mirrored))
                if not good or (
                    name in self.vanishing and not self._same(_at_group(rate, lambda i: ()), ZERO)
                ):
                    raise Rejected(f"the rate of {name} does not keep what is declared of {name}")

    def _closed(self, d):
        self.meant((d[3],))
        if len(set(d[2])) < len(d[2]) or free(d[3]) - set(d[2]):
            raise Rejected(f"{d[1]}: the formula depends on an index that it does not have")

    def _same(self, a, b):
        gap = difference(a, b)
        return self.form.is_zero(gap) or self.form.is_zero(unfolded(gap, self.rules))

    def _refuse_circle(self, name, path):
        if name in path:
            raise Rejected(f"the definition of {name} leads back to itself")
        if name in self.definitions:
            for other in self.mentions(self.definitions[name][3]):
                self._refuse_circle(other, (*path, name))

    def mentions(self, node, flows=()):
        """The quantities that a formula needs, the rates of its flows included."""
        out = set()
        for part in walk(node):
            out |= {part[1]} if part[0] == "Atom" else set()
            if part[0] == "Ddt" and part[2] not in flows:
                for rate in self.flow(part[2]).values():
                    out |= self.mentions(rate[3], (*flows, part[2]))
        return out

    def meant(self, data):
        """Rejected unless formulas use quantities, indices and flows as they are declared."""
        for node in (n for f in data for n in walk(f)):
            kind = node[0]
            own = node[-1:] if kind in ("Sum", "Extremum") else () if parts(node) else tuple(free(node))
            if self.group is None and any(map(grouped, own)):
                raise Rejected("this domain has no group")
            if kind == "Atom":
                places = self.places(node[1])
                if len(places) != len(node[2]) or not all(map(fits, places, node[2])):
                    raise Rejected(f"{node[1]} is used at other indices than declared")
            elif kind == "Ddt":
                self.flow(node[2])
            elif kind == "Chi" and not (self.group and all(grouped(v) for i in node[1:] for v, _ in i)):
                raise Rejected("characters need a group")
            elif kind == "Delta" and not all(grouped(v) for i in node[1:] for v, _ in i):
                if [v[1] for v, _ in node[1]] != [v[1] for v, _ in node[2]]:
                    raise Rejected("a delta compares indices of the same set")

    def places(self, name):
        """Index variables that run through the declared places of a quantity."""
        if name in self.definitions:
            return self.definitions[name][2]
        if name not in self.variables:
            raise Rejected(f"{name} is not declared")
        return tuple((f"i{n}", s[1]) for n, s in enumerate(self.variables[name][2]))

    def flow(self, name):
        if name not in self.flows:
            raise Rejected(f"there is no flow {name}")
        return self.flows[name]

    def sign(self, name):
        """The declared sign of a parameter or variable."""
        return (
            "positive"
            if name in PARAMETERS
            else self.variables[name][3]
            if name in self.variables
            else "real"
        )

    # -- questions ------------------------------------------------------------------------------------

    def zero(self, node):
        """Whether a formula is identically 0 on the domain."""
        if self.order is None:
            return self.form.is_zero(node)
        return all(self.form.is_zero(self.concrete(node, env)) for env in self.assignments(free(node)))

    def real(self, node):
        return self.zero(difference(conjugate(node, self.hermitian), node))

    def equal(self, a, b):
        return self.zero(difference(a, b))

    def assignments(self, variables):
        """Every choice of group elements for index variables, at a fixed order."""
        ordered = sorted(variables)
        if not all(map(grouped, ordered)):
            raise Rejected("only the group has a fixed size here")
        for values in product(*(range(v[1] == "G*", self.order) for v in ordered)):
            yield dict(zip(ordered, values))

    def concrete(self, node, env):
        """The formula at K = order: sums written out, characters as numbers, x_3 a quantity of its own."""

        def at(i):
            out = 0
            for v, c in i:
                out ^= env[v] * (c % 2)
            return out

        kind = node[0]
        if kind == "Sym" and node[1] in ("K", "N"):
            return ("Num", Fraction(self.order - (node[1] == "N")))
        if kind == "Atom":
            return (kind, node[1] + "".join(f"[{at(i)}]" for i in node[2]), ())
        if kind == "Delta":
            return ONE if at(node[1]) == at(node[2]) else ZERO
        if kind == "Chi":
            return negative(ONE) if (at(node[1]) & at(node[2])).bit_count() % 2 else ONE
        if kind in ("Sum", "Extremum"):
            entries = tuple(self.concrete(node[-2], {**env, **e}) for e in self.assignments({node[-1]}))
            return ("Add", entries) if kind == "Sum" else ("Atom", f"{node[1]}:{entries!r}", ())
        return rebuilt(node, lambda part: self.concrete(part, env))

    # -- derivatives ----------------------------------------------------------------------------------

    def differentiated(self, node, kinks=False):
        """The formula with every kept derivative carried out by the chain rule, inner ones first.

        ``kinks``: an extremum becomes ("Kink", kind, body, its rate, v), which has a value at a point only.
        """
        out = rebuilt(node, lambda part: self.differentiated(part, kinks))
        if out[0] not in ("Ddt", "Partial"):
            return out
        if out[0] == "Ddt":
            rates = self.flow(out[2])

            def rule(x):
                if x[0] == "Sym":
                    return ONE if x[1] == "t" else ZERO
                return self._at(rates[x[1]], x[2]) if x[1] in rates else self._inside(x, rule)
        else:
            if any(n[-1] in free(out[2]) for n in walk(out[1]) if n[0] in ("Sum", "Extremum")):
                raise Rejected("a derivative by an entry whose index is also bound in the formula")

            def rule(x):
                if x[0] == "Sym" or x[1] != out[2][1]:
                    return ZERO if x[0] == "Sym" else self._inside(x, rule, free(out[2]))
                whole = ONE
                for i, j in zip(x[2], out[2][2]):
                    whole = times(whole, ("Delta", i, j))
                return whole

        self.kinks = kinks
        return self.differentiated(self._chain(out[1], rule), kinks)

    def _inside(self, x, rule, taken=()):
        """The derivative of a defined quantity; the indices of the entry differentiated by stay free in its formula."""
        if x[1] not in self.definitions:
            return ZERO
        return self._chain(renamed(self._at(self.definitions[x[1]], x[2]), taken), rule)

    @staticmethod
    def _at(definition, indices):
        return moved(definition[3], dict(zip(definition[2], indices)))

    def _chain(self, node, rule):
        kind = node[0]
        if kind in ("Num", "Delta", "Chi"):
            return ZERO
        if kind in ("Sym", "Atom"):
            return rule(node)
        if kind == "Pow":
            slope = times(("Num", node[2]), ("Pow", node[1], node[2] - 1))
            return times(slope, self._chain(node[1], rule))
        if kind == "Fun":
            f, x = node[1:]
            inverse = ("Pow", x, Fraction(-1))
            slope = {"exp": node, "log": inverse, "ei": ("Mul", (("Fun", "exp", x), inverse)),
                     "tanh": difference(ONE, ("Pow", node, Fraction(2)))}[f]  # fmt: skip
            return times(slope, self._chain(x, rule))
        if kind == "Mul":
            terms = []
            for n, part in enumerate(node[1]):
                term = self._chain(part, rule)
                for m, other in enumerate(node[1]):
                    term = times(term, other) if m != n else term
                terms.append(term)
        elif kind == "Add":
            terms = [self._chain(part, rule) for part in node[1]]
        elif kind == "SignAtom" and node[1] != "modulus":
            return self._chain(expansion(node[1], node[2], self.hermitian), rule)
        elif kind in ("Neg", "Sum"):
            part = self._chain(node[1], rule)
            return part if part == ZERO else (kind, part, *node[2:])
        elif kind == "Extremum" and self.kinks:
            return ("Kink", node[1], node[2], self._chain(node[2], rule), node[3])
        else:
            raise Rejected(f"{kind} cannot be differentiated")
        kept = tuple(t for t in terms if t != ZERO)
        return ("Add", kept) if kept else ZERO


def _at_group(d, change):
    """The formula of a definition with its group indices changed."""
    return moved(d[3], {v: change(only(v)) for v in d[2] if grouped(v)})


# -- facts of other claims ----------------------------------------------------------------------------

COVERED = {None: (None,), "abelian": ("abelian", None), "boolean": ("boolean", "abelian", None),
           "recursive": ("recursive", None)}  # fmt: skip
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
            mine, theirs = here.flows.get(part[2]), there.flows.get(part[2])
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
        return same and SIGNS.index(a[3]) >= SIGNS.index(b[3]) and a[5] >= b[5]
    if (
        a is None and b is not None
    ):  # a free real number that is not known here: to be replaced where it is used
        return name not in here.definitions and b == ("Variable", name, (), "real", False, False, False)
    mine = here.definitions.get(name)
    return a is None and mine is not None and mine == there.definitions.get(name) and _means_the_same(
        mine[3], there, here, seen)  # fmt: skip
