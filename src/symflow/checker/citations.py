r"""Textbook facts: a closed list. Each allows one conclusion from premises of a given shape, and carries their
hypotheses.

linear-equation     x' = x c with c continuous: x(0) = 0 keeps x = 0, and x(0) > 0 keeps x > 0
mean-value          x' > 0: x increases; x' <= 0: x never increases; df/dx >= 0 for lo <= x <= hi: f(lo) <= f(hi)
ode-uniqueness      y' = -grad L(y) with a smooth L of y alone has one solution from each start
comparison          F <= c at the start and F' <= 0: F <= c at all times; what follows from bounds at all times
bounded-variation   (log F + g)' <= 0, (-log F + g)' <= 0 and g >= 0: F tends to a finite limit > 0
danskin             the right derivative of a maximum is the largest derivative among the maximal ones
finite-maximum      finitely many numbers have a largest
total-order         two real numbers are comparable
schur-product       the entrywise exponential of a positive semidefinite matrix is positive semidefinite
"""

from .limits import Rejected
from .sequents import open_in
from .trees import ONE, ZERO, conjugate, free, moved, negative, only, rebuilt, single, walk
from .visible import T, continuous, inside, moves, need, plain, regular, rests

BELOW = ("<=", "<", "==")


def only_one(premises, conclusion, kind, shape):
    need(len(premises) == 1 and conclusion[0] == kind, shape)
    return premises[0]


# -- solutions of a flow ----------------------------------------------------------------------------------


def linear_equation(premises, conclusion, domain):
    shape = "needs d/dt x = x c without hypotheses, x and c visibly continuous, for sign-preserved(x)"
    hs, given = only_one(premises, conclusion, "Pred", shape)
    need(
        conclusion[1] == "sign-preserved"
        and len(conclusion[3]) == 1
        and not hs
        and given[:2] == ("Rel", "=="),
        shape,
    )
    (x,) = conclusion[3]
    need(given[2] == ("Ddt", x, conclusion[2]) and given[3][0] == "Mul" and x in given[3][1], shape)
    need(all(continuous(f, domain) for f in (x, *(a for a in given[3][1] if a != x))), shape)
    return ()


def mean_value(premises, conclusion, domain):
    if conclusion[0] == "Rel":
        return interval(premises, conclusion, domain)
    shape = "needs the right sign of d/dt x without hypotheses"
    hs, given = only_one(premises, conclusion, "Pred", shape)
    signs = {"increasing": (">",), "non-increasing": BELOW}.get(conclusion[1], ())
    need(len(conclusion[3]) == 1 and not hs and given[0] == "Rel" and given[1] in signs, shape)
    need(given[2:] == (("Ddt", conclusion[3][0], conclusion[2]), ZERO), shape)
    return ()


def interval(premises, conclusion, domain):
    """f(lo) <= f(hi), from d/dx f >= 0 where lo <= x <= hi; x is a number with x' = 1."""
    shape = "concludes f(lo) <= f(hi) from d/dx f(x) >= 0 where lo <= x and x <= hi, with x' = 1"
    hs, given = only_one(premises, conclusion, "Rel", shape)
    need(
        conclusion[1] == "<=" and given[0] == "Rel" and given[1] in (">=", ">", "==") and given[3] == ZERO,
        shape,
    )
    need(given[2][0] == "Ddt", shape)
    f, rates = given[2][1], domain.flow(given[2][2])
    for node in walk(f):
        good = node[0] not in ("Sum", "Extremum", "Ddt", "Partial") and node != T
        need(good and (node[0] != "Atom" or not (node[2] or node[1] in domain.definitions)), shape)
    need(len(rates) == 1 and all(not r[2] and r[3] == ONE for r in rates.values()), shape)
    x = ("Atom", *rates, ())
    low = [h for h in hs if not h[0] and h[1][1] == "<=" and h[1][3] == x][:1]
    high = [h for h in hs if not h[0] and h[1][1] == "<=" and h[1][2] == x][:1]
    rest = tuple(h for h in hs if h not in low + high)
    need(low and high, shape)
    lo, hi = low[0][1][2], high[0][1][3]
    others = (lo, hi, *(side for h in rest for side in h[1][2:]))
    need(not any(_touches(side, x, domain) for side in others), "another hypothesis is about x")
    sign = domain.sign(x[1])
    sure = sign == "real" or (lo[0] == "Num" and (lo[1] > 0 or (lo[1] == 0 and sign == "nonnegative")))
    signs = (">",) if sign == "positive" else (">", ">=")
    sure = sure or any(not h[0] and h[1][1] in signs and h[1][2:] == (lo, ZERO) for h in rest)
    need(sure, "x is declared with a sign, so a hypothesis must say that lo has it")
    need(conclusion[2:] == (put(f, x, lo), put(f, x, hi)), shape)
    return (*rest, ((), ("Rel", "<=", lo, hi)))


