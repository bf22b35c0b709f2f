"""``symflow.certify_point``: the class of a point (W, H), with a certificate."""

from __future__ import annotations

from dataclasses import replace

from symflow.errors import InputError
from symflow.flow.certify.certificate import Kind, Nearby, PointCertificate
from symflow.flow.certify.decide import decide
from symflow.flow.certify.nearby.judge import nearby, radius
from symflow.flow.certify.point import Point, point

DIGITS, MOST_DIGITS = 15, 200


def certify_point(
    W: object, H: object, n: int | None = None, *, digits: int = DIGITS, near: object = None
) -> PointCertificate:
    """Which point of the layer-peeled model (W, H) is: critical on its sphere, a saddle there, a global optimum?

    W (K x d), H (d x nK, the columns of a class side by side): nested sequences of exact numbers (int, Fraction, or
        strings such as "0.1", "1/3", "sqrt(3)/2", "-1+2*sqrt(5)"), or NumPy arrays; an array of floats is the point of
        the exact binary numbers that it holds. n: the samples of each class; it follows from the shapes.
    digits: significant digits of the enclosures.
    near: a distance; the certificate then speaks also of a critical point within it of the given one, on the same
        sphere, if one is shown to exist.

    Raises InputError for what cannot be used, and LimitReached for a point that is too large.

    >>> from symflow import certify_point
    >>> certify_point([["1/2"], ["-1/2"]], [["1/2", "-1/2"]]).kind
    <Kind.OPTIMUM: 'global optimum on its sphere'>
    """
    if type(digits) is not int or not 1 <= digits <= MOST_DIGITS:
        raise InputError.about("digits", digits, f"give a whole number from 1 to {MOST_DIGITS}")
    return certified(point(W, H, n), digits, near)


def certified(at: Point, digits: int, near: object = None, name: str = "near") -> PointCertificate:
    """The certificate of a point that has been read; `name` is how `near` is called where it was given."""
    within = None if near is None else radius(near, name)
    found = decide(at, digits)
    if within is None:
        return found
    if found.critical is not None or found.kind is Kind.OPTIMUM:
        itself = Nearby(str(within), found.kind, "The given point is critical itself.", distance=("0", "0"))
        return replace(found, near=itself)
    return replace(found, near=nearby(at, within, digits))
