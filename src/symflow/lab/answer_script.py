r"""A witness re-evaluated without symflow: twenty lines of plain Python.

Formula.  With h = 10^-60 and 150 decimal digits, (V(s + h s') - V(s)) / h is the right derivative to many digits: the
difference quotient takes the side of every kink that the flow takes. The script uses Python's decimal module alone,
restates the flow, the softmax and V from their definitions, and prints that number; a positive one refutes.
"""

from __future__ import annotations

from fractions import Fraction

from symflow.lab.answer import Witness
from symflow.lab.language_terms import Term
from symflow.lab.question import Question

_SIGNS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}
_LAWS = {
    "balanced": "2 * x * (1 - p)",
    "imbalance": "(1 - p) * (4 * x * x + c * c).sqrt()",
    "depth": "c * x ** (2 - 2 / c) * (1 - p)",
    "temperature": "2 / c * x * (1 - p)",
    "smoothing": "2 * x * (1 - c - p)",
    "decay": "2 * x * (1 - c - p)",
    "squared": "2 * x * (1 - x)",
}
_PI = (
    "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798214808651"
    "32823066470938446095505822317253594081284811174502841"
)


def script(question: Question, witness: Witness) -> str | None:
    """The script for a witness; None for a motion whose law it does not know."""
    law = _LAWS.get(question.motion.name)
    if law is None:
        return None
    value, scaled = question.motion.value, question.motion.name == "temperature"
    lines = [
        "from decimal import *",
        "setcontext(Context(prec=150, Emax=MAX_EMAX, Emin=MIN_EMIN))",
        "D, log, exp, h = Decimal, Decimal.ln, Decimal.exp, Decimal(10) ** -60",
        "tanh = lambda x: 1 - 2 / ((2 * x).exp() + 1)",
        f"K, s = {question.K}, [{', '.join(['D(0)', *(_number(Fraction(x)) for x in witness.modes)])}]",
        *(f"par_{name} = {_number(Fraction(text))}" for name, text in witness.parameters),
        *([] if value is None else [f"c = {_number(value)}"]),
        *_characters(question),
        "def rate(s):",
        "    z = [sum(chi[k][g] * s[k] for k in range(K)) / K for g in range(K)]",
        f"    e = [{'(x / c)' if scaled else 'x'}.exp() for x in z]",
        "    q = [x / sum(e) for x in e]",
        "    pi = [sum(chi[k][g] * q[g] for g in range(K)) for k in range(K)]",
        f"    return [{law} for x, p in zip(s, pi)]",
        "def V(s):",
        f"    return {_text(question.candidate.term, 0)}",
        "print((V([x + h * r for x, r in zip(s, rate(s))][1:]) - V(s[1:])) / h)",
    ]
    return "\n".join(lines) + "\n"


def _characters(question: Question) -> list[str]:
    if question.scheme == "walsh":
        return ['chi = [[(-1) ** bin(k & g).count("1") for g in range(K)] for k in range(K)]']
    return [
        "def cos(x, term=1, total=0, n=0):",
        "    return total if n > 200 else cos(x, -term * x * x / ((n + 1) * (n + 2)), total + term, n + 2)",
        f'chi = [[cos(2 * D("{_PI}") * (k * g % K) / K, D(1)) for g in range(K)] for k in range(K)]',
    ]


def _number(value: Fraction) -> str:
    """An exact number in terms of D; a quotient is rounded to 150 digits."""
    top = f"D({value.numerator})"
    return top if value.denominator == 1 else f"({top} / {value.denominator})"


def _text(term: Term, depth: int) -> str:
    """A term as a Python expression of s, a list, and of x0, x1, ... inside of reductions."""
    args = (
        [] if term.op in ("mean", "sum", "max", "min", "sorted") else [_text(arg, depth) for arg in term.args]
    )
    match term.op:
        case "number":
            return _number(term.number or Fraction(0))
        case "s":
            return f"x{depth - 1}"
        case "K":
            return "D(K)"
        case "N":
            return "D(K - 1)"
        case "parameter":
            return f"par_{term.name}"
        case "add" | "subtract" | "multiply" | "divide":
            return f"({args[0]} {_SIGNS[term.op]} {args[1]})"
        case "negative":
            return f"(-{args[0]})"
        case "power":
            p = term.number or Fraction(0)
            return f"({args[0]} ** {p if p.denominator == 1 and p >= 0 else _number(p)})"
        case "largest" | "smallest":
            return f"{'max' if term.op == 'largest' else 'min'}({', '.join(args)})"
        case "mean" | "sum" | "max" | "min" | "sorted":
            return _reduced(term, depth)
        case _:
            return f"{term.op}({args[0]})"


def _reduced(term: Term, depth: int) -> str:
    """A reduction; inside, s means the entry of this reduction."""
    entries = f"{_text(term.args[0], depth + 1)} for x{depth} in s"
    if term.op == "mean":
        return f"(sum({entries}) / (K - 1))"
    return f"sorted({entries})[{term.number}]" if term.op == "sorted" else f"{term.op}({entries})"
