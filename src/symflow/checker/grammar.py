r"""The grammar of certificates: every sort of data that may stand in one, and the reading of it.

A node is a JSON list that starts with its kind, a sequence is a list that starts with "", an exact number is ["q",
"-3/2"]. What is not in the tables below is refused, so whatever is read is well-formed."""

import re
from fractions import Fraction

from .limits import Rejected
from .trees import SIZE, index

DEEPEST, LARGEST_EXPONENT, LONGEST_NUMBER = 160, 64, 4000
WRITTEN = {
    "name": re.compile(r"[A-Za-z][A-Za-z0-9_]{0,99}"),
    "title": re.compile(r"[A-Za-z0-9][A-Za-z0-9 _/.-]{0,99}"),
    "label": re.compile(r"[ -~]{1,200}"),
    "text": re.compile(r"[ -~]{0,200}"),
}
_NUMBER = re.compile(r"(0|-?[1-9][0-9]*)(/[1-9][0-9]*)?")

EXPRESSIONS = {
    "Num": ("number",), "Sym": ("scalar",), "Atom": ("name", "index*"), "Delta": ("index", "index"),
    "Chi": ("index", "index"), "Add": ("expr+",), "Mul": ("expr+",), "Neg": ("expr",), "Pow": ("expr", "exponent"),
    "Fun": ("function", "expr"), "Sum": ("expr", "var"), "Extremum": ("extremum", "expr", "var"),
    "Ddt": ("expr", "label"), "Partial": ("expr", "atom"), "SignAtom": ("entry", "expr+"),
}  # fmt: skip
STATEMENTS = {
    "Rel": ("relation", "expr", "expr"), "Pred": ("predicate", "label", "expr+"), "And": ("statement+",),
    "Implies": ("statement", "statement"), "Iff": ("statement", "statement"), "All": ("var*", "statement"),
}  # fmt: skip
STEPS = {
    "Identity": ("label", "equation", "context"), "Derive": ("label", "equation", "context"),
    "Sign": ("label", "inequality", "expr", "use*", "context"), "Strict": ("label", "inequality", "label", "label"),
    "ZeroSet": ("label", "equation", "expr", "equation", "use*", "context"), "Induct": ("label", "equation"),
    "Cases": ("label", "rel", "var", "label", "label"), "Cite": ("label", "label", "label*", "conclusion"),
}  # fmt: skip
KINDS = {
    "expr": EXPRESSIONS,
    "statement": STATEMENTS,
    "step": STEPS,
    "atom": {"Atom": EXPRESSIONS["Atom"]},
    "rel": {"Rel": STATEMENTS["Rel"]},
    "equation": {"Rel": ("equals", "expr", "expr")},
    "inequality": {"Rel": ("unequal", "expr", "expr")},
    "conclusion": {"Rel": STATEMENTS["Rel"], "Pred": STATEMENTS["Pred"]},
    "var": {"Var": ("name", "set")},
    "index": {"Index": ("term*",)},
    "space": {"Space": ("set", "size", "flag", "flag")},
    "model": {"Model": ("variable*", "definition*", "flow*")},
    "variable": {"Variable": ("name", "space*", "sign", "flag", "flag", "flag")},
    "definition": {"Definition": ("name", "var*", "expr", "flag")},
    "flow": {"Flow": ("label", "definition*", "text")},
    "context": {"Context": ("label*", "use*", "labelled*")},
    "use": {"Use": ("label", "expr", "place*", "let*", "var*", "label*")},
    "instance": {"Instance": ("scheme", "whole", "value*", "whole", "whole", "choice*")},
}
TUPLES = {
    "term": ("var", "integer"),
    "labelled": ("label", "statement"),
    "place": ("var", "index"),
    "let": ("name", "expr"),
    "value": ("name", "number+"),
    "side": ("number", "number"),
    "choice": ("name", "integer"),
    "part": ("title", "statement"),
    "domain": ("model", "group", "order", "whole", "part*"),
    "claim": ("domain", "part+"),
    "chosen": ("domain", "part+", "name+"),
}
WORDS = {
    "scalar": ("K", "N", "n", "d", "t"), "function": ("exp", "log", "tanh", "ei"), "extremum": ("max", "min"),
    "entry": ("square", "modulus", "pairing", "excess"), "relation": ("==", "<=", ">=", "<", ">"), "equals": ("==",),
    "unequal": ("<=", ">=", "<", ">"), "set": tuple(SIZE), "size": ("K", "N", "n", "d"),
    "sign": ("real", "nonnegative", "positive"), "scheme": ("walsh", "cyclic", "none"), "flag": (True, False),
    "group": (None, "abelian", "cyclic", "boolean", "recursive"), "predicate": ("sign-preserved", "increasing",
    "non-increasing", "solves-uniquely", "at-most-from", "tends-to-positive"),
}  # fmt: skip


