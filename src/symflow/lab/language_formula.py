r"""From terms to the trees that claims are made of.

Formula.  With sums and extrema over k in G* (the non-trivial modes), j in G (all of it, 0 included), delta_{j0}
the Kronecker delta of j and 0:

    mean x = (1/N) sum_k x_k,        sqrt x = x^{1/2},       x^p = exp(p log x) for p that is no number
    log(x y) = log x + log y,        log(x/y) = log x - log y,      where x and y are visibly positive
    max(x, y) = max_j ( delta_{j0} x + (1 - delta_{j0}) y ),          |x| = max_j (1 - 2 delta_{j0}) x
    the r-th smallest of x  =  max_{k_2, ..., k_r} min_l [ P x_l + (1 - P) max x ],   P = prod_i (1 - delta_{l k_i})

In the last line r - 1 entries are left out, and a repeated choice leaves out fewer, which the outer maximum does
not prefer. So every kink is a maximum or a minimum of finitely many functions, and the right derivative is
Danskin's (``symflow.evidence.points.kept``).
"""

from __future__ import annotations

from fractions import Fraction

from symflow.algebra.expr import Expr, Extremum, Mul, Num, atom, delta, exp, log, tanh, total
from symflow.algebra.indexing import GSTAR, ZERO_INDEX, G, Index, indices
from symflow.errors import InputError
from symflow.flow.notation import K, N, s
from symflow.lab.language_terms import Term

_FUNCTIONS = {"exp": exp, "log": log, "tanh": tanh}
_SPLIT = ("multiply", "divide")
_ONE = Num(Fraction(1))


def quantity(name: str) -> str:
    """The name under which a parameter stands in the model, where its own might mean something else."""
    return f"par_{name}"


def formula(term: Term, at: Index | None = None, depth: int = 0) -> Expr:
    """The tree of a term; of a vector, its entry at the index ``at``. ``depth`` numbers the bound indices."""
    match term.op:
        case "number":
            return Num(term.number or Fraction(0))
        case "s":
            return s(_given(at))
        case "K":
            return K
        case "N":
            return N
        case "parameter":
            return atom(quantity(term.name))()
        case "mean" | "sum" | "max" | "min" | "sorted":
            return _reduced(term, depth)
        case "abs" | "largest" | "smallest":
            return _kinked(term, at, depth)
        case "log" if term.args[0].op in _SPLIT and all(map(_positive, term.args[0].args)):
            x, y = (formula(Term("log", (arg,), arg.vector), at, depth) for arg in term.args[0].args)
            return x - y if term.args[0].op == "divide" else x + y
        case _:
            return _smooth(term, [formula(arg, at, depth) for arg in term.args])


def _positive(term: Term) -> bool:
    """Whether a term is visibly positive at positive modes."""
    match term.op:
        case "number":
            return (term.number or 0) > 0
        case "s" | "K" | "N" | "exp":
            return True
        case "add" | "multiply" | "divide" | "power" | "largest" | "smallest":
            return all(map(_positive, term.args))
        case "mean" | "sum" | "max" | "min" | "sorted":
            return all(map(_positive, term.args))
        case _:
            return False


def _smooth(term: Term, args: list[Expr]) -> Expr:
    """Arithmetic and smooth functions."""
    x = args[0]
    match term.op:
        case "add":
            return x + args[1]
        case "subtract":
            return x - args[1]
        case "multiply":
            return x * args[1]
        case "divide":
            return x / args[1]
        case "negative":
            return -x
        case "power":
            return x ** (term.number or 1)
        case _:
            return _FUNCTIONS[term.op](x)


def _reduced(term: Term, depth: int) -> Expr:
    """A scalar made of the entries of a vector."""
    (k,) = indices(f"k{depth}", GSTAR)
    x = term.args[0]
    entry = formula(x, k, depth + 1)
    if term.op == "sorted":
        return _placed(x, int(term.number or 0), depth)
    if term.op in ("max", "min"):
        return Extremum(term.op, entry, k.variable)
    return total(entry, k) / N if term.op == "mean" else total(entry, k)


def _kinked(term: Term, at: Index | None, depth: int) -> Expr:
    """|x|, and the larger or smaller of several terms."""
    (j,) = indices(f"j{depth}", G)
    args = [formula(arg, at, depth + 1) for arg in term.args]
    if term.op == "abs":
        return Extremum("max", (1 - 2 * delta(j, ZERO_INDEX)) * args[0], j.variable)
    first, rest = args[0], Term(term.op, term.args[1:], term.vector)
    if len(args) == 1:
        return first
    others = args[1] if len(args) == 2 else _kinked(rest, at, depth + 1)
    chosen = Mul((delta(j, ZERO_INDEX), first)) + (1 - delta(j, ZERO_INDEX)) * others
    return Extremum("max" if term.op == "largest" else "min", chosen, j.variable)


def _placed(x: Term, place: int, depth: int) -> Expr:
    """sorted(x)[place]: the (place + 1)-th smallest entry, or for negative places the (-place)-th largest."""
    inner, outer = ("min", "max") if place >= 0 else ("max", "min")
    left_out = place if place >= 0 else -place - 1
    names = [indices(f"l{depth}x{i}", GSTAR)[0] for i in range(left_out + 1)]
    last = names[-1]
    kept: Expr = _ONE
    for other in names[:-1]:
        kept = kept * (1 - delta(last, other))
    entry = formula(x, last, depth + 1)
    if left_out:
        (k,) = indices(f"k{depth}", GSTAR)
        limit = Extremum(outer, formula(x, k, depth + 1), k.variable)
        entry = kept * entry + (1 - kept) * limit
    out: Expr = Extremum(inner, entry, last.variable)
    for other in reversed(names[:-1]):
        out = Extremum(outer, out, other.variable)
    return out


def _given(at: Index | None) -> Index:
    if at is None:
        raise InputError("expression: its value is a vector; reduce it with mean, sum, min or max")
    return at
