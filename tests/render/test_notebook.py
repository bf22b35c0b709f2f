"""What a notebook shows: a verdict in words with strength and coverage, statements as statements, no truth value."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from made import CLAIM, POINT, STEP, proof, refutation, result, sample

import symflow
from symflow import display, eq, exp, le, log
from symflow.algebra.expr import Expr
from symflow.algebra.quantities import Definition, Flow, Model
from symflow.claim.claim import VERDICTS, Claim
from symflow.evidence.proving.exact import StepResult
from symflow.evidence.proving.proof import witness
from symflow.ledger import Result
from symflow.render.notebook import KINDS

x = symflow.atom("x")()


def html(thing: object) -> str:
    """The HTML, which must be well-formed."""
    shown: str = thing._repr_html_()  # type: ignore[attr-defined]
    fromstring(shown.replace("&nbsp;", " "))
    return shown


def latex(thing: object) -> str:
    """The LaTeX."""
    shown: str = thing._repr_latex_()  # type: ignore[attr-defined]
    assert r"\sf" not in shown
    assert shown.count("{") - shown.count(r"\{") == shown.count("}") - shown.count(r"\}")
    return shown


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_result_says_its_verdict_in_words_and_never_more(verdict: str) -> None:
    evidence = {"PROVED": (proof(),), "CONDITIONAL": (proof(),), "REFUTED": (refutation(),)}.get(
        verdict, (sample(),)
    )
    found = result(verdict, *evidence)
    for text in (html(found), latex(found)):
        assert verdict in text
        assert ("established on the whole domain" in text) == (verdict == "PROVED")
        assert ("Proof" in text) == (verdict == "PROVED")
    if found.deciding is not None:
        assert f"{found.deciding.strength} $\\times$ {found.deciding.coverage}" in latex(found)


def test_a_result_that_is_not_expected_says_so() -> None:
    assert "its author expects PROVED" in html(result("UNDECIDED"))


def test_what_is_missing_is_said() -> None:
    assert "has no proof script" in html(result("UNDECIDED", messages=("has no proof script",))).replace(
        "Has", "has"
    )


def test_a_claim_is_a_statement_without_a_verdict() -> None:
    for text in (html(CLAIM), latex(CLAIM)):
        assert "A statement" in text
        assert "PROVED" not in text
        assert "Then" in text


def test_a_step_says_whether_it_holds_only_where_it_was_checked() -> None:
    assert "whether it holds is not said" in html(STEP)
    assert "This step holds." in html(StepResult(STEP, True, "", None))
    assert "This step does not hold: no." in html(StepResult(STEP, False, "no", None))


def test_a_witness_shows_its_numbers() -> None:
    assert "-1/3" in latex(witness("w", "double", POINT, "look"))


def test_formulas_statements_flows_and_models() -> None:
    assert r"\frac{x}{2}" in latex(x / 2)
    assert "<mfrac>" in html(x / 2)
    assert r"\leq" in latex(le(log(x), x))
    assert "<math" in html(eq(exp(x), 1))
    rate = Definition("x", (), 2 * x)
    flow = Flow("double", (rate,), "doubling")
    assert "double" in html(flow)
    assert "\\frac{\\mathrm{d}}{\\mathrm{d}t}" in latex(flow)
    model = Model((symflow.Variable("x"),), (Definition("y", (), x * x),), (flow,))
    assert "Free quantities" in html(model)
    assert "y=" in latex(model)


def test_evidence_says_outcome_strength_coverage_and_trust() -> None:
    for text in (html(proof()), latex(sample())):
        assert "TRUE" in text
        assert "Covers" in text
    assert r"sampled $\times$ instances" in latex(sample())


def test_words_of_an_author_stay_words() -> None:
    text = html(result("UNDECIDED", messages=("<script>alert(1)</script>",)))
    assert "<script" not in text
    assert "script" in text


def test_every_kind_is_shown_by_itself_and_has_no_truth_value_to_lose() -> None:
    for kind in KINDS:
        assert issubclass(kind, display.Displayed)
        assert display.html.dispatch(kind) is not display.html.dispatch(object)
    with pytest.raises(TypeError):
        bool(result())


def test_public_results_have_both() -> None:
    for kind in (
        Result,
        Claim,
        Expr,
        symflow.Trajectory,
        symflow.Enclosure,
        symflow.Answer,
        symflow.Recheck,
        symflow.PointCertificate,
    ):
        assert callable(kind._repr_html_)
        assert callable(kind._repr_latex_)


def test_what_cannot_be_written_falls_back_to_its_repr() -> None:
    """A name that no formula may have: no traceback in the notebook, and nothing half written."""
    for name in ("α", "a b", "<b>"):
        shown = symflow.atom(name)()
        assert shown._repr_html_() is None
        assert shown._repr_latex_() is None


def test_an_object_that_nobody_registered_falls_back_to_its_repr() -> None:
    assert display.html(object()) is None
    assert display.latex(3) is None
