"""The claims about association schemes at exact points: schemes with K from 2 to 4096, and random fusions."""

from __future__ import annotations

import random
from fractions import Fraction
from functools import cache

import pytest

from symflow.algebra.association import (
    AssociationScheme,
    from_eigenmatrix,
    from_relations,
    fuse,
    group,
    hamming,
    johnson,
    multipartite,
    product,
    tree,
    trivial,
    walsh,
    wreath,
)
from symflow.algebra.schemes import cyclic
from symflow.algebra.statement import All, Rel
from symflow.claim.claim import Instance, instance
from symflow.errors import InputError
from symflow.evidence.points.evaluate import Evaluator
from symflow.evidence.points.witness import assignments, examine, free_of, in_domain
from symflow.ledger import claims
from symflow.numeric.arithmetic import Ball

BOOK = claims()
SPECTRAL = ("scheme-identity", "scheme-lyapunov")
MATRICES = ("scheme-eigenvalues", "scheme-diagonal", "scheme-flow")
SMALL = [
    trivial(2),
    trivial(3),
    trivial(4),
    hamming(2, 2),
    tree(2, 2),
    multipartite(2, 2),
    multipartite(3, 2),
]
SCHEMES = [
    *SMALL,
    *(trivial(K) for K in (5, 10, 1000)),
    *(hamming(m, q) for m, q in ((3, 2), (5, 2), (8, 2), (12, 2), (2, 3), (4, 3), (6, 4), (4, 8))),
    *(johnson(n, k) for n, k in ((4, 2), (5, 2), (6, 3), (9, 4), (14, 6))),
    *(tree(*b) for b in ((3, 2), (2, 2, 2), (5, 2), (2,) * 6, (8, 8, 8, 8))),
    *(multipartite(a, b) for a, b in ((2, 3), (5, 4), (64, 64))),
    *(group(scheme) for scheme in (walsh(3), cyclic(4), cyclic(6))),
    product(trivial(3), hamming(2, 2)),
    product(hamming(3, 2), johnson(5, 2)),
    product(trivial(2), trivial(3), trivial(4)),
    wreath(3, hamming(2, 2)),
    wreath(2, johnson(5, 2)),
    from_eigenmatrix([[1, 3, 6], [1, 1, -2], [1, -2, 1]], "petersen"),
]


@cache
def fusions() -> tuple[AssociationScheme, ...]:
    """Twelve merges of relations that are schemes again, drawn at random from several schemes."""
    rng, found = random.Random(7), []
    sources = [group(walsh(3)), hamming(4, 2), tree(2, 3, 2), product(trivial(2), trivial(3), trivial(2))]
    while len(found) < 12:
        source = sources[len(found) % len(sources)]
        labels = [rng.randrange(rng.randint(2, source.d)) for _ in range(source.d)]
        parts = [[i + 1 for i, label in enumerate(labels) if label == part] for part in sorted(set(labels))]
        try:
            merged = fuse(source, parts)
        except InputError:
            continue
        if 1 < merged.d < source.d:
            found.append(merged)
    return tuple(found)


def table(scheme: AssociationScheme) -> dict[str, tuple[Fraction, ...]]:
    """Valencies, multiplicities and eigenvalues without the trivial ones; p runs over relations, then modes."""
    rest = range(1, scheme.d + 1)
    return {
        "v": tuple(Fraction(scheme.valencies[i]) for i in rest),
        "m": tuple(Fraction(scheme.multiplicities[j]) for j in rest),
        "p": tuple(Fraction(scheme.p(j, i)) for i in rest for j in rest),
    }


def modes(scheme: AssociationScheme, shift: int) -> tuple[Fraction, ...]:
    """Positive modes, different from each other."""
    return tuple(Fraction(1 + (j * (shift + 2)) % 7, 3) + Fraction(j, 50) for j in range(scheme.d))


def check(name: str, point: Instance) -> int:
    """Every relation of the claim holds at the point, and its hypotheses too; how many were decided."""
    claim, decided = BOOK[name], 0
    evaluator = Evaluator(claim.domain, point, Ball(256))
    assert in_domain(evaluator).state == "holds"
    for label, sequent in claim.sequents():
        if not isinstance(sequent.conclusion, Rel):
            continue
        for env in assignments(evaluator, free_of(sequent)):
            reading = examine(evaluator, sequent, env)
            assert reading.state != "fails", (label, env)
            decided += reading.difference is not None
    return decided


