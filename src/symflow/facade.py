"""Every public name of symflow, imported from where it lives; ``import symflow`` reads this page when asked."""

from __future__ import annotations

from symflow.algebra import association as schemes
from symflow.algebra.association.scheme import AssociationScheme
from symflow.algebra.expr import (
    Atom,
    Ddt,
    Expr,
    Extremum,
    Mul,
    Partial,
    atom,
    chi,
    delta,
    ei,
    exp,
    expr,
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
from symflow.claim.state import state
from symflow.errors import InputError, LimitReached, MissingPart, SymflowError
from symflow.evidence.proving.proof import (
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
from symflow.evidence.proving.steps import Step, use
from symflow.evidence.result import Evidence, Outcome
from symflow.flow import convergence, losses, notation
from symflow.flow.certify.build import certify_point
from symflow.flow.certify.certificate import PointCertificate
from symflow.flow.enclose.build import enclose
from symflow.flow.enclose.enclosure import EnclosedState, Enclosure
from symflow.flow.enclose.statements import Below, FirstTime, Order
from symflow.flow.families import motion
from symflow.flow.printed_family import Example31, example_3_1
from symflow.flow.solve.integrate import Unfinished, integrate
from symflow.flow.solve.trajectory import Trajectory
from symflow.lab.answer import Answer, Witness
from symflow.lab.examine import lyapunov
from symflow.ledger import Result, claims, run_alone, verify
from symflow.ledger.recheck import Recheck, check
from symflow.ledger.user_domain import modes_on
from symflow.render import notebook as _notebook  # noqa: F401  how results look in a notebook
from symflow.render.latex.export import latex
from symflow.render.report.export import report

__all__ = [
    "CLASSES",
    "FEATURES",
    "GSTAR",
    "OTHERS",
    "SAMPLES",
    "ZERO_INDEX",
    "All",
    "And",
    "Answer",
    "AssociationScheme",
    "Atom",
    "Below",
    "Claim",
    "Ddt",
    "Definition",
    "Domain",
    "EnclosedState",
    "Enclosure",
    "Evidence",
    "Example31",
    "Expr",
    "Extremum",
    "FirstTime",
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
    "Mul",
    "Order",
    "Outcome",
    "Partial",
    "PointCertificate",
    "Pred",
    "Recheck",
    "Rel",
    "Result",
    "Scheme",
    "Step",
    "SymflowError",
    "Trajectory",
    "Twin",
    "Unfinished",
    "Variable",
    "Witness",
    "atom",
    "cases",
    "certify_point",
    "check",
    "chi",
    "cite",
    "claims",
    "convergence",
    "cover",
    "cyclic",
    "delta",
    "derive",
    "ei",
    "enclose",
    "eq",
    "example_3_1",
    "excess",
    "exp",
    "expr",
    "forall",
    "ge",
    "gt",
    "half_tanh",
    "identity",
    "indices",
    "induct",
    "instance",
    "integrate",
    "latex",
    "le",
    "log",
    "losses",
    "lt",
    "lyapunov",
    "modes_on",
    "modulus",
    "motion",
    "notation",
    "pairing",
    "report",
    "run_alone",
    "schemes",
    "sign",
    "square",
    "state",
    "strict",
    "tanh",
    "total",
    "use",
    "verify",
    "walsh",
    "witness",
    "zero_set",
]
