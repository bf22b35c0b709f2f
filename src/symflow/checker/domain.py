r"""Where a claim is made: its quantities, what is declared of them, and the facts known there."""

from fractions import Fraction
from itertools import product

from .limits import Budget, Rejected
from .normal import Form
from .sequents import formulas, sequents
from .trees import (
    ONE,
    ZERO,
    conjugate,
    difference,
    fits,
    free,
    grouped,
    minus,
    moved,
    negative,
    only,
    parts,
    rebuilt,
    renamed,
    unfolded,
    walk,
)

PARAMETERS = ("K", "N", "n", "d")


class Domain:
    """Quantities, definitions, flows and hypotheses; ``facts`` are the sequents known so far, by label."""

    def __init__(self, said):
        model, self.group, self.order, self.least, self.hypotheses = self.said = said
        _, variables, definitions, flows = model
        self.variables = {v[1]: v for v in variables}
        self.stated = {d[1]: d for d in definitions}
        self.stated_flows = {f[1]: {rate[1]: rate for rate in f[2]} for f in flows}
        # what is opened has bound variables that no formula of a file can name
        self.definitions = {name: (*d[:3], renamed(d[3]), d[4]) for name, d in self.stated.items()}
        self.flows = {
            flow: {name: (*r[:3], renamed(r[3]), r[4]) for name, r in rates.items()}
            for flow, rates in self.stated_flows.items()
        }
        names = [v[1] for v in variables] + [d[1] for d in definitions]
        if len({*names, *PARAMETERS, "t"}) < len(names) + 5 or len(self.flows) < len(flows):
            raise Rejected("two quantities or flows have one name")
        if self.least < 2 - 2 * (self.group == "recursive") or (
            self.order is not None and self.order < self.least
        ):
            raise Rejected("K starts at 2 or later")
        orders = {"boolean": (2, 4, 8, 16, 32, 64), "cyclic": (self.least,)}
        if self.order is not None and self.order not in orders.get(self.group, ()):
            raise Rejected("a fixed order is that of a Boolean group, or the least of a cyclic one")
        self.written_out = self.order if self.group == "boolean" else None
        self.even = {v[1] for v in variables if v[4]} | {d[1] for d in definitions if d[4]}
        self.vanishing, self.hermitian = ({v[1] for v in variables if v[n]} for n in (5, 6))
        positive = {*PARAMETERS, *(v[1] for v in variables if v[3] == "positive")}
        self.form = Form(self.even, self.vanishing, positive, self.hermitian, self.group == "boolean")
        self.rules = {name: [(d[2], d[3])] for name, d in self.definitions.items()}
        self.facts = {}
        if self.order is not None and self.group == "cyclic":
            self.facts["order"] = ((), ("Rel", "==", ("Sym", "K"), ("Num", Fraction(self.order))))
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
        self.meant([f for _, statement in self.hypotheses for f in formulas(statement)])
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
                left, right = ([v[1] for v, _ in i] for i in node[1:])
                if left != right:
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
        if self.written_out is None:
            return self.form.is_zero(node) or (self.order is not None and self.form.is_zero(self.sized(node)))
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
            Budget.spend()
            yield dict(zip(ordered, values))

    def sized(self, node):
        """The formula with the numbers for K and N = K - 1, where K = order."""
        if node[0] == "Sym" and node[1] in ("K", "N"):
            return ("Num", Fraction(self.order - (node[1] == "N")))
        return rebuilt(node, self.sized)

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
        if kind == "Partial":
            return (kind, self.concrete(node[1], env), self.concrete(node[2], env))
        return rebuilt(node, lambda part: self.concrete(part, env))


def _at_group(d, change):
    """The formula of a definition with its group indices changed."""
    return moved(d[3], {v: change(only(v)) for v in d[2] if grouped(v)})
