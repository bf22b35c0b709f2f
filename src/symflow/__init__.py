"""symflow verifies theorems about cross-entropy training dynamics, by symbols and by rigorous numbers.

    >>> import symflow
    >>> symflow.claims()["lyapunov-decrease"].title
    'V decreases strictly until neural collapse'

A proof script builds its steps from the names exported here and from nothing else.
"""

from __future__ import annotations

from symflow.algebra.expr import (
    Atom,
    Ddt,
    Expr,
    Extremum,
    Partial,
    atom,
    chi,
    delta,
    ei,
    exp,
    half_tanh,
    log,
    tanh,
    total,
)
from symflow.algebra.indexing import (
    CLASSES,
    FEATURES,
    GSTAR,
    OTHERS,
    SAMPLES,
    ZERO_INDEX,
    G,
    Index,
    indices,
)
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.schemes import Scheme, cyclic, walsh
from symflow.algebra.signs import excess, modulus, pairing, square
from symflow.algebra.statement import All, And, Iff, Implies, Pred, Rel, eq, forall, ge, gt, le, lt
from symflow.claim.claim import Claim, Instance, Twin, instance
from symflow.claim.domain import Domain
from symflow.errors import InputError, LimitReached, MissingPart, SymflowError
from symflow.evidence.proof import (
    cases,
    cite,
    cover,
    derive,
    identity,
    induct,
    sign,
    strict,
    witness,
    zero_set,
)
from symflow.evidence.result import Evidence, Outcome
from symflow.evidence.steps import Step, use
from symflow.flow import notation
from symflow.ledger import Result, claims, run_alone, verify

__version__ = "0.1.0"
__all__ = [
    "CLASSES",
    "FEATURES",
    "GSTAR",
    "OTHERS",
    "SAMPLES",
    "ZERO_INDEX",
    "All",
    "And",
    "Atom",
    "Claim",
    "Ddt",
    "Definition",
    "Domain",
    "Evidence",
    "Expr",
    "Extremum",
    "Flow",
    "G",
    "Iff",
    "Implies",
    "Index",
    "InputError",
    "Instance",
    "LimitReached",
    "MissingPart",
    "Model",
    "Outcome",
    "Partial",
    "Pred",
    "Rel",
    "Result",
    "Scheme",
    "Step",
    "SymflowError",
    "Twin",
    "Variable",
    "atom",
    "cases",
    "chi",
    "cite",
    "claims",
    "cover",
    "cyclic",
    "delta",
    "derive",
    "ei",
    "eq",
    "excess",
    "exp",
    "forall",
    "ge",
    "gt",
    "half_tanh",
    "identity",
    "indices",
    "induct",
    "instance",
    "le",
    "log",
    "lt",
    "modulus",
    "notation",
    "pairing",
    "run_alone",
    "sign",
    "square",
    "strict",
    "tanh",
    "total",
    "use",
    "verify",
    "walsh",
    "witness",
    "zero_set",
]
