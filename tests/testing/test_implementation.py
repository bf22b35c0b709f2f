"""What a user's functions may be, and what is said when they return anything but finite numbers of the right shape."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from symflow.errors import InputError
from symflow.testing import REFERENCE, Implementation, check, reference
from symflow.testing.implementation import Calls, implementation_of

GOOD = reference.softmax


class Tensor:
    """Like a tensor that needs a gradient: NumPy cannot read it before it is detached."""

    def __init__(self, array, attached=True):
        self.array, self.attached = array, attached

    def __array__(self, *given, **options):
        raise TypeError("call detach first")

    def detach(self):
        return Tensor(self.array, attached=False)

    def cpu(self):
        return self

    def numpy(self):
        if self.attached:
            raise RuntimeError("call detach first")
        return self.array


def raises(Z):
    raise KeyError("a\nb")


def changes_its_input(Z):
    Z -= Z.max(axis=0)
    np.exp(Z, out=Z)
    Z /= Z.sum(axis=0)
    return Z


BAD = {
    "nan": (lambda Z: np.full(Z.shape, np.nan), "softmax returned nan at [0, 0]"),
    "inf": (lambda Z: np.full(Z.shape, -np.inf), "softmax returned -inf at [0, 0]"),
    "late nan": (lambda Z: np.where(np.arange(len(Z))[:, None] == 1, np.nan, GOOD(Z)), "nan at [1, 0]"),
    "shape": (lambda Z: GOOD(Z)[0], "softmax returned the shape (1,) instead of (2, 1)"),
    "raises": (raises, "softmax raised KeyError: 'a\\nb'"),
    "nothing": (lambda Z: None, "softmax returned nothing"),
    "text": (lambda Z: "P", "softmax returned an object of type str"),
    "complex": (lambda Z: GOOD(Z) + 0j, "softmax returned complex numbers"),
    "late error": (lambda Z: Tensor(GOOD(Z)[:0]), "softmax returned the shape (0, 1) instead of (2, 1)"),
    "ragged": (lambda Z: [[1], [1, 2]], "softmax returned an object of type list"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_returns_break_the_law_and_shrink(name: str) -> None:
    """In one clear line, at the simplest case."""
    function, said = BAD[name]
    result = check({"softmax": function}, "softmax-value", families="walsh", folder=None).results[0]
    assert result.outcome == "broken"
    assert said in result.about
    assert "\n" not in result.about
    assert result.failure is not None
    assert (result.failure.case.K, result.failure.residual) == (2, np.inf)
    assert set(sum(result.failure.case["Z"], ())) == {0}


def test_inputs_that_cannot_be_made_break_the_law() -> None:
    mine = {"softmax": GOOD, "from_numpy": raises}
    result = check(mine, "softmax-value", families="walsh", folder=None).results[0]
    assert (result.outcome, result.about) == ("broken", "softmax raised KeyError: 'a\\nb'")


@pytest.mark.parametrize("returned", [None, 7, [1, 2, 3], np.zeros(3)])
def test_a_pair_is_asked_for(returned: object) -> None:
    result = check({"gradient": lambda W, H, Y: returned}, "gradient-weights", families="walsh", folder=None)
    assert "gradient returned an object of type" in result.results[0].about
    assert "instead of two arrays" in result.results[0].about


@pytest.mark.parametrize(
    "given",
    [
        {"softmax": GOOD},
        SimpleNamespace(softmax=GOOD, other=3),
        Implementation(softmax=GOOD),
        reference,
        {"softmax": lambda Z: GOOD(Z).tolist()},
        {"softmax": lambda Z: Tensor(GOOD(Z))},
        {"softmax": changes_its_input},
        {"softmax": lambda T: Tensor(GOOD(T.array)), "from_numpy": Tensor},
    ],
    ids=["dict", "namespace", "Implementation", "module", "lists", "tensors", "in place", "from_numpy"],
)
def test_many_forms_are_accepted(given: object) -> None:
    report = check(given, ["softmax-value", "softmax-shift"], max_examples=20, folder=None)
    assert {r.outcome for r in report.results} == {"held"}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "give at least one of softmax"),
        ({"sofmax": GOOD}, "implementation: 'sofmax'"),
        ({"softmax": 3}, "softmax: 3 cannot be used; give a function"),
        ({"softmax": GOOD, "dtype": "float16"}, "dtype: 'float16'"),
        ({"softmax": GOOD, "families": []}, "families: []"),
        ({"softmax": GOOD, "families": "walsh"}, "families: 'walsh'"),
        ({"softmax": GOOD, "families": ["fourier"]}, "families: ['fourier']"),
        (object(), "give at least one of softmax"),
        (None, "give at least one of softmax"),
        (GOOD, "give at least one of softmax"),
    ],
)
def test_what_is_no_implementation_is_refused(given: object, said: str) -> None:
    with pytest.raises(InputError) as refusal:
        check(given)
    assert said in str(refusal.value)


def test_inputs_have_the_dtype_and_exact_values_are_rounded_once() -> None:
    """Each function gets arrays of its own."""
    seen = []

    def softmax(Z):
        seen.append(Z)
        return GOOD(Z)

    calls = Calls(Implementation(softmax=softmax, dtype="float32"))
    Z = calls.rounded(((Fraction(1, 10),), (3,)))
    assert Z.tolist() == [[float(np.float32(0.1))], [3.0]]
    calls.one("softmax", Z, shape=(2, 1))
    calls.one("softmax", Z, shape=(2, 1))
    assert [x.dtype for x in seen] == [np.float32, np.float32]
    assert seen[0] is not seen[1]


def test_the_reference_is_complete() -> None:
    assert implementation_of(REFERENCE) is REFERENCE
    assert all(REFERENCE.has(name) for name in ("softmax", "transform", "gradient", "scaled_flow"))