def _touches(node, x, domain):
    return (
        node == x
        or node[0] in ("Ddt", "Partial")
        or any(_touches(p, x, domain) for p in inside(node, domain))
    )


def put(node, x, value):
    return value if node == x else rebuilt(node, lambda p: put(p, x, value))


def ode_uniqueness(premises, conclusion, domain):
    shape = "needs d/dt y = -dL/dy without hypotheses for each unknown y, for solves-uniquely(L, unknowns)"
    need(premises and conclusion[0] == "Pred" and conclusion[1] == "solves-uniquely", shape)
    (loss, *unknown), flow = conclusion[3], conclusion[2]
    need(all(everywhere(y, domain) for y in unknown), shape)
    names = [y[1] for y in unknown]
    need(len(set(names)) == len(names) == len(premises), shape)
    need(regular(loss, domain, names, 0, True), "L is not visibly smooth")
    need(
        not moves(loss, domain, set(domain.flow(flow)) - set(names), names), "L depends on what moves besides"
    )
    wanted = [((), ("Rel", "==", ("Ddt", y, flow), negative(("Partial", loss, y)))) for y in unknown]
    need(list(premises) == wanted, shape)
    return ()


def everywhere(node, domain):
    """A quantity at different variables that run through all of its places."""
    if node[0] != "Atom":
        return False
    variables = [single(i) for i in node[2]]
    return None not in variables and len(set(variables)) == len(variables) and (
        [v[1] for v in variables] == [v[1] for v in domain.places(node[1])])  # fmt: skip


def comparison(premises, conclusion, domain):
    shape = "concludes at-most-from(F, c, T) from bounds that hold at all times, and F <= c, or d/dt F <= 0 and a start"
    need(
        premises and conclusion[0] == "Pred" and conclusion[1] == "at-most-from" and len(conclusion[3]) == 3,
        shape,
    )
    flow, (f, bound, since), last = conclusion[2], conclusion[3], premises[-1][1]
    need(rests(bound, domain, flow) and rests(since, domain, flow), "the bound and its time must be constant")
    need(last[0] == "Rel" and last[1] in BELOW and not any(n[0] == "Extremum" for n in walk(f)), shape)
    barrier = last[2] == ("Ddt", f, flow)
    starts = premises[-2:-1] if barrier else ()
    if barrier:
        need(since == last[3] == ZERO and len(starts) == 1 and starts[0][1][0] == "Rel", shape)
        given = starts[0][1]
        need(
            given[1] in BELOW and given[2:] == (at_start(f), bound), "the start must read F <= c, with t = 0"
        )
    else:
        need(last[2:] == (f, bound), shape)
    kept = premises[: len(premises) - 1 - len(starts)]
    return carried(kept, starts, premises[-1][0], since, flow, domain)


def at_start(node):
    """The formula at t = 0; inside a derivative t stays."""
    return ZERO if node == T else node if node[0] == "Ddt" else rebuilt(node, at_start)


def carried(kept, starts, later, since, flow, domain):
    """The hypotheses about the start, once those at later times are known to last: t >= T, kept bounds, constants."""
    for _, fact in kept:
        good = fact[:3] == ("Pred", "at-most-from", flow) and fact[3][2] == ZERO
        need(good, "the premises before must be at-most-from(A, a, 0) of the same flow")
    bounds, out = [fact[3][:2] for _, fact in kept], [h for p in (*kept, *starts) for h in p[0]]
    for h in later:
        _, op, *sides = h[1]
        known = (op == ">=" and sides[0] == T and sides[1] in (ZERO, since)) or (
            op == "<=" and tuple(sides) in bounds
        )
        if h[0] or not known:
            need(
                all(rests(s, domain, flow) for s in sides),
                "a hypothesis about a later time is not known to last",
            )
            out.append(h)
    for side in (s for h in out for s in h[1][2:]):
        need(not free(side) and not moves(side, domain, set()), "a hypothesis about the start is not closed")
    return tuple(dict.fromkeys(out))


def bounded_variation(premises, conclusion, domain):
    shape = "concludes tends-to-positive(F) from d/dt (log F + g) <= 0, d/dt (-log F + g) <= 0 and g >= 0"
    need(conclusion[0] == "Pred" and conclusion[1] == "tends-to-positive" and len(conclusion[3]) == 1, shape)
    last, (f,), flow = premises[-3:], conclusion[3], conclusion[2]
    need(len(last) == 3 and all(p[1][0] == "Rel" and p[1][3] == ZERO for p in last), shape)
    g, law = last[2][1][2], ("Fun", "log", f)
    need(last[2][1][1] in (">=", ">", "=="), shape)
    need(
        not any(free(x) or not plain(x, domain) for x in (f, g)),
        "F and g must be closed, without t and derivatives",
    )
    for (_, rate), term in zip(last, (law, negative(law))):
        need(rate[1] in BELOW and rate[2] == ("Ddt", ("Add", (term, g)), flow), shape)
    return carried(premises[:-3], (), tuple(h for p in last for h in p[0]), ZERO, flow, domain)


