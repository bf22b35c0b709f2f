"""The ledger: claims joined to their proofs, evidence gathered, verdicts computed."""

from symflow.ledger.alone import run_alone
from symflow.ledger.examination import Examination
from symflow.ledger.run import Progress, Result, claims, select, verify, with_used
from symflow.ledger.scripts import proof_path

__all__ = [
    "Examination",
    "Progress",
    "Result",
    "claims",
    "proof_path",
    "run_alone",
    "select",
    "verify",
    "with_used",
]
