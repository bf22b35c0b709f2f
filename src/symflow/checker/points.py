r"""Claims at a point: values of all quantities at one K, n, d, over Z_2^m, over Z_K or without a group.

A claim is universal, so one point where its hypotheses hold and a conclusion fails refutes it. Formulas are
evaluated exactly while they are rational, then in intervals; a sign that an interval does not show decides
nothing."""

from fractions import Fraction
from itertools import product
from math import prod

from .derivatives import differentiated
from .domain import Domain
from .intervals import Intervals, Unsure
from .limits import Budget, Incomplete, Rejected
from .sequents import hypotheses, open_in, open_sequent, sequents
from .trees import SIZE, grouped
from .turning import Turning

PRECISIONS = (128, 512, 2048)
LARGEST_K = 1024
ALLOWED = {"==": (0,), "<=": (-1, 0), ">=": (0, 1), "<": (-1,), ">": (1,)}


SCHEMES = {None: ("none",), "abelian": ("walsh", "cyclic"), "cyclic": ("cyclic",)}  # else Walsh


class Point(Turning):
    """Formulas of a domain at an instance ("Instance", scheme, K, values, n, d, indices)."""

    def __init__(self, domain, instance, bits, box=None):
        _, self.scheme, self.K, values, n, d, _ = instance
        self.domain, self.numbers = domain, Intervals(bits)
        self.sizes = {"K": self.K, "N": self.K - 1, "n": n, "d": d}
        if (
            not max(1, domain.least) <= self.K <= LARGEST_K
            or min(n, d) < 1
            or domain.order not in (None, self.K)
        ):
            raise Rejected(f"K = {self.K}, n = {n}, d = {d} is not in the domain")
        self.cyclic, fits = self.scheme == "cyclic", SCHEMES.get(domain.group, ("walsh",))
        if (
            self.scheme not in fits
            or 2 * self.cyclic > self.K
            or (self.scheme == "walsh" and self.K & (self.K - 1))
        ):
            raise Rejected(f"the scheme {self.scheme} at K = {self.K} is not in the domain")
        given = dict(values)
        if len(given) < len(values) or set(given) != set(domain.variables):
            raise Rejected("a point gives each variable once")
        self.entries = {**given, **(box or {})}
        self.memo, self.trees = {}, {}
        for name, v in domain.variables.items():
            self._check(v, given[name])

    def _check(self, v, entries):
        ranges = [range(s[1] == "G*", self.K if s[3] else self.sizes[s[2]]) for s in v[2]]
        if prod(map(len, ranges)) != len(entries):
            raise Rejected(f"{v[1]} has {prod(map(len, ranges))} entries")
        group = next((n for n, s in enumerate(v[2]) if s[3]), None)
        if self.cyclic and v[6]:
            raise Incomplete(f"{v[1]} is complex at a point of the cyclic scheme")
        if self.cyclic and v[4]:  # x_-g = x_g; over Z_2^m -g is g
            at = dict(zip(product(*ranges), entries))
            if any(at[(*p[:group], -p[group] % self.K, *p[group + 1 :])] != at[p] for p in at):
                raise Rejected(f"{v[1]} is not even at the point")
        for place, entry in zip(product(*ranges), entries):
            at_zero = v[5] and place[group] == 0
            if (at_zero and entry) or (v[3] == "nonnegative" and entry < 0):
                raise Rejected(f"{v[1]} is not as declared at the point")
            if v[3] == "positive" and entry <= 0 and not at_zero:
                raise Rejected(f"{v[1]} is not positive at the point")

    def elements(self, v):
        return range(v[1] == "G*", self.K if grouped(v) else self.sizes[SIZE[v[1]]])

    def at(self, i, env):
        if len(i) == 1 and i[0][1] == 1:
            return env[i[0][0]]
        if self.cyclic:
            return sum(env[v] * c for v, c in i) % self.K
        out = 0
        for v, c in i:
            out ^= env[v] * (c % 2)
        return out

    def carried_out(self, node):
        """The formula with its derivative carried out."""
        if node not in self.trees:
            self.trees[node] = differentiated(self.domain, node, kinks=True)
        return self.trees[node]

    def value(self, node, env):
        """The value of a formula: a Fraction or an interval."""
        Budget.spend()
        kind, numbers = node[0], self.numbers
        if self.cyclic and self.turns(node):
            return self.real_value(node, env)
        if kind == "Num":
            return node[1]
        if kind == "Sym":
            if node[1] not in self.sizes:
                raise Incomplete("the time has no value at a point")
            return Fraction(self.sizes[node[1]])
        if kind == "Delta":
            return Fraction(self.at(node[1], env) == self.at(node[2], env))
        if kind == "Chi":
            return Fraction((-1) ** (self.at(node[1], env) & self.at(node[2], env)).bit_count())
        if kind == "Atom":
            return self._atom(node[1], tuple(self.at(i, env) for i in node[2]))
        if kind in ("Ddt", "Partial"):
            return self.value(self.carried_out(node), env)
        if kind in ("Sum", "Extremum", "Kink"):
            return self._over(node, env)
        if kind == "Neg":
            return numbers.mul(Fraction(-1), self.value(node[1], env))
        if kind == "Pow":
            return numbers.power(self.value(node[1], env), node[2])
        if kind == "Fun":
            return numbers.function(node[1], self.value(node[2], env))
        if kind == "SignAtom":
            return self.value(self.opened(node), env)
        if kind == "Mul" and any(p[0] == "Delta" and not self.value(p, env) for p in node[1]):
            return Fraction(0)
        out = Fraction(kind == "Mul")
        for part in node[1]:
            out = (numbers.mul if kind == "Mul" else numbers.add)(out, self.value(part, env))
        return out

    def _atom(self, name, place):
        if name in self.domain.variables:
            position = 0
            for p, s in zip(place, self.domain.variables[name][2]):
                position = position * self.sizes[s[2]] + p - (s[1] == "G*")
            return self.entries[name][position]
        if (name, place) not in self.memo:
            d = self.domain.definitions[name]
            self.memo[name, place] = self.value(d[3], dict(zip(d[2], place)))
        return self.memo[name, place]

    def _over(self, node, env):
        key = (id(node), *sorted(env.items()))
        if key not in self.memo:
            self.memo[key] = (self._all(node, env), node)  # with the node, so that its id stays its own
        return self.memo[key][0]

    def _all(self, node, env):
        v = node[-1]
        places = [{**env, v: i} for i in self.elements(v)]
        values = [self.value(node[2] if node[0] == "Kink" else node[-2], place) for place in places]
        if node[0] == "Sum":
            out = Fraction(0)
            for value in values:
                out = self.numbers.add(out, value)
            return out
        if node[0] == "Kink":  # the right derivative of an extremum: of the rates where it is attained
            best = self._best(node[1], values)
            rates = [
                self.value(node[3], p) for p, value in zip(places, values) if not self._compare(value, best)
            ]
            return self._best(node[1], rates)
        return self._best(node[1], values)

    def _best(self, kind, values):
        best = values[0]
        for value in values[1:]:
            if self._compare(value, best) == (1 if kind == "max" else -1):
                best = value
        return best

    def _compare(self, x, y):
        return 0 if x is y else self.numbers.sign(self.numbers.add(x, self.numbers.mul(Fraction(-1), y)))

    # -- relations ----------------------------------------------------------------------------------------

    def gap(self, relation, env):
        """left - right."""
        return self.numbers.add(self.value(relation[2], env), self.value(("Neg", relation[3]), env))

    def holds(self, relation, env):
        return self.numbers.sign(self.gap(relation, env)) in ALLOWED[relation[1]]

    def assignments(self, variables, fixed=()):
        ordered, fixed = sorted(variables), dict(fixed)
        ranges = [[fixed[v[0]]] if v[0] in fixed else self.elements(v) for v in ordered]
        if any(v[0] in fixed and fixed[v[0]] not in self.elements(v) for v in ordered):
            raise Rejected("an index is outside its set")
        for values in product(*ranges):
            yield dict(zip(ordered, values))

    def meets(self, h, env):
        return all(self.holds(h[1], {**env, **more}) for more in self.assignments(set(h[0])))

    def inside(self):
        """Whether the hypotheses of the domain hold."""
        for _, statement in self.domain.hypotheses:
            for over, relation in hypotheses(statement):
                if not self.meets((over + tuple(open_in((over, relation))), relation), {}):
                    return False
        return True


