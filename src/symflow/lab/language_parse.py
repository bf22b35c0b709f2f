r"""From text to terms: Python's own parser, and a whitelist of what it may find.

Statement.  The text is parsed into a syntax tree and never run. Every node of the tree must be one of: + - * / **,
a sign, a number, the names s, K, N or a parameter, a call by name of a function of the language without keywords,
or sorted(...)[i]. Anything else is refused in one line. Texts are at most LONGEST plain ASCII characters, nested at
most DEEPEST levels, so that both time and memory are bounded before the parser starts.

Notation.  A number is read from its characters, not from the float that Python makes of it: 0.1 is 1/10.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Collection

from symflow.errors import InputError
from symflow.exact import exact
from symflow.lab import language_terms as terms
from symflow.lab.language_terms import ENTRYWISE, REDUCTIONS, Term

LONGEST = 2000
DEEPEST = 24
LONGEST_CHAIN = 40
_OPERATIONS: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
    ast.Pow: "power",
}
_NAMES = {"s": terms.S, "K": terms.CLASSES, "N": terms.OTHERS}
RESERVED = frozenset({*_NAMES, *ENTRYWISE, *REDUCTIONS, "sorted"})


def parse(text: str, parameters: Collection[str] = ()) -> Term:
    """The term of a text; InputError in one line for anything that is not in the language."""
    _check_text(text)
    line = " ".join(text.split())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(line, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        advice = 'it is no formula; write for instance "log(mean(s)) - mean(log(s))"'
        raise InputError.about("expression", line, advice) from None
    return _Reader(line, frozenset(parameters)).term(tree.body, 0)


def _check_text(text: object) -> None:
    """Refuse what is empty, too long, not plain ASCII, or nested too deeply for any parser."""
    if not isinstance(text, str):
        raise InputError.about("expression", text, "give a text")
    if len(text) > LONGEST:
        raise InputError(f"expression: {len(text)} characters are too many; give at most {LONGEST}")
    if not text.strip():
        raise InputError.about("expression", text, 'it is empty; write for instance "log(max(s)/min(s))"')
    strange = next((c for c in text if not (c.isascii() and (c.isprintable() or c.isspace()))), None)
    if strange is not None:
        advice = f"the character U+{ord(strange):04X} is not plain ASCII; type it anew"
        raise InputError.about("expression", ascii(text)[1:-1][:60], advice)
    if "#" in text or "\\" in text:
        raise InputError.about(
            "expression", " ".join(text.split())[:60], "comments and backslashes mean nothing here"
        )
    depth = deepest = 0
    for c in text:
        depth += (c in "([{") - (c in ")]}")
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise InputError(f"expression: it is nested {deepest} levels deep; give at most {DEEPEST}")


class _Reader:
    """The whitelist, one method for each kind of node."""

    def __init__(self, line: str, parameters: frozenset[str]) -> None:
        self.line, self.parameters = line, parameters
        self._kinds: dict[type[ast.expr], Callable[..., Term]] = {
            ast.BinOp: self._operation,
            ast.UnaryOp: self._sign,
            ast.Constant: self._number,
            ast.Name: self._name,
            ast.Call: self._call,
            ast.Subscript: self._place,
        }

    def term(self, node: ast.expr, depth: int) -> Term:
        """The term of a node."""
        if depth > 2 * DEEPEST:
            raise InputError(f"expression: it is nested more than {2 * DEEPEST} levels deep; make it shorter")
        read = self._kinds.get(type(node))
        if read is None:
            raise self._refused(node, _WHY.get(type(node), "is not part of the language"))
        return read(node, depth + 1)

    def _operation(self, node: ast.BinOp, depth: int) -> Term:
        op = _OPERATIONS.get(type(node.op))
        if op is None:
            raise self._refused(node, "uses an operator that is not + - * / **")
        right = self.term(node.right, depth)
        left, chain = node.left, [(op, right)]
        while isinstance(left, ast.BinOp) and type(left.op) in _OPERATIONS:
            chain.append((_OPERATIONS[type(left.op)], self.term(left.right, depth)))
            left = left.left
            if len(chain) > LONGEST_CHAIN:
                raise InputError(
                    f"expression: more than {LONGEST_CHAIN} operations stand in a row; use brackets"
                )
        out = self.term(left, depth)
        for op, right in reversed(chain):
            out = terms.combined(op, out, right)
        return out

    def _sign(self, node: ast.UnaryOp, depth: int) -> Term:
        if not isinstance(node.op, ast.USub | ast.UAdd):
            raise self._refused(node, "uses an operator that is not + - * / **")
        inner = self.term(node.operand, depth)
        return terms.negative(inner) if isinstance(node.op, ast.USub) else inner

    def _number(self, node: ast.Constant, depth: int) -> Term:
        if type(node.value) not in (int, float):
            raise self._refused(node, "is not a rational number")
        return terms.number(exact(self._text(node), "expression: number"))

    def _name(self, node: ast.Name, depth: int) -> Term:
        if node.id in self.parameters:
            return terms.parameter(node.id)
        if node.id in _NAMES:
            return _NAMES[node.id]
        if node.id in RESERVED:
            raise self._refused(node, f"is a function; write {node.id}(...)")
        known = ", ".join(sorted(self.parameters))
        advice = f"the parameters are {known}" if known else "a parameter needs a range, --param name=1/2..2"
        raise self._refused(node, f"is unknown; the modes are s, the numbers K and N, and {advice}")

    def _call(self, node: ast.Call, depth: int) -> Term:
        if not isinstance(node.func, ast.Name):
            raise self._refused(node.func, "is called, and only functions of the language can be")
        name = node.func.id
        if node.keywords or any(isinstance(arg, ast.Starred) for arg in node.args):
            raise self._refused(node, "has arguments with names or stars; give plain arguments")
        if name == "sorted":
            raise self._refused(
                node, "needs a place: sorted(s)[0] is the smallest, sorted(s)[-1] the largest"
            )
        if name not in RESERVED or name in _NAMES:
            raise self._refused(
                node.func, f"is no function; known: {', '.join((*ENTRYWISE, *REDUCTIONS))}, sorted"
            )
        args = tuple(self.term(arg, depth) for arg in node.args)
        if name in REDUCTIONS:
            return terms.reduction(name, args)
        if len(args) != 1:
            raise self._refused(node, f"gives {name} {len(args)} arguments; it takes one")
        return terms.function(name, args[0])

    def _place(self, node: ast.Subscript, depth: int) -> Term:
        call = node.value
        named = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "sorted"
        if not isinstance(call, ast.Call) or not named:
            raise self._refused(node, "has an index, and only sorted(...)[i] has one")
        if len(call.args) != 1 or call.keywords or isinstance(call.args[0], ast.Starred):
            raise self._refused(node, "gives sorted other than one argument")
        place = self.term(node.slice, depth).constant
        if place is None:
            raise self._refused(node, "has an index that is not a whole number")
        return terms.placed(self.term(call.args[0], depth), place)

    def _text(self, node: ast.expr) -> str:
        return self.line[node.col_offset : node.end_col_offset]

    def _refused(self, node: ast.expr, why: str) -> InputError:
        text = self._text(node)
        shown = text if len(text) <= 40 else f"{text[:37]}..."
        return InputError(f"expression: {shown!r} {why}")


_WHY: dict[type[ast.expr], str] = {
    ast.Attribute: "reads an attribute, which the language does not have",
    ast.Compare: "compares, which the language cannot; give one scalar",
    ast.BoolOp: "is a condition, which the language does not have",
    ast.IfExp: "is a condition, which the language does not have",
    ast.Lambda: "defines a function, which the language cannot",
    ast.NamedExpr: "assigns, which the language cannot",
}
