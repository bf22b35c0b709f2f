"""Random points are exact, lie where they should, and reach the shapes in which errors hide."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from fractions import Fraction
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from symflow import Scheme, cyclic, walsh
from symflow.errors import InputError
from symflow.testing import (
    Factors,
    Frame,
    Logits,
    Network,
    Spectrum,
    critical_networks,
    factors,
    frames,
    logits,
    near_optimal_networks,
    networks,
    permutations,
    plugin,
    schemes,
    spectra,
    times,
    translations,
)

ROOT = Path(__file__).resolve().parents[2]
QUIET = settings(max_examples=60, deadline=None, database=None, derandomize=True)
LONG = settings(max_examples=4000, deadline=None, database=None, derandomize=True)


def exact(value: object) -> bool:
    """Whether every number in it is an integer or a fraction."""
    if isinstance(value, tuple):
        return all(exact(part) for part in value)
    return type(value) in (int, Fraction)


@QUIET
@given(spectra())
def test_spectra_are_even(spectrum: Spectrum) -> None:
    assert exact(spectrum.s)
    assert spectrum.s[0] == 0
    assert min(spectrum.s) >= 0
    assert max(spectrum.s) <= 1000
    spectrum.scheme.check_even(spectrum.s)


@QUIET
@given(spectra(sign="positive"))
def test_positive_spectra_are_positive(spectrum: Spectrum) -> None:
    assert min(spectrum.s[1:]) > 0


@QUIET
@given(factors(), factors(balanced=True), factors(balanced=False))
def test_factors(either: Factors, same: Factors, other: Factors) -> None:
    assert same.a == same.b
    for pair in (either, same, other):
        assert exact(pair.a)
        assert min(pair.a + pair.b) >= 0
        assert pair.spectrum.s == tuple(a * b for a, b in zip(pair.a, pair.b, strict=True))


@QUIET
@given(frames())
def test_frames_are_orthonormal(frame: Frame) -> None:
    columns = list(zip(*frame.R, strict=True))
    for i, left in enumerate(columns):
        for j, right in enumerate(columns):
            assert sum(x * y for x, y in zip(left, right, strict=True)) == int(i == j)


@QUIET
@given(logits(), logits(rows=5, columns=2))
def test_logits_are_safe(some: Logits, sized: Logits) -> None:
    assert max(abs(x) for row in some.Z for x in row) <= 1000
    assert (len(sized.Z), len(sized.Z[0])) == (5, 2)
    assert exact(some.Z)


@QUIET
@given(critical_networks())
def test_critical_networks_have_no_gradient(at: Network) -> None:
    """Equal logits in each column, so P = 1/K: the gradient is a rational number, and it is 0."""
    K, N = len(at.W), len(at.labels)
    assert all(row == at.W[0] for row in at.W)
    slope = [[Fraction(1, K) - (at.labels[j] == i) for j in range(N)] for i in range(K)]
    assert all(sum(slope[i][j] * row[j] for j in range(N)) == 0 for i in range(K) for row in at.H)
    assert all(
        sum(at.W[i][d] * slope[i][j] for i in range(K)) == 0 for d in range(len(at.H)) for j in range(N)
    )


@QUIET
@given(near_optimal_networks())
def test_near_optimal_networks_are_near_the_ray(at: Network) -> None:
    """The logits differ little from size^2 (1 - J/K): all diagonal ones agree, and so do the others."""
    K = len(at.W)
    Z = [
        [sum(w * h for w, h in zip(row, column, strict=True)) for column in zip(*at.H, strict=True)]
        for row in at.W
    ]
    diagonal = [Z[i][i] for i in range(K)]
    others = [Z[i][j] for i in range(K) for j in range(K) if i != j]
    assert max(diagonal) - min(diagonal) < 1
    assert max(others) - min(others) < 1
    assert min(diagonal) > max(others)


@QUIET
@given(st.data())
def test_permutations_translations_times(data: st.DataObject) -> None:
    scheme = data.draw(schemes(largest=12))
    assert sorted(data.draw(permutations(scheme.K))) == list(range(scheme.K))
    assert 0 <= data.draw(translations(scheme)) < scheme.K
    assert 0 <= data.draw(times(1)) <= 1


@pytest.mark.parametrize(
    ("strategy", "wanted"),
    [
        (schemes(), lambda g: g == walsh(6)),
        (schemes(), lambda g: g == cyclic(37)),
        (schemes(["cyclic"]), lambda g: g.K == 64),
        (spectra(walsh(3)), lambda p: len(set(p.s[1:])) == 2 and 0 in p.s[1:]),
        (spectra(walsh(3)), lambda p: len(set(p.s[1:])) >= 5),
        (spectra(cyclic(9)), lambda p: len(set(p.s[1:])) == 1 and p.s[1] > 0),
        (spectra(walsh(2), "positive"), lambda p: max(p.s) > 10**13 * min(p.s[1:])),
        (spectra(), lambda p: max(p.s) == 1000),
        (spectra(), lambda p: 0 < max(p.s) < Fraction(1, 10**11)),
        (spectra(sign="real"), lambda p: min(p.s) < 0),
        (factors(), lambda p: p.a != p.b),
        (frames(rows=4, columns=3), lambda f: any(x.denominator > 1 for row in f.R for x in row)),
        (critical_networks(3), lambda n: len(n.labels) == 6 and any(n.W[0]) and any(map(any, n.H))),
        (near_optimal_networks(3), lambda n: tuple(zip(*n.H, strict=True)) != n.W),
        (networks(2), lambda n: len(set(n.labels)) == 2),
        (permutations(6), lambda p: all(p[i] != i for i in range(6))),
        (times(), lambda t: t == 0),
    ],
)
def test_the_shapes_occur(strategy: st.SearchStrategy[object], wanted: object) -> None:
    find(strategy, wanted, settings=LONG)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Spectrum(walsh(1), (0, 0.5)),  # type: ignore[arg-type]
        lambda: Spectrum(walsh(1), (0, 1, 2)),  # type: ignore[arg-type]
        lambda: Spectrum(cyclic(3), ("0", "1", "2")),  # type: ignore[arg-type]
        lambda: Factors(walsh(1), ("0", "-1"), ("0", "1")),  # type: ignore[arg-type]
        lambda: Frame((("1", "1"), ("0", "1"))),  # type: ignore[arg-type]
        lambda: Logits(()),
        lambda: Logits((("1",), ("1", "2"))),  # type: ignore[arg-type]
        lambda: Network((("1",),), (("1",), ("2",)), (0,)),  # type: ignore[arg-type]
        lambda: Network((("1",),), (("1",),), (1,)),  # type: ignore[arg-type]
        lambda: Network((("1",),), (("1",),), (0, 0)),  # type: ignore[arg-type]
        lambda: schemes(["fourier"]).example(),
        lambda: schemes([]).example(),
        lambda: schemes(["walsh"], 9, 15).example(),
        lambda: spectra(walsh(1), "odd").example(),
        lambda: frames(rows=2, columns=3).example(),
    ],
)
@pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")
def test_what_is_not_such_a_point_is_refused(make: object) -> None:
    with pytest.raises(InputError):
        make()  # type: ignore[operator]


def test_the_entry_point_registers_the_types() -> None:
    """The line in pyproject.toml names the function, and from_type works after it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["entry-points"]["hypothesis"]["symflow"].partition(":")
    register = getattr(import_module(module), name)
    assert register is plugin.register
    register()
    for kind in (Scheme, Spectrum, Factors, Frame, Logits, Network):
        assert isinstance(find(st.from_type(kind), lambda point: True, settings=QUIET), kind)