def precisely(attempt):
    """The first answer that some precision gives."""
    for bits in PRECISIONS:
        try:
            return attempt(bits)
        except Unsure:
            continue
    raise Incomplete(f"{PRECISIONS[-1]} bits do not decide it")


def inhabited(said, instance):
    """Rejected unless the point satisfies the hypotheses of the domain."""
    if instance[6]:
        raise Rejected("a point has no indices")
    if not precisely(lambda bits: Point(Domain(said), instance, bits).inside()):
        raise Rejected("the point does not satisfy the hypotheses of the domain")


def refutation(said, statement, instance):
    """How a part fails at an instance and its indices: the relation and decimal bounds of left - right; or Rejected."""

    def attempt(bits):
        point, conclusion, env = _failing(said, statement, instance, bits)
        return {"relation": conclusion[1], "difference": point.numbers.digits(point.gap(conclusion, env))}

    return precisely(attempt)


def enclosures(said, statement, instance):
    """What exp and log were found to lie between at a witness: (function, argument, lower, upper), exact numbers."""
    numbers = precisely(lambda bits: _failing(said, statement, instance, bits)[0].numbers)
    return sorted({(f, x, *(Fraction(end, numbers.one) for end in ends)) for f, x, ends in numbers.found})


def _failing(said, statement, instance, bits):
    """The point, the relation of the part that fails there, and the indices at which it does."""
    point = Point(Domain(said), instance, bits)
    if not point.inside():
        raise Rejected("the point of the witness is not in the domain")
    for hs, conclusion in sequents(statement):
        variables = open_sequent((hs, conclusion))
        if conclusion[0] != "Rel" or {v[0] for v in variables} != set(dict(instance[6])):
            continue  # the witness names the value of every free index
        for env in point.assignments(variables, instance[6]):
            if all(point.meets(h, env) for h in hs) and not point.holds(conclusion, env):
                return point, conclusion, env
    raise Rejected("nothing fails at the point of the witness")


