r"""Derivatives by the chain rule: along a flow, and by one entry of a quantity at fresh indices."""

from fractions import Fraction

from .limits import Rejected
from .trees import ONE, ZERO, difference, expansion, free, moved, rebuilt, renamed, times, walk


def differentiated(domain, node, kinks=False):
    """The formula with every kept derivative carried out by the chain rule, inner ones first.

    ``kinks``: an extremum becomes ("Kink", kind, body, its rate, v), which has a value at a point only.
    """
    out = rebuilt(node, lambda part: differentiated(domain, part, kinks))
    if out[0] not in ("Ddt", "Partial"):
        return out

    def inside(x, rule, taken=()):
        """The derivative of a defined quantity; the indices of the entry differentiated by stay free in its formula."""
        if x[1] not in domain.definitions:
            return ZERO
        return chain(domain, renamed(at(domain.definitions[x[1]], x[2]), taken), rule, kinks)

    if out[0] == "Ddt":
        rates = domain.flow(out[2])

        def rule(x):
            if x[0] == "Sym":
                return ONE if x[1] == "t" else ZERO
            return at(rates[x[1]], x[2]) if x[1] in rates else inside(x, rule)
    else:
        if any(n[-1] in free(out[2]) for n in walk(out[1]) if n[0] in ("Sum", "Extremum")):
            raise Rejected("a derivative by an entry whose index is also bound in the formula")

        def rule(x):
            if x[0] == "Sym" or x[1] != out[2][1]:
                return ZERO if x[0] == "Sym" else inside(x, rule, free(out[2]))
            whole = ONE
            for i, j in zip(x[2], out[2][2]):
                whole = times(whole, ("Delta", i, j))
            return whole

    return differentiated(domain, chain(domain, out[1], rule, kinks), kinks)


def at(definition, indices):
    """The formula of a definition at indices."""
    return moved(definition[3], dict(zip(definition[2], indices)))


def chain(domain, node, rule, kinks=False):
    """The derivative of a formula, given that of its quantities and scalars."""
    kind = node[0]
    if kind in ("Num", "Delta", "Chi"):
        return ZERO
    if kind in ("Sym", "Atom"):
        return rule(node)
    if kind == "Pow":
        slope = times(("Num", node[2]), ("Pow", node[1], node[2] - 1))
        return times(slope, chain(domain, node[1], rule, kinks))
    if kind == "Fun":
        f, x = node[1:]
        inverse = ("Pow", x, Fraction(-1))
        slope = {"exp": node, "log": inverse, "ei": ("Mul", (("Fun", "exp", x), inverse)),
                 "tanh": difference(ONE, ("Pow", node, Fraction(2)))}[f]  # fmt: skip
        return times(slope, chain(domain, x, rule, kinks))
    if kind == "Mul":
        terms = []
        for n, part in enumerate(node[1]):
            term = chain(domain, part, rule, kinks)
            for m, other in enumerate(node[1]):
                term = times(term, other) if m != n else term
            terms.append(term)
    elif kind == "Add":
        terms = [chain(domain, part, rule, kinks) for part in node[1]]
    elif kind == "SignAtom" and node[1] != "modulus":
        return chain(domain, expansion(node[1], node[2], domain.hermitian), rule, kinks)
    elif kind in ("Neg", "Sum"):
        part = chain(domain, node[1], rule, kinks)
        return part if part == ZERO else (kind, part, *node[2:])
    elif kind == "Extremum" and kinks:
        return ("Kink", node[1], node[2], chain(domain, node[2], rule, kinks), node[3])
    else:
        raise Rejected(f"{kind} cannot be differentiated")
    kept = tuple(t for t in terms if t != ZERO)
    return ("Add", kept) if kept else ZERO
