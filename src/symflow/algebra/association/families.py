r"""The families: Hamming, Johnson, trees, complete multipartite graphs, one relation, groups, and products.

Formulas.
Hamming H(m, q): words of m letters out of q, relation = number of places that differ; the module `krawtchouk`.
Johnson J(n, k): subsets of k out of n, relation i = |x \ y|; v_i = C(k, i) C(n-k, i), m_j = C(n, j) - C(n, j-1),
p_i(j) = sum_t (-1)^t C(j, t) C(k-j, i-t) C(n-k-j, i-t)  (Eberlein).
Tree (b_1, ..., b_L): the leaves of a rooted tree in which every node of depth l - 1 has b_l children; relation r: the
last common ancestor is r levels above the leaves. With n_r the leaves under such an ancestor, n_0 = 1, n_L = K:
v_r = n_r - n_{r-1}; the mode j = 1..L, from coarse to fine, holds the differences between the children of one node of
depth j - 1, m_j = K/n_{L-j} - K/n_{L-j+1}; p_r(j) = n_r [r <= L-j] - n_{r-1} [r-1 <= L-j].
Complete multipartite, a parts of size b: the tree (a, b); relation 1 within a part, relation 2 between parts.
Wreath product: copies of a block, with one relation for all pairs between different copies; a tree is one of trees.
Product: pairs of points, pairs of relations; the eigenmatrix is the Kronecker product.
Group: relations {g, -g}, modes {k, -k}, for the groups whose characters have rational real parts.

Reference.  Bannai, Ito (1984), section III.2; for trees: Bailey, Association Schemes (2004), chapter 3 (nesting).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import accumulate
from math import comb, prod
from operator import mul

from symflow.algebra.association.krawtchouk import Krawtchouk
from symflow.algebra.association.scheme import (
    MOST_DIGITS,
    MOST_RELATIONS,
    AssociationScheme,
    Row,
    check_size,
    stored,
    whole,
)
from symflow.algebra.schemes import Scheme
from symflow.errors import InputError, LimitReached

MOST_LETTERS = 10**6
MOST_LEVELS = 64


def trivial(K: int) -> AssociationScheme:
    """K points and one relation between different ones: one mode, the collapse ray."""
    whole("K", K, 2, 10**MOST_DIGITS)
    return stored(f"trivial:{K}", ((1, K - 1), (1, -1)), (1, K - 1))


def hamming(m: int, q: int = 2) -> AssociationScheme:
    """H(m, q): K = q^m words, d = m. With q = 2 and m up to 1024, K goes to 2^1024.

    >>> hamming(3, 2).P
    ((1, 3, 3, 1), (1, 1, -1, -1), (1, -1, -1, 1), (1, -3, 3, -1))
    """
    whole("m", m, 1, MOST_RELATIONS - 1)
    whole("q", q, 2, MOST_LETTERS)
    if m * len(str(q)) > MOST_DIGITS:
        raise LimitReached(f"K = {q}^{m} has too many digits: at most {MOST_DIGITS}")
    sizes = tuple(comb(m, i) * (q - 1) ** i for i in range(m + 1))
    return AssociationScheme(f"hamming:{m},{q}", sizes, sizes, Krawtchouk(m, q))


def johnson(n: int, k: int) -> AssociationScheme:
    """J(n, k): K = C(n, k) subsets, d = min(k, n - k)."""
    whole("n", n, 2, MOST_RELATIONS)
    whole("k", k, 1, n - 1)
    d = min(k, n - k)

    def eberlein(j: int, i: int) -> int:
        terms = range(max(0, i - k + j), min(i, j) + 1)
        return sum((-1) ** t * comb(j, t) * comb(k - j, i - t) * comb(n - k - j, i - t) for t in terms)

    k = d  # the subset and its complement: the same scheme, and no negative binomials
    rows = tuple(tuple(eberlein(j, i) for i in range(d + 1)) for j in range(d + 1))
    return stored(f"johnson:{n},{d}", rows, (1, *(comb(n, j) - comb(n, j - 1) for j in range(1, d + 1))))


def tree(*branching: int) -> AssociationScheme:
    """The leaves of a rooted tree; `branching` from the root down, each at least 2. Modes go from coarse to fine.

    >>> tree(2, 3).valencies, tree(2, 3).multiplicities
    ((1, 2, 3), (1, 1, 4))
    """
    if not 1 <= len(branching) <= MOST_LEVELS:
        raise InputError.about("branching", branching, f"give from 1 to {MOST_LEVELS} numbers")
    for b in branching:
        whole("branching", b, 2, MOST_LETTERS)
    L, n = len(branching), list(accumulate(reversed(branching), mul, initial=1))

    def block(r: int, j: int) -> int:
        """The eigenvalue of the matrix of blocks of n_r leaves."""
        return n[r] if 0 <= r <= L - j else 0

    rows = tuple(tuple(block(r, j) - block(r - 1, j) for r in range(L + 1)) for j in range(L + 1))
    multiplicities = (1, *(n[L] // n[L - j] - n[L] // n[L - j + 1] for j in range(1, L + 1)))
    return stored("tree:" + ",".join(map(str, branching)), rows, multiplicities)


def multipartite(a: int, b: int) -> AssociationScheme:
    """a parts of b points each: relation 1 within a part, relation 2 between parts; mode 1 belongs to the parts."""
    whole("a", a, 2, MOST_LETTERS)
    whole("b", b, 2, MOST_LETTERS)
    found = tree(a, b)
    return AssociationScheme(
        f"multipartite:{a},{b}", found.valencies, found.multiplicities, found.eigenvalues
    )


def wreath(count: int, block: AssociationScheme) -> AssociationScheme:
    """`count` copies of a block, with one more relation for all pairs of points in different copies.

    Mode 1 holds the differences between the copies; the modes of the block follow, each count times as often.
    """
    whole("count", count, 2, MOST_LETTERS)
    check_size(block.d + 2)
    if len(str(count)) + len(str(block.K)) > MOST_DIGITS:
        raise LimitReached(f"K has too many digits: at most {MOST_DIGITS}")
    v = block.valencies
    rows = ((*v, (count - 1) * block.K), (*v, -block.K), *((*row, 0) for row in block.P[1:]))
    multiplicities = (1, count - 1, *(count * m for m in block.multiplicities[1:]))
    return stored(f"{count} x [{block.name}]", rows, multiplicities)


def product(*factors: AssociationScheme) -> AssociationScheme:
    """Pairs (triples, ...) of points and of relations; the index of the first factor runs fastest."""
    if not factors:
        raise InputError("product: needs at least one scheme")
    check_size(prod(f.d + 1 for f in factors))
    if sum(len(str(f.K)) for f in factors) > MOST_DIGITS:
        raise LimitReached(f"K has too many digits: at most {MOST_DIGITS}")
    rows = reduce(_kronecker_rows, (f.P for f in factors))
    multiplicities = reduce(_kronecker, (f.multiplicities for f in factors))
    return stored(" x ".join(f.name for f in factors), rows, multiplicities)


def _kronecker(first: Row, second: Row) -> Row:
    return tuple(x * y for y in second for x in first)


def _kronecker_rows(first: Sequence[Row], second: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(_kronecker(x, y) for y in second for x in first)


def group(scheme: Scheme) -> AssociationScheme:
    """The relations {g, -g} of walsh(m), or of a group with rational cosines (orders 2, 3, 4 and 6).

    Other groups have irrational eigenvalues (for Z_5 the golden ratio) and are refused: ``symflow.integrate`` takes
    cyclic(K) itself, for every K, with the real parts of its characters as balls.
    """
    classes = sorted({min(g, scheme.negate(g)) for g in range(scheme.K)})
    check_size(len(classes))
    sizes = tuple(1 if scheme.negate(g) == g else 2 for g in classes)
    try:
        rows = tuple(
            tuple(int(size * scheme.cosine(k, g)) for g, size in zip(classes, sizes, strict=True))
            for k in classes
        )
    except InputError:
        advice = "its eigenvalues are irrational; integrate cyclic(K) itself, or give orders 2, 3, 4 and 6"
        raise InputError.about("orders", scheme.orders, advice) from None
    return stored(f"group:{','.join(map(str, scheme.orders))}", rows, sizes)