def covered(said, statement, cover):
    """The boxes of a cover, each of them pairs of ends, checked one by one; Rejected where one does not hold."""
    domain = Domain(said)
    name, K, boxes = cover["variable"], cover["K"], cover["boxes"]
    if list(domain.variables) != [name] or domain.variables[name][2] != (("Space", "G", "K", True, False),):
        raise Rejected("a cover is for a claim about one variable on the group")
    whole = tuple(zip(cover["lower"], cover["upper"]))
    if (
        len(whole) != K - 1
        or len(cover["lower"]) != len(cover["upper"])
        or any(a < 0 or a > b for a, b in whole)
    ):
        raise Rejected("the box of a cover has K - 1 sides with 0 <= lower <= upper")
    left = set()
    for number, box in enumerate(boxes):
        if box in left:
            raise Rejected(f"box {number} stands twice")
        left.add(box)
    _tile(whole, left)
    if left:
        raise Rejected("a box of the cover lies outside what is covered")
    for box in boxes:
        middle = ("Instance", "walsh", K, ((name, (Fraction(0), *((a + b) / 2 for a, b in box))),), 1, 1, ())
        ends = Intervals(PRECISIONS[0])
        sides = (Fraction(0), *((ends.of(a)[0], ends.of(b)[1]) for a, b in box))
        point = Point(domain, middle, PRECISIONS[0], {name: sides})
        for hs, conclusion in sequents(statement):
            try:
                places = point.assignments(open_sequent((hs, conclusion)))
                good = (
                    not hs and conclusion[0] == "Rel" and all(point.holds(conclusion, env) for env in places)
                )
            except Unsure:
                good = False
            if not good:
                raise Rejected("the part is not certain on a box of the cover")


def _tile(box, left, depth=0):
    """Halve along the first longest side until every piece is one of the boxes."""
    if box in left:
        left.discard(box)
        return
    if depth > 60 or not left:
        raise Rejected("the boxes do not cover what they should")
    side = max(range(len(box)), key=lambda i: box[i][1] - box[i][0])
    a, b = box[side]
    for piece in ((a, (a + b) / 2), ((a + b) / 2, b)):
        _tile((*box[:side], piece, *box[side + 1 :]), left, depth + 1)