# -- order and matrices -------------------------------------------------------------------------------------


def danskin(premises, conclusion, domain):
    shape = "concludes d/dt (log max_k f_k - log min_l f_l) <= 0 from d/dt (log f_k - log f_l) <= 0 where f_k >= f_l"
    hs, given = only_one(premises, conclusion, "Rel", shape)
    match conclusion:
        case ("Rel", "<=", ("Ddt", ("Add", (("Fun", "log", ("Extremum", "max", f, k)), ("Neg", ("Fun", "log", (
            "Extremum", "min", g, l))))), flow), right) if right == ZERO:  # fmt: skip
            need(l not in free(f) and k not in free(g) and k != l and k[1] == l[1], shape)
            need(moved(f, {k: only(l)}) == g, shape)
            gap = ("Add", (("Fun", "log", f), negative(("Fun", "log", g))))
            need(given == ("Rel", "<=", ("Ddt", gap, flow), ZERO), shape)
            need(all(_extreme(h, f, k, g) for h in hs), shape)
            return ()
    raise Rejected(shape)


def _extreme(h, f, k, g):
    """Whether a hypothesis reads f_k >= f_l, or f_k >= f_j for every j, or f_j >= f_l for every j."""
    over, relation = h
    if not over:
        return relation == ("Rel", ">=", f, g)
    if len(over) > 1 or over[0][1] != k[1] or over[0] in free(f) | free(g):
        return False
    other = moved(f, {k: only(over[0])})
    return relation in (("Rel", ">=", f, other), ("Rel", ">=", other, g))


def finite_maximum(premises, conclusion, domain):
    shape = "needs one premise with the same conclusion, where f_k >= f_l for all l, with a k that stands nowhere else"
    hs, given = only_one(premises, conclusion, "Rel", shape)
    need(given == conclusion, shape)
    for h in hs:
        (over, (_, op, a, b)), rest = h, tuple(other for other in hs if other != h)
        elsewhere = free(conclusion[2]).union(free(conclusion[3]), *map(open_in, rest))
        for k in free(a) - elsewhere if len(over) == 1 and op == ">=" else ():
            l = over[0]
            if k[1] == l[1] and l not in free(a) and moved(a, {k: only(l)}) == b:
                return rest
    raise Rejected(shape)


def total_order(premises, conclusion, domain):
    shape = "needs a premise with the same conclusion for each of a < b, a = b and a > b, for one pair a, b"
    need(len(premises) > 1 and conclusion[0] == "Rel" and all(p[1] == conclusion for p in premises), shape)
    for _, (_, _, a, b) in (h for h in premises[0][0] if not h[0]):
        found = [_case(p, a, b) for p in premises]
        if all(orders for orders, _ in found) and {o for orders, _ in found for o in orders} == set("<=>"):
            return tuple(dict.fromkeys(g for _, rest in found for g in rest))
    raise Rejected(shape)


def _case(premise, a, b):
    """Which orders of a pair a premise assumes, and its other hypotheses."""
    orders = {"<=": "<=", ">=": "=>", "<": "<", ">": ">", "==": "="}
    for h in premise[0]:
        rest = tuple(g for g in premise[0] if g != h)
        if not h[0] and h[1][2:] == (a, b):
            return orders[h[1][1]], rest
        if not h[0] and h[1][2:] == (b, a):
            return orders[h[1][1]].translate(str.maketrans("<>", "><")), rest
    return "", ()


def schur_product(premises, conclusion, domain):
    shape = "concludes sum_ij x_i conj(x_j) e^f_ij >= 0 from f_ij = sum_k c_k u_ki conj(u_kj) and c_k >= 0"
    need(len(premises) == 2, shape)
    match conclusion, premises[0][1], premises[1][1]:
        case (
            ("Rel", ">=", ("Sum", ("Sum", ("Mul", (x, y, ("Fun", "exp", entry))), j), i), right),
            ("Rel", "==", given, ("Sum", ("Mul", (c, u, v)), k)),
            ("Rel", ">=" | ">", c2, zero),
        ) if right == zero == ZERO and given == entry and c2 == c:
            need(i != j and i[1] == j[1] and k not in (i, j) and not free(c) & {i, j}, shape)
            for one, other in ((x, y), (u, v)):
                need(j not in free(one) and i not in free(other), shape)
                need(conjugate(moved(one, {i: only(j)}), domain.hermitian) == other, shape)
            hs = tuple(dict.fromkeys(h for p in premises for h in p[0]))
            need(not any(open_in(h) & {i, j, k} for h in hs), shape)
            return hs
    raise Rejected(shape)


FACTS = {
    "linear-equation": linear_equation, "mean-value": mean_value, "ode-uniqueness": ode_uniqueness,
    "comparison": comparison, "bounded-variation": bounded_variation, "danskin": danskin,
    "finite-maximum": finite_maximum, "total-order": total_order, "schur-product": schur_product,
}  # fmt: skip
