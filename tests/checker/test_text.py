"""Statements in words: exactly these lines, from the trees and from nothing else."""

from __future__ import annotations

import pytest
from toy_trees import formula, read, said, space, statement

from symflow.checker.text import formula as words
from symflow.checker.text import index_text, lines, sentence

FORMULAS = [
    ("2", "2"), ("0", "0"), ("-2", "(-2)"), ("1/2", "(1/2)"), ("K", "K"), ("x", "x"), ("x[k, l]", "x[k, l]"),
    ("x[0]", "x[0]"), ("x[ks]", "x[k*]"), ("x[k + g]", "x[g + k]"), ("x[2*k - 3*g]", "x[- 3g + 2k]"),
    ("x[-ks]", "x[- k*]"), ("x[2*ks - l]", "x[2k* - l]"), ("D(k, 0)", "delta(k, 0)"), ("chi(k, g)", "chi(k, g)"),
    ("exp(x)", "exp(x)"), ("excess(x)", "excess(x)"), ("pairing(x, y)", "pairing(x, y)"),
    ("Sum(ks, x[ks])", "sum(k* in G*: x[k*])"), ("Max(i, F[i])", "max(i in K: F[i])"),
    ("Min(i, F[i])", "min(i in K: F[i])"), ('ddt("f", x)', "d/dt[f](x)"), ("partial(x, y)", "d/d(y)(x)"),
]  # fmt: skip

SENTENCES = [
    ("x == y", "x == y"), ("x <= 0", "x <= 0"), ('Pred("increasing", "f", x, y)', "increasing[f](x, y)"),
    ("And(x == y, x < y)", "(x == y and x < y)"), ("Implies(x == y, x < y)", "(x == y implies x < y)"),
    ("Iff(x == y, x < y)", "(x == y iff x < y)"), ("All([k, ls], x == y)", "(for all k in G, l* in G*: x == y)"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FORMULAS)
def test_formulas_in_words(text, expected):
    """Each kind of formula has one reading."""
    assert words(formula(text)) == expected


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_statements_in_words(text, expected):
    """Each kind of statement has one reading."""
    assert sentence(statement(text)) == expected


def test_different_formulas_have_different_words():
    """Brackets keep apart what is different."""
    texts = ["x + y*u", "(x + y)*u", "Neg(x + y)", "Neg(x) + y", "Neg(x)*y", "x*Neg(y)", "x - y", "Neg(x*y)", "Neg(x)**2",
             "Neg(x**2)", "(x*y)**2", "x*y**2", "x**(1/2)", "1/2*x", "exp(x)*y", "exp(x*y)", "Sum(k, x[k])*y",
             "Sum(k, x[k]*y)", "Sum(ks, x[ks])", "Max(k, x[k])", "-2", "2"]  # fmt: skip
    trees = [formula(t) for t in texts]
    assert len({words(t) for t in trees}) == len(set(trees))


def test_indices_in_words():
    """A sign stands before every term but a first positive one; the empty index is 0."""
    rows = (("k", "k"), ("0", "0"), ("-k", "- k"), ("g - k", "g - k"), ("3*k", "3k"), ("g + 2*ks", "g + 2k*"))
    for text, expected in rows:
        assert index_text(formula(f"x[{text}]")[2][0]) == expected


@pytest.mark.parametrize(
    ("group", "order", "least", "first"),
    [
        (None, None, 3, "for all K >= 3; n, d >= 1; N = K - 1"),
        ("recursive", None, 2, "for all chi over Z_2^m by recursion, every m >= 0; N = K - 1"),
        ("boolean", 8, 2, "for all G = Z_2^m, K = 8; N = K - 1"),
        ("boolean", None, 4, "for all G = Z_2^m, K = 2^m >= 4; N = K - 1"),
        ("cyclic", None, 2, "for all G = Z_K, K >= 2, chi_k(g) = exp(2 pi i k g/K); N = K - 1"),
        ("cyclic", 10, 10, "for all G = Z_K, K = 10, chi_k(g) = exp(2 pi i k g/K); N = K - 1"),
        ("abelian", None, 2,
         "for all G any finite abelian group of order K >= 2, chi a symmetric bicharacter; N = K - 1"),
    ],
)  # fmt: skip
def test_where_a_claim_is_made(group, order, least, first):
    """The first line says for which K."""
    assert lines(read("domain", space("", group, order, least)), ())[0] == first


def test_a_whole_claim():
    """Quantities, definitions, flows, hypotheses and parts, a line each."""
    where = space(
        "x positive; s[G,d] nonnegative vanishing even; H[G*] hermitian; y; z vanishing",
        "abelian",
        assume={"small": "x <= 1"},
        define={"q[k]": "s[k, f]*x", "r": "x"},
        flows={"f": {"x": "y", "s[k,f]": "x"}},
    )
    parts = tuple(read("labelled", ["", "a", said("x == r")]) for _ in range(1))
    expected = [
        "for all x: positive",
        "for all s on G x d: nonnegative, zero at 0, even",
        "for all H on G*: complex, hermitian",
        "for all y: real",
        "for all z: real, zero at 0",
        "r = x",
        "along f: d/dt x = y",
        "along f: d/dt s[k, f] = x",
        "assume small: x <= 1",
        "a: x == r",
    ]
    found = lines(read("domain", where), parts)
    assert found[1:6] == expected[:5]
    assert found[7].endswith(expected[5])
    assert found[8:] == expected[6:]
    assert found[6].startswith("let q[k] = ")
