"""Schemes with K from 2 to 4096 from every family, and random fusions of some, each made when it is asked for."""

from __future__ import annotations

import random
from collections.abc import Callable

from symflow import schemes
from symflow.algebra.association.scheme import AssociationScheme

Made = Callable[[], AssociationScheme]

FAMILIES: dict[str, Made] = {
    **{f"trivial {K}": (lambda K=K: schemes.trivial(K)) for K in (2, 3, 10, 4096)},
    **{f"hamming {m} 2": (lambda m=m: schemes.hamming(m)) for m in (1, 2, 3, 5, 6, 8, 12)},
    **{
        f"hamming {m} {q}": (lambda m=m, q=q: schemes.hamming(m, q))
        for m, q in ((2, 3), (3, 3), (2, 5), (6, 4), (3, 16), (2, 64))
    },
    **{
        f"johnson {n} {k}": (lambda n=n, k=k: schemes.johnson(n, k))
        for n, k in ((4, 2), (5, 2), (6, 3), (7, 5), (8, 4), (12, 6), (15, 5))
    },
    **{
        f"tree {b}": (lambda b=b: schemes.tree(*b))
        for b in ((2, 2), (2, 3, 4), (3, 2, 5), (5, 7, 3), (2,) * 12, (16, 16, 16))
    },
    **{
        f"multipartite {a} {b}": (lambda a=a, b=b: schemes.multipartite(a, b))
        for a, b in ((2, 3), (3, 4), (64, 64))
    },
    "group 2 2 2": lambda: schemes.group(schemes.walsh(3)),
    "group 2^5": lambda: schemes.group(schemes.walsh(5)),
    "group 6": lambda: schemes.group(schemes.cyclic(6)),
    "group 4 x 6": lambda: schemes.product(*map(_cyclic, (4, 6))),
    "product 12": lambda: schemes.product(schemes.hamming(2), schemes.trivial(3)),
    "product 60": lambda: schemes.product(schemes.johnson(5, 2), schemes.tree(2, 3)),
    "product 4096": lambda: schemes.product(schemes.tree(4, 4), schemes.hamming(8)),
    "wreath 30": lambda: schemes.wreath(3, schemes.johnson(5, 2)),
    "wreath 4096": lambda: schemes.wreath(16, schemes.hamming(8)),
}


def _cyclic(n: int) -> AssociationScheme:
    return schemes.group(schemes.cyclic(n))


def linear_fusion(m: int, seed: int) -> AssociationScheme:
    """Merge the relations of Z_2^m along the orbits of a random invertible matrix: always a scheme."""
    source = random.Random(seed)
    while True:
        columns = [source.randrange(1, 2**m) for _ in range(m)]
        images = [0]
        for column in columns:
            images += [x ^ column for x in images]
        if len(set(images)) == 2**m:
            return schemes.fuse(schemes.group(schemes.walsh(m)), orbits(images))


def orbits(images: list[int]) -> list[list[int]]:
    """The orbits of a permutation of 0..n that fixes 0, without that of 0."""
    found, seen = [], {0}
    for start in range(1, len(images)):
        if start not in seen:
            orbit = [start]
            while (x := images[orbit[-1]]) != start:
                orbit.append(x)
            seen.update(orbit)
            found.append(orbit)
    return found


def tree_fusion(branching: tuple[int, ...], seed: int) -> AssociationScheme:
    """Merge neighbouring levels of a tree at random: a tree with fewer levels."""
    source = random.Random(seed)
    parts: list[list[int]] = [[1]]
    for level in range(2, len(branching) + 1):
        if source.random() < 0.5:
            parts[-1].append(level)
        else:
            parts.append([level])
    return schemes.fuse(schemes.tree(*branching), parts)


def symmetric_square(block: AssociationScheme) -> AssociationScheme:
    """Pairs of points, with the relations (i, j) and (j, i) merged: the extension of length 2."""
    n = block.d + 1
    swapped = [i % n * n + i // n for i in range(n * n)]
    return schemes.fuse(schemes.product(block, block), orbits(swapped))


FUSIONS: dict[str, Made] = {
    **{
        f"linear 2^{m} seed {seed}": (lambda m=m, seed=seed: linear_fusion(m, seed))
        for m in (3, 4, 5, 6)
        for seed in range(3)
    },
    **{f"tree seed {seed}": (lambda seed=seed: tree_fusion((2, 3, 2, 4, 2), seed)) for seed in range(4)},
    "square of hamming": lambda: symmetric_square(schemes.hamming(3)),
    "square of johnson": lambda: symmetric_square(schemes.johnson(5, 2)),
    "square of a tree": lambda: symmetric_square(schemes.tree(4, 4, 4)),
    "even and odd distances": lambda: schemes.fuse(schemes.hamming(6), [[1, 3, 5], [2, 4], [6]]),
}
ALL = {**FAMILIES, **FUSIONS}
