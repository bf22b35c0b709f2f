r"""Evidence of strength "kernel": parts of a claim that Coq's kernel accepts as printed, for every size.

A part counts if its goal is printed from the claim, its theorem is closed by the library's theorem of that name, that
theorem assumes no more than the axioms of Coq's real numbers, and its formulas are defined on the whole domain (Coq
gives 1/0 a value; the claim does not). Where a definition goes through complex numbers, its reality is a goal too.
"""

from __future__ import annotations

from dataclasses import dataclass

from symflow.algebra.expr import Add, Chi, Delta, Expr, Mul, Neg, Num, Sum, Sym
from symflow.algebra.wellformed import trees
from symflow.claim.claim import Claim
from symflow.errors import LimitReached, SymflowError
from symflow.evidence.kernel.build import Built
from symflow.evidence.kernel.compiled import Compiled, compile_instance
from symflow.evidence.kernel.instances import Instance, instance
from symflow.evidence.proving.exact import ExactChecker
from symflow.evidence.result import Evidence, Outcome, issue

TRUSTS = "symflow: expression trees, the printer of Coq goals, and their words ({words})"


@dataclass(frozen=True, slots=True)
class Checked:
    """The evidence, if some part was accepted, and why others were not."""

    evidence: Evidence | None
    messages: tuple[str, ...]


def check(claim: Claim, book: dict[str, Claim], built: Built, seconds: float) -> Checked:
    """Have Coq check what the library has about a claim; nothing if it has no file about it."""
    file = built.library.file_of(claim.id)
    if file is None:
        return Checked(None, ())
    try:
        printed = instance(claim)
        altered = built.library.altered(printed.words)
        if altered:
            return _nothing(f"{altered[0]}.v is not the file that gives the goals their meaning")
        missing = built.trouble([file, *printed.words])
        if missing:
            return _nothing(f"the formal library: {missing}")
        result = compile_instance(printed, built, seconds)
        undefined = _undefined(claim, book)
    except LimitReached as error:
        return _nothing(str(error))
    except OSError as error:
        return _nothing(f"{error.strerror or error}: {error.filename or built.folder}")
    except SymflowError as error:
        return _nothing(str(error))
    return _evidence(claim, printed, result, undefined, built)


def _nothing(why: str) -> Checked:
    return Checked(None, (f"not kernel-checked: {why}",))


def _undefined(claim: Claim, book: dict[str, Claim]) -> set[str]:
    """The digests of the sequents with a formula that may have no value somewhere on the domain."""
    checker = ExactChecker(claim, book)
    if (
        claim.domain.group == "recursive"
    ):  # there the exact checker has no signs: only sums and products are granted
        return {mark for mark, (_, goal) in claim.goals().items() if any(map(_may_fail, trees(goal)))}
    return {mark for mark, (_, goal) in claim.goals().items() if not checker.meaningful(goal)}


def _may_fail(node: Expr) -> bool:
    """Whether a formula is more than sums and products of numbers, sizes, characters and deltas."""
    return not isinstance(node, Num | Sym | Chi | Delta | Add | Mul | Neg | Sum)


def _evidence(
    claim: Claim, printed: Instance, result: Compiled, undefined: set[str], built: Built
) -> Checked:
    labels = dict(printed.parts)
    messages = [f"part {part} is not kernel-checked: {why}" for part, why in printed.refused]
    messages += [
        f"part {part} is not kernel-checked: {result.failed[label]}"
        for part, label in printed.parts
        if label in result.failed
    ]
    unreal = [
        label for label in printed.labels if label not in labels.values() and label not in result.axioms
    ]
    if unreal:
        return _nothing(f"{unreal[0]}: {result.failed.get(unreal[0], 'has no theorem')}")
    accepted = {part for part, label in printed.parts if label in result.axioms}
    goals = {mark: part for mark, (part, _) in claim.goals().items()}
    messages += [
        f"part {part} is not kernel-checked: it has a formula that may be undefined"
        for part in dict.fromkeys(goals[mark] for mark in goals if mark in undefined)
        if part in accepted
    ]
    shown = tuple(mark for mark, part in goals.items() if part in accepted and mark not in undefined)
    if not shown:
        return Checked(None, tuple(messages))
    used = {a for label, names in result.axioms.items() for a in names}
    words = " and ".join(f"proofs/coq/{word}.v" for word in printed.words)
    trusts = (
        f"Coq {built.coqc.version}: its kernel",
        TRUSTS.format(words=words),
        *(f"axiom of Coq's library: {name}" for name in sorted(used)),
    )
    number = len({goals[mark] for mark in shown})
    file = f"proofs/coq/{built.library.file_of(claim.id)}.v"
    method = f"Coq's kernel: {number} of {len(claim.parts)} parts, each as printed, by {file}"
    covers = claim.domain.declared()
    return Checked(
        issue("kernel", "universal", Outcome.TRUE, method, number, covers, trusts, shown), tuple(messages)
    )
