"""The certificate of a point as data: schema ``symflow.certificate-point/1``.

Exact numbers are strings, enclosures are pairs (lo, hi) of decimal strings, rounded outwards. W and H stand there in
the form in which `symflow certify` reads them, so that a certificate is itself a point to be certified again. Whatever
the class does not need is null.
"""

from __future__ import annotations

import platform
from dataclasses import asdict
from typing import Any

from symflow.flow.certify.certificate import Kind, Nearby, PointCertificate
from symflow.render.parts import NEEDED, version_of

SCHEMA = "symflow.certificate-point/1"
EXACTLY, AS_BINARY = "exact numbers", "the exact binary numbers that the floats hold"
Record = dict[str, Any]


def record(found: PointCertificate, version: str, seconds: float) -> Record:
    """The record of ``certify --json``."""
    return {
        "schema": SCHEMA,
        "version": version,
        "K": found.K,
        "n": found.n,
        "d": found.d,
        "W": found.W,
        "H": found.H,
        "read_as": read_as(found),
        "rho2": found.rho2,
        "rho2_enclosure": found.rho2_enclosure,
        "class": found.kind.value,
        "decided": decided(found.kind),
        "reason": found.reason,
        "rests_on": found.rests_on,
        "digits": found.digits,
        "multiplier": found.multiplier,
        "loss": found.loss,
        "indices_count_from": 0,
        "tangential_gradient": _part(found.slope),
        "critical": _part(found.critical),
        "direction": _part(found.curve),
        "optimum": _part(found.optimal),
        "near": None if found.near is None else _near(found.near),
        "volatile": {
            "seconds": round(seconds, 3),
            "host": platform.node(),
            "python": platform.python_version(),
            "versions": {name: version_of(name) for name in NEEDED},
        },
    }


def read_as(found: PointCertificate) -> str:
    """What the entries of the point are."""
    return AS_BINARY if found.binary else EXACTLY


def decided(kind: Kind) -> bool:
    """Whether it is a class."""
    return kind is not Kind.UNDECIDED


def _part(part: Any) -> Record | None:
    """The fields of a part."""
    return None if part is None else asdict(part)


def _near(found: Nearby) -> Record:
    """What is said of a point nearby."""
    fields = asdict(found)
    kind = found.kind.value
    del fields["kind"]
    speaks = f"a critical point within {found.within} of the given point, on the same sphere"
    return {"speaks_of": speaks, "class": kind, "decided": decided(found.kind), **fields}
