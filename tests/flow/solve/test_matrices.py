"""The full matrices: their singular vectors stay frozen, and they give the modes of the reduced flow."""

from __future__ import annotations

import pytest
from flint import arb_mat

import symflow
from symflow.algebra.schemes import cyclic, walsh
from symflow.flow.solve import matrices_path
from symflow.flow.solve.matrices_start import eigenbasis
from symflow.numeric.ball import precision
from symflow.numeric.ode.stepper import log2_of


@pytest.mark.parametrize("scheme", [walsh(1), walsh(3), cyclic(2), cyclic(5), cyclic(6)])
def test_the_basis_is_real_symmetric_and_orthonormal(scheme: symflow.Scheme) -> None:
    """U U = I and U = U^T."""
    with precision(200):
        U = eigenbasis(scheme)
        square = U * U - arb_mat(
            scheme.K, scheme.K, [int(i % (scheme.K + 1) == 0) for i in range(scheme.K**2)]
        )
        assert max(log2_of(x) for x in square.entries()) < -190
        assert max(log2_of(x) for x in (U - U.transpose()).entries()) < -190


@pytest.mark.parametrize(
    "start",
    [
        {"modes": ["1/10", "1", "1/3"]},
        {"modes": ["1/10", "1", "1", "1/10"]},
        {"a": ["1/10", "1", "1/3"], "b": [1, 0, "1/2"]},
    ],
)
def test_frozen(start: dict[str, list[object]]) -> None:
    """Balanced and not, walsh and cyclic: both routes give the modes to the digits asked for."""
    found = symflow.integrate(**start, t_end=5, digits=20, samples=3, matrices=True)  # type: ignore[arg-type]
    assert len(found.frozen) == 3
    for frozen in found.frozen:
        assert max(float(frozen.classifier), float(frozen.features), float(frozen.modes)) < 1e-20


def test_another_start_does_not_stay_frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The measure can be large: a basis with one row and column negated is orthonormal, and breaks the form."""

    def negated(scheme: symflow.Scheme) -> arb_mat:
        U = eigenbasis(scheme)
        for k in range(scheme.K):
            if k != 1:
                U[1, k], U[k, 1] = -U[1, k], -U[k, 1]
        return U

    monkeypatch.setattr(matrices_path, "eigenbasis", negated)
    found = symflow.integrate(["1/10", "1", "1/3"], t_end=5, digits=15, samples=3, matrices=True)
    assert float(found.frozen[0].modes) < 1e-15
    assert min(float(found.frozen[2].classifier), float(found.frozen[2].modes)) > 1e-3


def test_nothing_to_diagonalise() -> None:
    """W = H = 0 stays so."""
    frozen = symflow.integrate([0, 0, 0], t_end=5, samples=2, matrices=True).frozen[-1]
    assert (frozen.classifier, frozen.features, frozen.modes) == ("0", "0", "0")
