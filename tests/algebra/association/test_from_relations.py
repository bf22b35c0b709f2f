"""Relation matrices against the formulas of the families, and what is refused."""

from __future__ import annotations

import itertools
import re

import dense_route as dense
import numpy as np
import pytest

from symflow import InputError, LimitReached, schemes

FAMILIES = {
    "hamming 4 2": (lambda: dense.words(4, 2), lambda: schemes.hamming(4)),
    "hamming 3 3": (lambda: dense.words(3, 3), lambda: schemes.hamming(3, 3)),
    "johnson 6 3": (lambda: dense.subsets(6, 3), lambda: schemes.johnson(6, 3)),
    "johnson 7 5": (lambda: dense.subsets(7, 5), lambda: schemes.johnson(7, 5)),
    "tree 3 2 4": (lambda: dense.leaves(3, 2, 4), lambda: schemes.tree(3, 2, 4)),
    "multipartite 3 4": (lambda: dense.leaves(3, 4), lambda: schemes.multipartite(3, 4)),
    "group 2^4": (lambda: dense.xor(4), lambda: schemes.group(schemes.walsh(4))),
    "group 6": (lambda: dense.circulant(6), lambda: schemes.group(schemes.cyclic(6))),
    "product": (
        lambda: dense.pairs(dense.subsets(5, 2), dense.leaves(2, 3)),
        lambda: schemes.product(schemes.johnson(5, 2), schemes.tree(2, 3)),
    ),
    "wreath": (
        lambda: dense.copies(3, dense.subsets(5, 2)),
        lambda: schemes.wreath(3, schemes.johnson(5, 2)),
    ),
}


@pytest.mark.parametrize(("relations", "family"), FAMILIES.values(), ids=FAMILIES)
def test_families(relations, family):
    """The same valencies, and the same modes up to their order."""
    found, known = schemes.from_relations(relations()), family()
    assert found.valencies == known.valencies
    assert sorted(zip(found.P, found.multiplicities, strict=True)) == sorted(
        zip(known.P, known.multiplicities, strict=True)
    )


@pytest.mark.parametrize("name", ["hamming 4 2", "tree 3 2 4", "johnson 6 3", "group 6"])
def test_every_fusion_is_judged_as_its_matrix_is(name):
    """All partitions of the relations: ``fuse`` by eigenvalues accepts those whose relation matrix is closed."""
    relations, family = FAMILIES[name]
    R, scheme = relations(), family()
    accepted = 0
    for parts in partitions(list(range(1, scheme.d + 1))):
        matrix = dense.merged(R, [(0,), *map(tuple, parts)])
        try:
            direct = schemes.from_relations(matrix)
        except InputError:
            with pytest.raises(InputError, match="the product of the parts"):
                schemes.fuse(scheme, parts)
            continue
        accepted += 1
        fused = schemes.fuse(scheme, parts)
        assert sorted(fused.P[0]) == sorted(direct.P[0])
        assert sorted(fused.multiplicities) == sorted(direct.multiplicities)
    assert accepted >= 2


def partitions(items: list[int]) -> list[list[list[int]]]:
    """All partitions of a list."""
    if not items:
        return [[]]
    first, *rest = items
    smaller = partitions(rest)
    return [[[first], *p] for p in smaller] + [
        [*p[:i], [first, *p[i]], *p[i + 1 :]] for p in smaller for i in range(len(p))
    ]


def edited(x: int, y: int, entry: int) -> list[list[int]]:
    R = dense.words(3, 2)
    R[x][y] = R[y][x] = entry
    return R


REFUSED = {
    "one pair moved": (
        edited(0, 1, 2),
        r"A_\d A_\d has the entry \d at \(.*\) and \d at \(.*\), both in relation",
    ),
    "equal points": (edited(0, 1, 0), r"R\[0\]\[1\]: 0 cannot be used; it stands off the diagonal"),
    "a diagonal entry": (edited(2, 2, 1), r"R\[2\]\[2\]: 1 cannot be used; it stands on the diagonal"),
    "a float": (edited(0, 1, 1.0), r"R\[0\]\[1\]: 1.0"),
    "a gap": ([[0, 2, 2], [2, 0, 2], [2, 2, 0]], "relation 1 is empty"),
    "not square": ([[0, 1], [1]], "not a square matrix"),
    "not symmetric": ([[0, 1, 2], [2, 0, 1], [1, 2, 0]], r"R\[0\]\[1\] = 1, R\[1\]\[0\] = 2"),
    "a pentagon": (dense.circulant(5), "an eigenvalue is irrational"),
    "an octagon": (dense.circulant(8), "an eigenvalue is irrational"),
    "a path": ([[0, 1, 2], [1, 0, 1], [2, 1, 0]], "not an association scheme"),
    "blocks of 1 and 2": ([[0, 1, 1], [1, 0, 2], [1, 2, 0]], "not an association scheme"),
}