def test_the_entry_point_is_light() -> None:
    """Every test suite that uses hypothesis loads it: no numerical library comes with it."""
    program = (
        "import sys; from symflow.testing.plugin import register; register(); "
        "print(sorted({'numpy', 'flint', 'mpmath', 'sympy'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


@pytest.mark.parametrize(
    "first",
    [
        "hypothesis",
        "symflow.testing",
        "symflow.testing.draw",
        "symflow.testing.points",
        "symflow.testing.strategies",
        "symflow.testing.plugin",
        "symflow.testing.run",
        "symflow.claim.strategies",
        "symflow.facade",
    ],
)
def test_an_installed_entry_point_meets_no_module_half_read(first: str, tmp_path: Path) -> None:
    """Whatever is imported first: the metadata of an installed package, made by hand, are on the path."""
    folder = tmp_path / "symflow-0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: symflow\nVersion: 0\n", encoding="utf-8")
    named = "[hypothesis]\nsymflow = symflow.testing.plugin:register\n"
    (folder / "entry_points.txt").write_text(named, encoding="utf-8")
    program = (
        f"import {first}; from hypothesis import strategies as st; from symflow.testing import Spectrum, spectra; "
        "print(repr(st.from_type(Spectrum)) == repr(spectra()))"
    )
    path = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert (run.stdout, run.stderr) == ("True\n", "")