@pytest.mark.parametrize("scheme", [*SCHEMES, *fusions()], ids=lambda s: f"{s.name}-{s.K}")
def test_the_lyapunov_claims_hold_on_real_schemes(scheme: AssociationScheme) -> None:
    """Hypotheses are met exactly; the identities and signs hold at unequal and at equal modes."""
    for s in (modes(scheme, 1), modes(scheme, 2), (Fraction(3, 2),) * scheme.d):
        point = instance("none", scheme.K, d=scheme.d, **table(scheme), s=s)
        for name in SPECTRAL:
            assert check(name, point) >= 2


def test_there_are_enough_schemes() -> None:
    """At least 30, from K = 2 to K = 4096, and twelve fusions of at least two sizes."""
    sizes = [scheme.K for scheme in SCHEMES]
    assert len(SCHEMES) >= 30
    assert min(sizes) == 2
    assert max(sizes) == 4096
    assert len({scheme.d for scheme in fusions()}) >= 2


def test_another_table_is_outside_the_domain() -> None:
    """With one eigenvalue changed a hypothesis fails: the checks above can fail."""
    scheme = hamming(3, 2)
    values = table(scheme)
    values["p"] = (values["p"][0] + 1, *values["p"][1:])
    point = instance("none", scheme.K, d=scheme.d, **values, s=modes(scheme, 1))
    assert in_domain(Evaluator(BOOK["scheme-identity"].domain, point, Ball(128))).state == "fails"


PAIR = ((0, 1), (1, 0))
RELATIONS = {
    "one pair": PAIR,
    "three classes": ((0, 1, 1), (1, 0, 1), (1, 1, 0)),
    "a square": ((0, 1, 1, 2), (1, 0, 2, 1), (1, 2, 0, 1), (2, 1, 1, 0)),
    "two pairs of classes": ((0, 1, 2, 2), (1, 0, 2, 2), (2, 2, 0, 1), (2, 2, 1, 0)),
    "Z_2 x Z_2": ((0, 1, 2, 3), (1, 0, 3, 2), (2, 3, 0, 1), (3, 2, 1, 0)),
    "three pairs of classes": tuple(
        tuple(0 if x == y else 1 if x // 2 == y // 2 else 2 for y in range(6)) for x in range(6)
    ),
}


@pytest.mark.parametrize("name", MATRICES)
@pytest.mark.parametrize("kind", RELATIONS)
def test_the_claims_about_matrices_hold_at_real_matrices(kind: str, name: str) -> None:
    """Relations and idempotents as matrices: the axioms hold exactly, and no part fails."""
    relation, scheme = RELATIONS[kind], from_relations(RELATIONS[kind])
    K, d, values = scheme.K, scheme.d, table(scheme)
    rest, classes = range(1, d + 1), range(K)
    dual = [[scheme.q(i, j) / K for i in range(d + 1)] for j in rest]
    values["A"] = tuple(Fraction(relation[x][y] == i) for i in rest for x in classes for y in classes)
    values["E"] = tuple(row[relation[x][y]] for row in dual for x in classes for y in classes)
    values["r0"] = tuple(row[0] for row in dual)
    values["r"] = tuple(entry for row in dual for entry in row[1:])
    more = (
        {} if name == "scheme-eigenvalues" else {"a": modes(scheme, 1), "b": modes(scheme, 2), "R": unit(K)}
    )
    assert check(name, instance("none", K, n=K if more else 1, d=d, **values, **more)) > K


def unit(K: int) -> tuple[int, ...]:
    """The K x K unit matrix, row by row."""
    return tuple(int(x == y) for x in range(K) for y in range(K))


def test_the_hypotheses_are_what_is_shown_for_every_scheme() -> None:
    """What scheme-identity assumes of a table, word for word, is what scheme-eigenvalues proves from the axioms."""
    shown = dict(BOOK["scheme-eigenvalues"].parts)
    assumed = BOOK["scheme-identity"].domain.hypotheses
    assert [name for name, _ in assumed] == ["rows", "columns", "classes", "orthogonal"]
    for name, statement in assumed:
        assert not isinstance(statement, All)
        assert shown[name] == statement
    assert BOOK["scheme-lyapunov"].domain == BOOK["scheme-identity"].domain
    here, there = (
        BOOK["scheme-identity"].domain.model.variables,
        BOOK["scheme-eigenvalues"].domain.model.variables,
    )
    assert {v for v in here if v.name != "s"} <= set(there)