@pytest.mark.parametrize(("matrix", "message"), REFUSED.values(), ids=REFUSED)
def test_refusals(matrix, message):
    """Each names what fails, and where."""
    with pytest.raises(InputError, match=message):
        schemes.from_relations(matrix)


def test_the_named_entries_are_right():
    """The two entries of A_i A_j that the refusal names are what a matrix product gives there."""
    R = edited(0, 3, 3)
    with pytest.raises(InputError, match="is not an association scheme") as found:
        schemes.from_relations(R)
    i, j, value, x, y, other, a, b, k = map(int, re.findall(r"\d+", str(found.value)))
    product = dense.adjacency(R)[i] * dense.adjacency(R)[j]
    assert (int(product[x, y]), int(product[a, b])) == (value, other)
    assert R[x][y] == R[a][b] == k
    assert value != other


def test_whole_numbers_of_numpy():
    """A relation matrix may come from numpy; floats and truth values may not."""
    R = np.array(dense.words(3, 2))
    assert schemes.from_relations(R) == schemes.hamming(3)
    for kind in (float, bool):
        with pytest.raises(InputError, match=r"R\[0\]\[0\]"):
            schemes.from_relations(R.astype(kind))
    assert schemes.from_eigenmatrix(np.array(schemes.hamming(3).P)) == schemes.hamming(3)


def test_limits():
    """What cannot be checked pair by pair in bounded time is not begun."""
    with pytest.raises(LimitReached, match="K = 1025"):
        schemes.from_relations([[0] * 1025 for _ in range(1025)])


def test_direct_sums_are_refused_with_the_reason():
    """The softmax couples the blocks."""
    with pytest.raises(InputError, match="couples the blocks"):
        schemes.direct_sum(schemes.trivial(2), schemes.trivial(3))


def test_irrational_groups_are_sent_to_where_they_work():
    """Z_10 keeps its own way."""
    with pytest.raises(InputError, match=r"integrate cyclic\(K\) itself"):
        schemes.group(schemes.cyclic(10))


@pytest.mark.parametrize(
    ("P", "message"),
    {
        "strongly regular, not whole": ([[1, 4, 5], [1, 1, -2], [1, -2, 1]], "multiplicity"),
        "half an edge": ([[1, 1, 1], [1, -1, 0], [1, 0, -1]], "is not"),
        "a float": ([[1, 1], [1, -1.0]], "-1.0"),
        "fractions": ([[1, 2], [1, "-1/2"]], "not whole"),
    }.values(),
)
def test_eigenmatrices_that_are_none(P, message):
    """Each is refused by a condition."""
    with pytest.raises(InputError, match=message):
        schemes.from_eigenmatrix(P)


def test_krein_and_absolute_bounds():
    """Parameters with whole intersection numbers that fail: srg(28, 9, 0, 4) and srg(50, 21, 4, 12)."""
    krein = [[1, 9, 18], [1, 1, -2], [1, -5, 4]]
    with pytest.raises(InputError, match="Krein number"):
        schemes.from_eigenmatrix(krein)
    absolute = [[1, 21, 28], [1, 1, -2], [1, -9, 8]]
    with pytest.raises(InputError, match=r"(absolute bound|Krein number)"):
        schemes.from_eigenmatrix(absolute)


def test_a_matrix_without_a_scheme_may_pass():
    """srg(76, 21, 2, 7) does not exist (Haemers 1993): from_eigenmatrix cannot know, and says so on its page."""
    assert schemes.from_eigenmatrix([[1, 21, 54], [1, 2, -3], [1, -7, 6]]).K == 76


def test_all_pairs_of_small_products():
    """Products of the smallest schemes are those of the dense matrices."""
    small = {"2": dense.circulant(2), "3": dense.circulant(3), "4": dense.circulant(4)}
    known = {name: schemes.from_relations(R) for name, R in small.items()}
    for a, b in itertools.product(small, repeat=2):
        found = schemes.from_relations(dense.pairs(small[a], small[b]))
        assert sorted(found.P) == sorted(schemes.product(known[a], known[b]).P)