def read(sort, data, depth=0):
    """The value of a sort that JSON data stand for; Rejected with the reason otherwise."""
    if depth > DEEPEST:
        raise Rejected(f"nested more than {DEEPEST} levels deep")
    if sort[-1] in "*+":
        if not isinstance(data, list) or data[:1] != [""] or (sort[-1] == "+" and len(data) == 1):
            raise Rejected(f"{shown(data)} is not a list of {sort[:-1]}")
        return tuple(read(sort[:-1], item, depth + 1) for item in data[1:])
    if sort in KINDS:
        kind = data[0] if isinstance(data, list) and data and isinstance(data[0], str) else ""
        fields = KINDS[sort].get(kind)
        if fields is None or len(fields) != len(data) - 1:
            raise Rejected(f"{shown(data)} is no {sort}")
        values = tuple(read(field, item, depth + 1) for field, item in zip(fields, data[1:]))
        return _checked(kind, values)
    if sort in TUPLES:
        fields = TUPLES[sort]
        if not isinstance(data, list) or data[:1] != [""] or len(fields) != len(data) - 1:
            raise Rejected(f"{shown(data)} is no {sort}")
        return tuple(read(field, item, depth + 1) for field, item in zip(fields, data[1:]))
    return _leaf(sort, data)


def _leaf(sort, data):
    if sort in WORDS:
        good = any(data is w if sort == "flag" else type(data) is type(w) and data == w for w in WORDS[sort])
    elif sort in WRITTEN:
        good = isinstance(data, str) and WRITTEN[sort].fullmatch(data) is not None
    elif sort in ("number", "exponent"):
        text = data[1] if isinstance(data, list) and len(data) == 2 and data[0] == "q" else None
        if not isinstance(text, str) or len(text) > LONGEST_NUMBER or not _NUMBER.fullmatch(text):
            raise Rejected(f"{shown(data)} is not an exact number")
        value = Fraction(text)
        if str(value) != text or (
            sort == "exponent" and max(abs(value.numerator), value.denominator) > LARGEST_EXPONENT
        ):
            raise Rejected(f"{shown(data)} is not a reduced {sort} of the allowed size")
        return value
    elif sort == "order":
        good = data is None or (type(data) is int and 2 <= data <= 10**6)
    else:
        good = type(data) is int and abs(data) <= 10**6 and (sort == "integer" or data >= 0)
    if not good:
        raise Rejected(f"{shown(data)} is no {sort}")
    return data


def _checked(kind, values):
    if kind == "Var":
        return values
    if kind == "Index":
        if index(values[0]) != values[0]:
            raise Rejected("the terms of an index are sorted, different and not 0")
        return values[0]
    if kind == "Space" and values != (
        values[0],
        SIZE[values[0]],
        values[0] in ("G", "G*"),
        values[0] == "G*",
    ):
        raise Rejected(f"{values[0]} is not an index set as it is described")
    if kind == "SignAtom" and len(values[1]) != 1 + (values[0] == "pairing"):
        raise Rejected(f"{values[0]} takes another number of arguments")
    return (kind, *values)


def shown(data):
    """A short text of anything."""
    text = ascii(data)
    return text if len(text) <= 60 else text[:57] + "..."
