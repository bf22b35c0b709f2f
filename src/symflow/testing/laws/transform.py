r"""Laws of the character transform.

Formula.  (C v)_g = sum_k cos(arg chi_k(g)) v_k for even v; for Walsh this is X v. C C = K on even vectors,
<C u, C v> = K <u, v>, and C(u * v) = (C u)(C v) with (u * v)(g) = sum_h u(h) v(g - h).

Notation.  |v| = sum |v_k|; an entry of C v is judged relative to |v|, because it is a sum of K terms +-v_k.
"""

from __future__ import annotations

import numpy as np
from hypothesis.strategies import DrawFn

from symflow.algebra.schemes import Scheme
from symflow.testing import truth
from symflow.testing.draw import real
from symflow.testing.implementation import Array, Calls
from symflow.testing.law import Case, Input, Inputs, Law, cases
from symflow.testing.laws.softmax import relations
from symflow.testing.measure import Residual, residual
from symflow.testing.rules import EVEN, SIZE
from symflow.testing.strategies import even

NEEDS = ("transform",)
U, V = (Input(name, ("K",), (SIZE, EVEN)) for name in "uv")


def _one(draw: DrawFn, scheme: Scheme) -> Inputs:
    return {"v": even(draw, scheme, real, trivial=True)}


def _two(draw: DrawFn, scheme: Scheme) -> Inputs:
    return {"u": even(draw, scheme, real, trivial=True), "v": even(draw, scheme, real, trivial=True)}


def _size(v: Array) -> float:
    return float(np.abs(v).sum())


def _transform(calls: Calls, at: Case, v: Array) -> Array:
    return calls.one("transform", v, at.scheme, shape=v.shape)


def _value(calls: Calls, at: Case) -> Residual:
    v = calls.rounded(at["v"])
    return residual(_transform(calls, at, v), truth.transform(at.scheme, v), _size(v), calls.tiny, "C v")


def _inverse(calls: Calls, at: Case) -> Residual:
    v = calls.rounded(at["v"])
    twice = _transform(calls, at, calls.rounded(_transform(calls, at, v)))
    return residual(twice, at.K * v, at.K * _size(v), at.K * calls.tiny, "C C v")


def _parseval(calls: Calls, at: Case) -> Residual:
    u, v = calls.rounded(at["u"]), calls.rounded(at["v"])
    left = _transform(calls, at, u) @ _transform(calls, at, v)
    return residual(left, at.K * (u @ v), at.K * _size(u) * _size(v), at.K * calls.tiny, "<C u, C v>")


def _convolution(calls: Calls, at: Case) -> Residual:
    u, v = calls.rounded(at["u"]), calls.rounded(at["v"])
    folded = calls.rounded(v[relations(at.scheme)] @ u)
    left, right = _transform(calls, at, folded), _transform(calls, at, u) * _transform(calls, at, v)
    return residual(left, right, _size(u) * _size(v), at.K * calls.tiny, "C(u * v)")


LAWS = (
    Law(
        "transform-value",
        "The transform of an even vector is its sum against the characters.",
        "(C v)_g = sum_k cos(arg chi_k(g)) v_k",
        NEEDS,
        (V,),
        cases(_one),
        _value,
    ),
    Law(
        "transform-inverse",
        "Transforming twice multiplies by K.",
        "walsh-characters: X X = K; C C v = K v for even v",
        NEEDS,
        (V,),
        cases(_one),
        _inverse,
    ),
    Law(
        "transform-parseval",
        "The transform is orthogonal up to the factor K.",
        "walsh-characters: sum_k chi_k(g) chi_k(h) = K delta_gh; <C u, C v> = K <u, v>",
        NEEDS,
        (U, V),
        cases(_two),
        _parseval,
    ),
    Law(
        "transform-convolution",
        "The transform turns convolution on the group into multiplication.",
        "C(u * v) = (C u)(C v)",
        NEEDS,
        (U, V),
        cases(_two),
        _convolution,
    ),
)
