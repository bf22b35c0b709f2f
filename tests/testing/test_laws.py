"""Good implementations obey every law, far within the tolerance, in both dtypes and however they are written."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from symflow.testing import LAWS, REFERENCE, Implementation, check, reference
from symflow.testing.options import Options
from symflow.testing.trial import try_law

ASKED = 100
FAIR = 0.2  # the share of the tolerance that a good implementation may need


def dense_transform(v, scheme):
    group = np.arange(scheme.K)
    if not scheme.is_walsh:
        return np.cos(2 * np.pi * np.outer(group, group) / scheme.K) @ v
    X = np.array([[scheme.character(k, g) for g in group] for k in group], dtype=v.dtype)
    return X @ v


def softmax_by_logarithms(Z):
    top = Z.max(axis=0)
    return np.exp(Z - top - np.log(np.exp(Z - top).sum(axis=0)))


def gradient_by_samples(W, H, Y):
    dW, dH = np.zeros_like(W), np.zeros_like(H)
    for j in range(H.shape[1]):
        slope = softmax_by_logarithms(W @ H[:, j : j + 1])[:, 0] - Y[:, j]
        dW += np.outer(slope, H[:, j])
        dH[:, j] = W.T @ slope
    return dW, dH


def one_minus_pi_by_signs(s, scheme):
    """2 q{chi_k = -1}, by definition."""
    group = range(scheme.K)
    q = softmax_by_logarithms((dense_transform(s, scheme) / scheme.K).reshape(-1, 1))[:, 0]
    return np.array([2 * sum(q[g] for g in group if scheme.character(k, g) < 0) for k in group])


def flow_of_logarithms(s, t, scheme):
    """u = log s by many steps of the classical Runge-Kutta method."""
    live, count = s > 0, 400

    def field(u):
        full = np.zeros(scheme.K)
        full[live] = np.exp(u)
        return 2 * reference.one_minus_pi(full, scheme)[live]

    u, h = np.log(s[live]), t / count
    for _ in range(count if t else 0):
        a = field(u)
        b = field(u + h / 2 * a)
        c = field(u + h / 2 * b)
        u = u + h / 6 * (a + 2 * b + 2 * c + field(u + h * c))
    end = np.zeros(scheme.K)
    end[live] = np.exp(u)
    return end


DENSE = Implementation(softmax=softmax_by_logarithms, transform=dense_transform, gradient=gradient_by_samples)
BY_SIGNS = Implementation(one_minus_pi=one_minus_pi_by_signs, families=("walsh",))
LOGARITHMS = Implementation(reduced_flow=flow_of_logarithms)


@pytest.mark.parametrize("family", ["walsh", "cyclic"])
@pytest.mark.parametrize("name", LAWS)
def test_the_reference_obeys(name: str, family: str) -> None:
    """A hundred cases after filtering, of each law and family."""
    result = try_law(REFERENCE, LAWS[name], family, Options(ASKED, folder=None))
    assert (result.outcome, result.cases) == ("held", ASKED), result.about
    assert result.residual <= FAIR * result.tolerance


@pytest.mark.parametrize("mine", [DENSE, BY_SIGNS], ids=["dense", "by signs"])
def test_other_good_code_obeys(mine: Implementation) -> None:
    """The tolerance blames nobody for another order of summation."""
    report = check(mine, max_examples=30, folder=None)
    assert {r.outcome for r in report.results} == {"held", "not checked"}
    assert max(r.residual / r.tolerance for r in report.of("held")) <= FAIR


def test_another_good_integrator_obeys() -> None:
    """In other variables, by other steps."""
    report = check(LOGARITHMS, ["reduced-flow", "modes-grow"], max_examples=10, folder=None)
    assert {r.outcome for r in report.results} == {"held"}


def test_single_precision_is_judged_in_its_own_units() -> None:
    """It obeys at float32, and would not at the tolerance of float64."""
    laws = ["softmax-*", "one-minus-pi", "transform-*", "gradient-*", "frozen-vectors"]
    single = replace(REFERENCE, dtype="float32")
    report = check(single, laws, max_examples=20, folder=None)
    assert {r.outcome for r in report.results} == {"held"}
    assert min(r.tolerance for r in report.results) > 1e-5
    strict = check(single, "transform-value", max_examples=20, folder=None, rtol=5e-7)
    assert {r.outcome for r in strict.results} == {"held"}
    rounded = Implementation(transform=lambda v, scheme: np.float32(reference.transform(v, scheme)))
    report = check(rounded, "transform-value", max_examples=20, folder=None)
    assert {r.outcome for r in report.results} == {"broken"}


def test_the_laws_are_documented() -> None:
    """Each says what it says, names its functions and is of the kind that its name promises."""
    for name, law in LAWS.items():
        assert law.name == name == str(law)
        assert law.says.endswith(".")
        assert law.source
        assert set(law.needs) <= set(vars(type(REFERENCE)))
