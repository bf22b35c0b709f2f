"""Modes that do not separate the classes: the flow of the quotient group, and all its digits at late times."""

from __future__ import annotations

import pytest
import reference
from agreeing import worst
from mpmath import mp, mpf

import symflow
from symflow.flow.solve import lifted
from symflow.flow.solve.quotient import quotient
from symflow.flow.solve.start import Start, from_factors, from_modes, scheme_of

EIGHT = ["0", "1/2", "0", "0", "0", "0", "1"]  # chi_2 and chi_7 are 1 on {0, 5}
ROUNDING = 0.50001


def start(K: int, modes: list[object], scheme: str = "walsh") -> Start:
    return from_modes(scheme_of(K, scheme), modes)


def test_the_quotient() -> None:
    """Characters are products of those of the modes; places, kernel and modes."""
    found = quotient(start(8, [*EIGHT]))
    assert found is not None
    assert (found.start.K, found.kernel, found.places) == (4, 2, (0, 1, 0, 0, 3, 0, 2))
    assert [str(s) for s in found.start.modes] == ["1/4", "1/2", "0"]
    even = quotient(start(6, [0, 1, 0, 1, 0], "cyclic"))
    assert even is not None
    assert (even.start.scheme.orders, even.kernel, even.places) == ((3,), 2, (0, 1, 0, 2, 0))
    third = quotient(start(9, [0, 0, 2, 0, 0, 2, 0, 0], "cyclic"))
    assert third is not None
    assert (third.start.K, third.kernel) == (3, 3)


@pytest.mark.parametrize(
    "given",
    [
        start(4, [1, 2, 3]),
        start(4, [1, 2, 0]),
        start(8, [1, 2, 0, 3, 0, 0, 0]),
        start(4, [0, 0, 0]),
        start(6, [1, 0, 0, 0, 1], "cyclic"),
        start(6, [0, 1, 1, 1, 0], "cyclic"),
        from_factors(scheme_of(4), [1, 0, 0], [0, 1, 0]),
    ],
)
def test_modes_that_separate_the_classes(given: Start) -> None:
    """Or none at all: there is nothing to divide by."""
    assert quotient(given) is None


def test_characters_on_the_quotient() -> None:
    """chi_k(g) depends on g by the characters of a basis only, as the small group has it."""
    found = quotient(start(16, [0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
    assert found is not None
    members = {place: k for k, place in enumerate(found.places, 1) if place}
    for g in range(16):
        small = sum((members[1 << i] & g).bit_count() % 2 << i for i in range(2))
        for place, k in members.items():
            assert (k & g).bit_count() % 2 == (place & small).bit_count() % 2


@pytest.mark.parametrize(
    ("modes", "scheme"),
    [
        (EIGHT, "walsh"),
        (["0", "0.5", "0"], "walsh"),
        (["0", "0.3", "0", "0.3", "0"], "cyclic"),
        (["0", "0", "1", "0", "0"], "cyclic"),
    ],
)
def test_against_the_dense_route(modes: list[str], scheme: str) -> None:
    """Which knows no groups."""
    modes = ["0.5" if s == "1/2" else s for s in modes]
    found = symflow.integrate(modes, scheme=scheme, t_end="1/2", digits=25, samples=2)
    true = reference.modes_at(scheme, modes, "0.5", 25)
    with mp.workdps(50):
        for x, y in zip(found.modes[-1], true, strict=True):
            assert x == "0" if y == 0 else abs(mpf(x) / y - 1) <= mpf(10) ** -24 / 2
        z = reference.basis(scheme, len(modes) + 1)
        logits = z * mp.diag([mpf(0), *true]) * z
        whole = mp.fsum(mp.exp(logits[g, 0]) for g in range(len(modes) + 1))
        loss = (len(modes) + 1) * (mp.log(whole) - logits[0, 0])
        assert abs(mpf(found.loss[-1]) / loss - 1) <= mpf(10) ** -24 / 2


def test_factors_against_the_dense_route() -> None:
    """Divided by the root of the kernel, and multiplied again."""
    a, b = ["0", "1", "0"], ["0", "0.5", "0"]
    found = symflow.integrate(a=a, b=b, t_end="1/2", digits=25, samples=2)
    true = reference.factors_at(a, b, "0.5", 25)
    with mp.workdps(50):
        for x, y in zip(found.a[-1] + found.b[-1], true, strict=True):
            assert x == "0" if y == 0 else abs(mpf(x) / y - 1) <= mpf(10) ** -24 / 2
    assert found.lyapunov == (None, None)


@pytest.mark.parametrize("end", ["1e20", "1e100", "1e1000"])
def test_late_times(end: str) -> None:
    """One active mode of K = 4 is the flow of K = 2, stretched twice: Ei(s / 2) + log(s / 2) = 4 t + const."""
    found = symflow.integrate(["0", "1/2", "0"], t_end=end, digits=30, samples=2)
    true = reference.on_the_ray(2, "0.25", end, 30)
    with mp.workdps(60):
        assert abs(mpf(found.modes[-1][1]) / (2 * true) - 1) <= mpf(10) ** -29 / 2
        loss = 4 * (mp.log(2) + mp.log1p(mp.exp(-true)))
        assert abs(mpf(found.loss[-1]) / loss - 1) <= mpf(10) ** -29 / 2


@pytest.mark.parametrize("end", ["1e3", "1e100"])
@pytest.mark.parametrize(
    "options",
    [
        {"modes": EIGHT},
        {"a": [0, 1, 0], "b": [0, "1/2", 0]},
        {"modes": [0, "1/3", 0, "1/3", 0], "scheme": "cyclic"},
    ],
)
def test_all_digits(options: dict[str, object], end: str) -> None:
    """Against a run with more of them."""
    found, fine = (
        symflow.integrate(**options, t_end=end, digits=digits, samples=3)  # type: ignore[arg-type]
        for digits in (15, 40)
    )
    assert worst(found, fine) <= ROUNDING


@pytest.mark.parametrize(
    "options",
    [
        {"modes": EIGHT},
        {"modes": EIGHT, "depth": 3},
        {"modes": ["0", "1/2", "0"], "depth": 5},
        {"a": [0, 1, 0], "b": [0, "1/2", 0]},
        {"modes": [0, "1/3", 0, "1/3", 0], "scheme": "cyclic"},
    ],
)
def test_the_whole_group_gives_the_same_while_it_is_early(
    options: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every depth, with its own time."""
    small = symflow.integrate(**options, t_end=2, digits=20, samples=3)  # type: ignore[arg-type]
    monkeypatch.setattr(lifted, "quotient", lambda _: None)
    whole = symflow.integrate(**options, t_end=2, digits=20, samples=3)  # type: ignore[arg-type]
    assert (small.modes, small.a, small.b) == (whole.modes, whole.a, whole.b)
    assert (small.loss, small.lyapunov) == (whole.loss, whole.lyapunov)
