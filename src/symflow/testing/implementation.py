"""The functions of an implementation that the laws call, and how they are called.

Statement.  Every function takes and returns floating-point arrays of the implementation's dtype; what it
returns may be anything that NumPy, or `.detach().cpu().numpy()`, turns into real numbers. An exception, a
wrong shape, complex numbers, NaN or infinity are failures of the law, each said in one line.

Notation.  K classes, N samples, d features; Y is the K x N one-hot matrix of labels; the loss is the sum
over samples of -log P[label]; `scheme` knows K, whether it is walsh (`is_walsh`), and the group.

    softmax(Z) -> P                        columnwise, both K x N
    transform(v, scheme) -> C v            sum_k v_k cos(arg chi_k(g)) for each g, not normalised
    softmax_modes(s, scheme) -> pi         modes of the softmax of the matrix with modes s
    one_minus_pi(s, scheme) -> 1 - pi
    gradient(W, H, Y) -> dL/dW, dL/dH
    reduced_flow(s, t, scheme) -> s(t)     s_k' = 2 s_k (1 - pi_k)
    factor_flow(a, b, t, scheme) -> a(t), b(t)     a_k' = (1 - pi_k) b_k, b_k' = (1 - pi_k) a_k
    matrix_flow(W, H, Y, t) -> W(t), H(t)          W' = -dL/dW, H' = -dL/dH
    scaled_flow(W, H, Y, t, c) -> W(t), H(t)       the same for the loss c L (c = 1/N: the mean)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from symflow.errors import InputError
from symflow.testing.strategies import FAMILIES

Array = NDArray[np.float64]
Shape = tuple[int, ...]
DTYPES = ("float64", "float32")
FUNCTIONS = (
    "softmax",
    "transform",
    "softmax_modes",
    "one_minus_pi",
    "gradient",
    "reduced_flow",
    "factor_flow",
    "matrix_flow",
    "scaled_flow",
)


@dataclass(frozen=True, slots=True)
class Implementation:
    """Somebody's functions; those left out are not checked.

    dtype: in which the inputs are rounded; families: the schemes that the functions of modes know;
    from_numpy: makes one of your arrays of a NumPy array (torch.from_numpy, jax.numpy.asarray, ...).
    """

    softmax: Callable[..., Any] | None = None
    transform: Callable[..., Any] | None = None
    softmax_modes: Callable[..., Any] | None = None
    one_minus_pi: Callable[..., Any] | None = None
    gradient: Callable[..., Any] | None = None
    reduced_flow: Callable[..., Any] | None = None
    factor_flow: Callable[..., Any] | None = None
    matrix_flow: Callable[..., Any] | None = None
    scaled_flow: Callable[..., Any] | None = None
    dtype: str = "float64"
    families: Sequence[str] = FAMILIES
    from_numpy: Callable[[Any], Any] | None = None

    def __post_init__(self) -> None:
        for name in (*FUNCTIONS, "from_numpy"):
            if getattr(self, name) is not None and not callable(getattr(self, name)):
                raise InputError.about(name, getattr(self, name), "give a function, or leave it out")
        if self.dtype not in DTYPES:
            raise InputError.about("dtype", self.dtype, f"give {' or '.join(DTYPES)}")
        unknown = [name for name in self.families if name not in FAMILIES]
        if isinstance(self.families, str) or unknown or not self.families:
            raise InputError.about("families", self.families, f"give a list of some of {', '.join(FAMILIES)}")
        object.__setattr__(self, "families", tuple(self.families))

    def has(self, name: str) -> bool:
        """Whether the function is there."""
        return getattr(self, name) is not None


def implementation_of(given: object) -> Implementation:
    """An Implementation, a dict of functions, or any object (module, namespace) that has some of them."""
    names = {field.name for field in fields(Implementation)}
    if isinstance(given, Implementation):
        return given
    if isinstance(given, Mapping):
        unknown = sorted(str(key) for key in given if key not in names)
        if unknown:
            raise InputError.about("implementation", unknown[0], f"the names are {', '.join(sorted(names))}")
        found = dict(given)
    else:
        found = {name: getattr(given, name) for name in names if hasattr(given, name)}
    if not any(found.get(name) is not None for name in FUNCTIONS):
        raise InputError.about("implementation", given, f"give at least one of {', '.join(FUNCTIONS)}")
    return Implementation(**found)


class Unusable(Exception):
    """What a function did instead of returning finite numbers of the right shape."""


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls of an implementation on exact values, each rounded to the dtype first."""

    implementation: Implementation

    def rounded(self, values: object) -> Array:
        """The floats next to exact values, as float64 numbers that the dtype represents."""
        nearest = np.array(_floats(values), dtype=np.float64)
        return nearest.astype(self.implementation.dtype).astype(np.float64)

    @property
    def tiny(self) -> float:
        """The least normal number of the dtype: below it nothing is expected."""
        return float(np.finfo(self.implementation.dtype).tiny)

    def one(self, name: str, *given: object, shape: Shape) -> Array:
        """The array that a function returns."""
        return self._array(name, self._call(name, given), shape)

    def two(self, name: str, *given: object, shapes: tuple[Shape, Shape]) -> tuple[Array, Array]:
        """The two arrays that a function returns."""
        returned = self._call(name, given)
        try:
            first, second = returned
        except (TypeError, ValueError):
            raise Unusable(f"{name} returned {_kind(returned)} instead of two arrays") from None
        return self._array(name, first, shapes[0]), self._array(name, second, shapes[1])

    def _call(self, name: str, given: tuple[object, ...]) -> Any:
        try:
            with np.errstate(all="ignore"):
                return getattr(self.implementation, name)(*map(self._own, given))
        except Exception as error:  # noqa: BLE001 - whatever the function raises is a failure of the law
            raise Unusable(f"{name} raised {type(error).__name__}: {_line(str(error))}") from None

    def _own(self, value: object) -> Any:
        """A fresh copy of an array in the implementation's dtype and kind; anything else as it is."""
        if not isinstance(value, np.ndarray):
            return value
        array = value.astype(self.implementation.dtype)
        return array if self.implementation.from_numpy is None else self.implementation.from_numpy(array)

    def _array(self, name: str, returned: Any, shape: Shape) -> Array:
        if returned is None:
            raise Unusable(f"{name} returned nothing")
        try:
            for method in ("detach", "cpu", "numpy"):
                if not isinstance(returned, np.ndarray) and hasattr(returned, method):
                    returned = getattr(returned, method)()
            plain = np.asarray(returned)
            complex_numbers = np.iscomplexobj(plain)
            array = plain.real.astype(np.float64)
        except Exception as error:  # noqa: BLE001 - a foreign array may raise anything
            raise Unusable(f"{name} returned {_kind(returned)}: {_line(str(error))}") from None
        if complex_numbers:
            raise Unusable(f"{name} returned complex numbers")
        if array.shape != shape:
            raise Unusable(f"{name} returned the shape {array.shape} instead of {shape}")
        if not np.isfinite(array).all():
            place = tuple(int(i) for i in np.argwhere(~np.isfinite(array))[0])
            raise Unusable(f"{name} returned {array[place]} at {list(place)}")
        return array


def _floats(values: object) -> Any:
    if isinstance(values, tuple):
        return [_floats(value) for value in values]
    return float(values) if isinstance(values, (int, Fraction)) else values


def _kind(value: object) -> str:
    return f"an object of type {type(value).__name__}"


def _line(text: str) -> str:
    short = " ".join(text.split())
    return short if len(short) <= 120 else short[:117] + "..."
