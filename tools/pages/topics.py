"""The topics under which docs/api.md lists the public names, each name once; and words for what has no docstring."""

from __future__ import annotations

TOPICS: dict[str, tuple[str, ...]] = {
    "Verifying": ("claims", "verify", "Result", "Evidence", "Outcome", "check", "Recheck", "run_alone"),
    "Writing it up": ("latex", "report"),
    "Stating a claim": (
        *("state", "modes_on", "Claim", "Domain", "Twin", "Instance", "instance"),
        *("Model", "Variable", "Definition", "Flow", "notation", "convergence"),
    ),
    "Formulas": (
        *("expr", "atom", "total", "exp", "log", "tanh", "half_tanh", "ei", "chi", "delta"),
        *("square", "modulus", "pairing", "excess"),
        *("Expr", "Atom", "Mul", "Ddt", "Partial", "Extremum"),
    ),
    "Indices": (
        *("indices", "Index", "ZERO_INDEX", "G", "GSTAR", "CLASSES", "OTHERS", "SAMPLES", "FEATURES"),
        *("Scheme", "walsh", "cyclic"),
    ),
    "Relations and statements": (
        *("eq", "le", "ge", "lt", "gt", "Rel", "And", "Implies", "Iff", "forall", "All", "Pred"),
    ),
    "Steps of a proof": (
        *("identity", "derive", "sign", "strict", "zero_set", "induct", "cases", "witness", "cover", "cite"),
        *("use", "Step"),
    ),
    "The motion in numbers": (
        *("integrate", "Trajectory", "Unfinished", "enclose", "Enclosure", "EnclosedState"),
        *("Below", "FirstTime", "Order", "motion", "losses"),
    ),
    "Association schemes": ("schemes", "AssociationScheme"),
    "Candidates and points": (
        *("lyapunov", "Answer", "Witness", "certify_point", "PointCertificate", "example_3_1", "Example31"),
    ),
    "Errors": ("SymflowError", "InputError", "LimitReached", "MissingPart"),
}
DATA = {
    "exp": "`exp(x)`: e^x, as a formula.",
    "log": "`log(x)`: the natural logarithm of a positive x, as a formula.",
    "tanh": "`tanh(x)`: the hyperbolic tangent, as a formula.",
    "ei": "`ei(x)`: the exponential integral Ei of a positive x, as a formula; its derivative is eˣ/x.",
    "ZERO_INDEX": "The index 0: the neutral element of a group.",
    "G": "The elements of the group, mode 0 included.",
    "GSTAR": "The elements of the group other than 0: the non-trivial modes, N = K − 1 of them.",
    "CLASSES": "The classes 1, ..., K, where no group is needed.",
    "OTHERS": "1, ..., N with N = K − 1.",
    "SAMPLES": "The samples of a class, 1, ..., n.",
    "FEATURES": "The features, 1, ..., d.",
    "Step": "Any of the kinds of proof step, as the functions above make them.",
}
