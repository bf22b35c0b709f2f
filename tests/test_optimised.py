"""Under python -O, where every assert is gone, the verdicts are the same, and so are the refusals."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CLAIM = "lyapunov-decrease"
ATTACK = """
from symflow import Domain, Model, Variable, atom, eq, identity, use
from symflow.claim.claim import Claim
from symflow.evidence.proving.exact import ExactChecker
from symflow.evidence.result import Evidence, Outcome

c = atom("c")()
domain = Domain("Let c = 0.", Model((Variable("c"),)), hypotheses=(("null", eq(c, 0)),))
claim = Claim("toy", "test", "toy", "test", domain, (("toy", eq(1, 0)),))
steps = [identity("absurd", eq(1, 0), "", using=[use("null", times=1 / c)])]
results, evidence = ExactChecker(claim, {}).prove(steps)
print(results[0].holds, evidence, __debug__)
try:
    Evidence("exact", "universal", Outcome.TRUE, "by hand", 1, "all", (), (), None, "seal")
except TypeError:
    print("refused")
"""


def run(*options: str) -> subprocess.CompletedProcess[str]:
    """A Python process of its own."""
    return subprocess.run(
        [sys.executable, *options], capture_output=True, text=True, cwd=ROOT, timeout=300, check=False
    )


def test_the_same_verdict_without_asserts(tmp_path: Path) -> None:
    """Exit code 0 says that every claim came out as expected, as it does without -O (tests/proofs)."""
    path = tmp_path / "report.json"
    done = run("-O", "-m", "symflow", "verify", CLAIM, "--json", str(path))
    assert done.returncode == 0, done.stderr
    results = {r["id"]: r for r in json.loads(path.read_text(encoding="utf-8"))["results"]}
    assert {r["verdict"] for r in results.values()} == {"PROVED"}
    assert results[CLAIM]["requested"]
    found = {(e["strength"], e["coverage"]) for e in results[CLAIM]["evidence"]}
    assert ("exact", "universal") in found


def test_the_same_refusals_without_asserts() -> None:
    """A division by zero proves nothing, and evidence is not made by hand."""
    done = run("-O", "-c", ATTACK)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:2] == ["False None False", "refused"]
