"""The grammar: for every sort what is read, and the neighbours that are refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
from toy_trees import context, identity, model, said, space, use, var

from symflow.checker import grammar
from symflow.checker.grammar import read, shown
from symflow.checker.limits import Rejected

K = ["Var", "k", "G"]
AT_K = ["Index", ["", ["", K, 1]]]
ONE = ["Num", ["q", "1"]]
REL = ["Rel", "==", ONE, ONE]
GSTAR = ["Space", "G*", "N", True, True]
DEFINITION = ["Definition", "y", [""], ONE, False]

GOOD = {
    "expr": ["x", "x[k, 0]", "D(k, l)", "chi(k, g)", "x + y + K", "x*y", "Neg(x)", "x**(-3/2)", "exp(x)", "log(x)",
             "tanh(x)", "ei(x)", "Sum(k, x)", "Max(k, x)", "Min(ks, x)", 'ddt("f", x)', "partial(x, x[k])",
             "square(x)", "modulus(x)", "pairing(x, y)", "excess(x)", "t", "N", "n", "d"],
    "statement": ["x == y", "x <= y", "x >= y", "x < y", "x > y", "And(x == y, x < y)", "Implies(x == y, x < y)",
                  "Iff(x == y, x < y)", "All([k, l], x == y)", 'Pred("increasing", "f", x)',
                  'Pred("sign-preserved", "f", x)', 'Pred("non-increasing", "f", x)',
                  'Pred("solves-uniquely", "f", x)', 'Pred("at-most-from", "f", x)',
                  'Pred("tends-to-positive", "f", x)'],
}  # fmt: skip

LEAVES = [
    ("number", [["q", "0"], ["q", "-3"], ["q", "-3/2"], ["q", "10"], ["q", "1/100"], ["q", "9" * 4000]],
     [["q", "00"], ["q", "-0"], ["q", "+1"], ["q", "2/4"], ["q", "3/1"], ["q", "1/0"], ["q", "0/1"], ["q", "1.5"],
      ["q", "1/-2"], ["q", "01"], ["q", "1/02"], ["q", ""], ["q", " 1"], ["q", "1\n"], ["q", "١"], ["q", 1], ["q"],
      ["q", "1", "1"], ["p", "1"], "1", 1, 1.0, None, ["q", "9" * 4001], ["q", "1e3"], ["q", "1_0"]]),
    ("exponent", [["q", "64"], ["q", "-64"], ["q", "1/64"], ["q", "-63/64"], ["q", "0"]],
     [["q", "65"], ["q", "-65"], ["q", "1/65"], ["q", "65/64"], ["q", "2/4"]]),
    ("name", ["a", "Zz9_", "x" * 100], ["", "x" * 101, "9a", "_a", "a-b", "a b", "ä", "a\n", "x[0]", "k~1", "#1", 1, None, ["a"]]),
    ("label", ["a", "a b-c.d", "~", "x" * 200], ["", "x" * 201, "a\n", "ä", "\t", 1, None]),
    ("text", ["", "a b"], ["ä", None, "x" * 201, 0]),
    ("flag", [True, False], [0, 1, "True", None, [True]]),
    ("integer", [0, -3, 10**6, -(10**6)], [10**6 + 1, -(10**6) - 1, 1.0, "1", True, None]),
    ("whole", [0, 3, 10**6], [-1, 10**6 + 1, 1.0, "1", False, None]),
    ("title", ["a", "A_b c-d/e.f", "9", "x" * 100], ["", " a", "_a", "a:b", "a=b", "a\n", "x" * 101, "ä", None]),
    ("order", [None, 2, 3, 4, 10, 64, 10**6], [-1, 0, 1, 10**6 + 1, "4", True, 4.0]),
    ("scalar", ["K", "N", "n", "d", "t"], ["k", "T", "", None, 0]),
    ("function", ["exp", "log", "tanh", "ei"], ["sin", "Exp", "exp "]),
    ("extremum", ["max", "min"], ["sup", ""]),
    ("relation", ["==", "<=", ">=", "<", ">"], ["=", "!=", "=>", "<>"]),
    ("equals", ["=="], ["<=", "<"]),
    ("unequal", ["<=", ">=", "<", ">"], ["==", "="]),
    ("set", ["G", "G*", "K", "N", "n", "d"], ["H", "", "g", None]),
    ("size", ["K", "N", "n", "d"], ["G", "t", 2]),
    ("sign", ["real", "nonnegative", "positive"], ["negative", "", None]),
    ("scheme", ["walsh", "cyclic", "none"], ["abelian", None]),
    ("group", [None, "abelian", "cyclic", "boolean", "recursive"], ["free", "", False]),
    ("predicate", ["increasing", "non-increasing", "solves-uniquely", "at-most-from", "tends-to-positive",
                   "sign-preserved"], ["decreasing", ""]),
    ("entry", ["square", "modulus", "pairing", "excess"], ["cube", ""]),
]  # fmt: skip

TREES = [
    ("var", [K, ["Var", "k", "d"]], [["Var", "k"], ["Var", "k", "H"], ["Var", "k", "G", 1], ["Index", "k", "G"], []]),
    ("index", [AT_K, ["Index", [""]], ["Index", ["", ["", K, 2], ["", ["Var", "l", "G*"], -1]]]],
     [["Index"], ["Index", []], ["Index", ["", ["", K, "1"]]], ["Index", ["", [K, 1]]], ["Index", ["", ["", K]]],
      ["Index", ["", ["", ["Var", "i", "K"], 2]]], ["Index", ["", ["", ["Var", "i", "K"], -1]]],
      ["Index", ["", ["", ["Var", "i", "K"], 1], ["", K, 1]]], ["Index", ["", ["", K, 0]]], ["Index", ["", ["", K, 1], ["", K, 1]]],
      ["Index", ["", ["", ["Var", "l", "G"], 1], ["", K, 1]]]]),
    ("space", [["Space", "G", "K", True, False], GSTAR, ["Space", "K", "K", False, False],
               ["Space", "N", "N", False, False], ["Space", "n", "n", False, False], ["Space", "d", "d", False, False]],
     [["Space", "G", "N", True, False], ["Space", "G", "K", False, False], ["Space", "G", "K", True, True],
      ["Space", "G*", "K", True, True], ["Space", "G*", "N", True, False], ["Space", "K", "K", True, False],
      ["Space", "n", "d", False, False], ["Space", "n", "n", False, True]]),
    ("expr", [["SignAtom", "pairing", ["", ONE, ONE]], ["SignAtom", "excess", ["", ONE]], ["Add", ["", ONE]]],
     [["SignAtom", "pairing", ["", ONE]], ["SignAtom", "square", ["", ONE, ONE]], ["SignAtom", "excess", ["", ONE, ONE]],
      ["SignAtom", "modulus", ["", ONE, ONE]], ["Add", [""]], ["Add", [ONE]], ["Mul", [""]], ["Add", ["", ONE], ONE],
      ["Num", "1"], ["Sym", "k"], ["Pow", ONE, ["q", "65"]], ["Fun", "sin", ONE], ["Rel", "==", ONE, ONE], REL, [], {},
      None, "x", 1, [[]], ["Partial", ONE, ONE], ["Kink", ONE], [""], ["Var", "k", "G"]]),
    ("statement", [REL, ["And", ["", REL]], ["All", [""], REL]],
     [["And", [""]], ["And", [REL]], ["All", [K], REL], ["Rel", "=", ONE, ONE], ["Pred", "increasing", "f", [""]],
      ["Implies", REL], ["Iff", REL, REL, REL], ONE]),
    ("equation", [REL], [["Rel", "<=", ONE, ONE], ["Pred", "increasing", "f", ["", ONE]], ONE]),
    ("inequality", [["Rel", "<", ONE, ONE]], [REL]),
    ("conclusion", [REL, ["Pred", "increasing", "f", ["", ONE]]], [["And", ["", REL]], ONE]),
    ("atom", [["Atom", "x", ["", AT_K]]], [ONE, ["Atom", "x", [AT_K]], ["Atom", "1x", [""]], ["Atom", "x"]]),
    ("variable", [["Variable", "x", ["", GSTAR], "real", False, True, False]],
     [["Variable", "x", ["", GSTAR], "real", 0, True, False], ["Variable", "x", [GSTAR], "real", False, True, False],
      ["Variable", "x", [""], "real", False, False], ["Variable", "x y", [""], "real", False, False, False]]),
    ("definition", [DEFINITION, ["Definition", "y", ["", K], ONE, True]],
     [["Definition", "y", [""], REL, False], ["Definition", "y", [""], ONE, 0], ["Definition", "y", [""], ONE]]),
    ("flow", [["Flow", "f", ["", DEFINITION], ""]], [["Flow", "f", ["", DEFINITION]], ["Flow", "", [""], ""]]),
    ("context", [context()], [["Context", [""], [""]], ["Context", [], [""], [""]]]),
    ("use", [use("a"), use("a", at={"k": "l"}, let={"c": "x"}, over=["k"], given=["b"])],
     [["Use", "a", ONE, [""], [""], [""]], ["Use", "a", REL, [""], [""], [""], [""]]]),
    ("step", [identity("a", "x == y"), ["Cite", "a", "mean-value", ["", "b"], REL], ["Cases", "a", REL, K, "b", "c"],
              ["Strict", "a", ["Rel", "<", ONE, ONE], "b", "c"], ["Induct", "a", REL],
              ["Cite", "a", "f", [""], ["Pred", "increasing", "f", ["", ONE]]]],
     [["Identity", "a", ["Rel", "<=", ONE, ONE], context()], ["Derive", "a", ONE, context()],
      ["Sign", "a", REL, ONE, [""], context()], ["Strict", "a", REL, "b", "c"], ["Identity", "a", REL],
      ["Induct", "a", ["Rel", "<", ONE, ONE]], ["Witness", "a"], ["Cite", "a", "f", [""], ["And", ["", REL]]],
      ["ZeroSet", "a", ["Rel", "<=", ONE, ONE], ONE, REL, [""], context()], ["Trust", "a", REL]]),
    ("instance", [["Instance", "walsh", 2, ["", ["", "x", ["", ["q", "1"]]]], 1, 1, ["", ["", "k", 0]]]],
     [["Instance", "walsh", 2, ["", ["", "x", [""]]], 1, 1, [""]], ["Instance", "walsh", -2, [""], 1, 1, [""]],
      ["Instance", "walsh", 2, [""], 1, 1], ["Instance", "walsh", 2, [""], 1, 1, ["", ["", "k", 0.5]]]]),
    ("domain", [space("x[G]", "abelian"), ["", model(), None, None, 2, [""]]],
     [["", model(), None, None, 2], ["", model(), None, None, -2, [""]], [model(), None, None, 2, [""]]]),
    ("claim", [["", space(), ["", ["", "a", REL]]]], [["", space(), [""]], ["", space()]]),
    ("chosen", [["", space(), ["", ["", "a", REL]], ["", "y"]]], [["", space(), ["", ["", "a", REL]], [""]]]),
    ("term", [["", K, 1]], [["x", K, 1], [K, 1], ["", K], {}]),
    ("side", [["", ["q", "0"], ["q", "1"]]], [["x", ["q", "0"], ["q", "1"]], ["", ["q", "0"]], [["q", "0"], ["q", "1"]]]),
    ("labelled", [["", "a", REL]], [["x", "a", REL], ["", "a", ONE], ["a", REL], ["", "", REL]]),
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD["expr"])
def test_a_formula_is_read_as_it_stands(text):
    """The tree keeps its kind, and reading it twice gives the same."""
    assert read("expr", said(text)) == read("expr", said(text))
    assert read("expr", said(text))[0] == said(text)[0]


@pytest.mark.parametrize("text", GOOD["statement"])
def test_a_statement_is_read_as_it_stands(text):
    """Relations, predicates and their combinations."""
    assert read("statement", said(text))[0] == said(text)[0]


@pytest.mark.parametrize(("sort", "good", "bad"), LEAVES + TREES, ids=[row[0] for row in LEAVES + TREES])
def test_what_a_sort_holds(sort, good, bad):
    """Each value that is read, and each neighbour that is refused with a reason."""
    for data in good:
        read(sort, data)
    for data in bad:
        with pytest.raises(Rejected):
            read(sort, data)


def test_values():
    """Numbers are fractions, indices are normal, variables are pairs."""
    assert read("number", ["q", "-3/2"]) == Fraction(-3, 2)
    assert read("var", K) == ("k", "G")
    assert read("index", ["Index", [""]]) == ()
    assert read("index", ["Index", ["", ["", K, 2], ["", ["Var", "l", "G"], 1]]]) == (
        (("k", "G"), 2),
        (("l", "G"), 1),
    )
    assert read("expr", said("x[k]")) == ("Atom", "x", (((("k", "G"), 1),),))
    assert read("term*", [""]) == ()
    assert read("statement", said("x <= 2"))[:2] == ("Rel", "<=")
    assert read("label*", ["", "a", "b"]) == ("a", "b")
    assert read("order", None) is None
    assert read("order", 8) == 8


@pytest.mark.parametrize(("sort", "data", "reason"), [
    ("number", ["q", "x"], r"\['q', 'x'\] is not an exact number"),
    ("number", ["q", "2/4"], "not a reduced number of the allowed size"),
    ("exponent", ["q", "65"], "not a reduced exponent of the allowed size"),
    ("expr+", [""], "is not a list of expr"),
    ("expr", ["Sin", 1], "is no expr"),
    ("term", ["", K], "is no term"),
    ("flag", 1, "1 is no flag"),
    ("space", ["Space", "G", "N", True, False], "G is not an index set as it is described"),
    ("expr", ["SignAtom", "square", ["", ONE, ONE]], "square takes another number of arguments"),
])  # fmt: skip
def test_the_reason_names_what_is_wrong(sort, data, reason):
    """In one line."""
    with pytest.raises(Rejected, match=reason):
        read(sort, data)


def nested(depth):
    """- - - ... - 1"""
    data = ONE
    for _ in range(depth):
        data = ["Neg", data]
    return data


def test_nesting_has_a_limit():
    """Deep formulas are refused, not followed until the stack ends."""
    read("expr", nested(grammar.DEEPEST - 1))  # the number at the bottom is one level deeper
    with pytest.raises(Rejected, match="nested more than 160 levels deep"):
        read("expr", nested(grammar.DEEPEST))
    deep = ["", ["", "a", ["Implies", REL, REL]]]
    for _ in range(100):
        deep[1][2] = ["And", ["", deep[1][2]]]
    with pytest.raises(Rejected, match="nested more than 160 levels deep"):
        read("labelled*", deep)


def test_what_is_shown_of_data():
    """At most 60 characters, ASCII only."""
    assert shown("ä") == "'\\xe4'"
    assert shown("x" * 58) == "'" + "x" * 58 + "'"
    assert shown("x" * 59) == "'" + "x" * 56 + "..."
    assert len(shown("x" * 1000)) == 60


def test_the_tables():
    """What a certificate may hold, and how large it may be."""
    assert (grammar.DEEPEST, grammar.LARGEST_EXPONENT, grammar.LONGEST_NUMBER) == (160, 64, 4000)
    assert var("ks") == ["Var", "k", "G*"]
    assert set(grammar.STEPS) == {
        "Identity",
        "Derive",
        "Sign",
        "Strict",
        "ZeroSet",
        "Induct",
        "Cases",
        "Cite",
    }
    assert set(grammar.STATEMENTS) == {"Rel", "Pred", "And", "Implies", "Iff", "All"}
