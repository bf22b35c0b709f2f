"""W and H from any start against a dense integrator, and the law that they conserve."""

from __future__ import annotations

import ast
import random
from pathlib import Path
from typing import Any

import dense
import mpmath
import pytest
from flint import arb, arb_mat
from mpmath import mp

from symflow.flow.solve.matrices import Matrices, Product
from symflow.flow.solve.matrices_errors import Errors
from symflow.numeric.ball import precision
from symflow.numeric.ode.stepper import Stepper, accuracy, log2_of

HERE = Path(__file__).parent
SHAPES = [(2, 1), (2, 3), (3, 2), (4, 5)]


def start(K: int, d: int, scale: int) -> list[int]:
    """Entries in thousandths."""
    source = random.Random(1000 * K + d)
    return [source.randint(-scale, scale) for _ in range(2 * K * d)]


def integrated(K: int, d: int, entries: list[int], end: str, digits: int) -> tuple[arb_mat, arb_mat]:
    """By the engine, from thousandths."""
    system, settings = Matrices(K, d), accuracy(digits)
    with precision(settings.bits + 64):
        state = [(arb(x) / 1000).mid() for x in entries]
        time = arb(end).mid()
        stepper = Stepper(system, state, settings, lambda: None, lambda reached: None)
        piece = stepper.advance(time)
        while piece.end < time:
            piece = stepper.advance(time)
        return system.split([x.mid() for x in piece.state(piece.place(time))])


def exactly(x: arb) -> Any:
    """The same number for mpmath."""
    return mpmath.mpf(tuple(int(part) for part in x.mid().man_exp()))


def error(K: int, d: int, entries: list[int], end: str, digits: int) -> float:
    """The largest difference between the two routes, relative to the largest entry."""
    found = integrated(K, d, entries, end, digits)
    with mp.workdps(digits + 20):
        W, H = dense.split([mpmath.mpf(x) / 1000 for x in entries], K, d)
        true = dense.matrices_at(W, H, end, digits)
        pairs = [
            (exactly(x), y)
            for one, two in zip(found, true, strict=True)
            for x, y in zip(one.entries(), two, strict=True)
        ]
        return float(max(abs(x - y) for x, y in pairs) / max(abs(y) for _, y in pairs))


def test_the_routes_share_no_module() -> None:
    """The dense route knows nothing of symflow."""
    nodes = list(ast.walk(ast.parse((HERE / "dense.py").read_text(encoding="utf-8"))))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert names == {"__future__", "random", "typing", "mpmath", "reference"}


@pytest.mark.parametrize(("K", "d"), SHAPES)
def test_any_start(K: int, d: int) -> None:
    """More features than classes or fewer; large and small."""
    assert error(K, d, start(K, d, 1500), "1", 25) < 1e-24


def test_one_matrix_starts_at_zero() -> None:
    """It is held on the scale of the other."""
    entries = start(3, 3, 1000)
    assert error(3, 3, [*entries[:9], *([0] * 9)], "1", 20) < 1e-19
    assert error(3, 3, [*([0] * 9), *entries[9:]], "1", 20) < 1e-19


def test_very_uneven_matrices() -> None:
    """W is a hundred thousand times H, and the loss falls fast: neither loses its digits."""
    entries = [100 * x for x in start(2, 2, 999)[:4]] + start(2, 2, 1)[4:]
    assert error(2, 2, entries, "0.0005", 20) < 1e-19


@pytest.mark.parametrize("end", ["1", "1e6", "1e40"])
def test_what_is_conserved(end: str) -> None:
    """W^T W - H H^T, however late."""
    K, d, digits = 4, 3, 25
    entries = start(K, d, 800)
    w, h = integrated(K, d, entries, end, digits)
    with precision(200):
        first = [arb(x) / 1000 for x in entries]
        w0, h0 = arb_mat(K, d, first[: K * d]), arb_mat(d, K, first[K * d :])
        change = w.transpose() * w - h * h.transpose() - (w0.transpose() * w0 - h0 * h0.transpose())
        size = max(map(log2_of, (w.transpose() * w).entries()))
        assert max(map(log2_of, change.entries())) < size - 3.32 * (digits - 2)
        moved = max(map(log2_of, (w - w0).entries()))
    assert moved > -3


def test_late_times_cost_few_steps() -> None:
    """Steps per decade of t, not per unit of t: the loss goes to 0 like 1 / t."""
    system, settings = Matrices(3, 3), accuracy(20)
    with precision(settings.bits + 64):
        state = [(arb(x) / 1000).mid() for x in start(3, 3, 500)]
        stepper = Stepper(system, state, settings, lambda: None, lambda reached: None)
        while stepper.time < arb("1e100"):
            stepper.advance(arb("1e100"))
    assert stepper.count < 80


def test_a_product_of_series() -> None:
    """The short way to the coefficients of a product gives what Cauchy's sum gives."""
    from flint import fmpz_mat

    source = random.Random(5)
    left, right = ([fmpz_mat(2, 2, [source.randint(-(10**30), 10**30) for _ in range(4)])] for _ in range(2))
    product = Product(left, right)
    for n in range(7):
        assert product.last() == sum((left[i] * right[n - i] for i in range(n + 1)), fmpz_mat(2, 2))
        for series in (left, right):
            series.append(fmpz_mat(2, 2, [source.randint(-(10**30), 10**30) for _ in range(4)]))


def no_slowness(errors: Errors) -> None:
    """1/T stays what it was."""
    errors._slowness[1:] = [0] * (len(errors._slowness) - 1)


def no_mean(errors: Errors) -> None:
    """P is not normalised again."""
    for means in errors._means:
        means[-1] = 0


@pytest.mark.parametrize("planted", [no_slowness, no_mean])
def test_a_planted_error_makes_the_routes_disagree(monkeypatch: pytest.MonkeyPatch, planted: Any) -> None:
    """Each wrong recurrence is seen."""
    right = Errors._finish

    def wrong(errors: Errors, j: int, parts: list[int], n: int) -> None:
        planted(errors)
        right(errors, j, parts, n)

    monkeypatch.setattr(Errors, "_finish", wrong)
    assert error(3, 3, start(3, 3, 1500), "1", 15) > 1e-8
