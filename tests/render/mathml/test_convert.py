"""Single formulas as MathML: what the library would set wrongly, what is refused, and that it is XML."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from canonical import of_mathml

from symflow.errors import InputError
from symflow.render.mathml.convert import mathml

NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"


def inside(tex: str, block: bool = False) -> str:
    """The elements without the frame."""
    page = mathml(tex, block)
    return page[page.index("<mrow>") : page.rindex("</math>")]


def test_a_formula_is_an_element_of_its_own_with_its_tex() -> None:
    math = fromstring(mathml(r"\sfs_{k}\geq 0"))
    assert math.tag == NAMESPACE + "math"
    assert math.get("display") == "inline"
    assert math.get("alttext") == r"s_{k}\geq 0"
    assert fromstring(mathml("x", block=True)).get("display") == "block"


@pytest.mark.parametrize(
    ("tex", "read"),
    [
        (r"\sfdot{\sfs}_{k}", "over[s|˙]_[k]"),
        (r"\overline{x_{k}}", "over[x_[k]|―]"),
        (r"\sfddt\sfalong{cross-entropy}\sfV", "frac[d|dt]|_[cross-entropy]V"),
        (r"\sfddtup", "frac[d^[+]|dt]"),
        (r"\Bigl(\frac{1}{-2}\Bigr)^{2}", "(frac[1|−2])^[2]"),
        (r"\sum_{k\neq 0}\log\sfs_{k}", "∑_[k≠0]logs_[k]"),
        (r"\sfEi(x)-\exp(-x)", "Ei(x)−exp(−x)"),
        (r"\begin{split}a&=b\\&\qquad-c\end{split}", "⟦a&=b;&−c⟧"),
        (r"\text{if}\quad x<y", "ifx<y"),
        (r"\text{$<$script$>$}\ x", "<script>x"),
        (r"2cm", "2cm"),
        (r"3pt+\mathit{two\_words}", "3pt+two_words"),
    ],
)
def test_what_is_read_is_what_was_meant(tex: str, read: str) -> None:
    assert of_mathml(mathml(tex)) == read
    assert of_mathml(mathml(tex, block=True)) == read


def test_letters_beside_a_number_are_letters_and_no_unit() -> None:
    assert inside("2cm").count("<mi>") == 2


def test_words_are_escaped_and_never_elements() -> None:
    page = mathml(r"\text{$<$b$>$ a \& b}")
    assert "<b>" not in page
    assert "&lt;" in page
    fromstring(page)


def test_a_differential_is_upright_and_a_function_stands_apart() -> None:
    assert "<mtext>d</mtext>" in inside(r"\frac{\mathrm{d}}{\mathrm{d}t}")
    assert '<mi>log</mi><mspace width="0.167em" />' in inside(r"\log x")
    assert "mspace" not in inside(r"\log(x)")


def test_a_leading_minus_is_a_sign_and_one_between_is_an_operation() -> None:
    assert inside("-x").count('form="prefix"') == 1
    assert inside("a=-x").count('form="prefix"') == 1
    assert "prefix" not in inside("a-x")


def test_the_bar_of_a_flow_is_as_high_as_its_fraction() -> None:
    assert 'stretchy="true"' in inside(r"\sfddt\sfalong{modes}\sfV")


def test_limits_of_a_maximum_stand_below_in_a_display_only() -> None:
    assert "<munder>" in inside(r"\max_{k}x", block=True)
    assert "<msub>" in inside(r"\max_{k}x")


@pytest.mark.parametrize(
    "tex",
    [
        r"\nosuchcommand x",
        r"a_{b",
        r"\begin{split}a",
        r"_{k}",
        r"\text{a\nosuch}",
        r"\begin{split}a\end{gather}",
        r"\href{x}{y}",
        r"\class{a}{b}",
        r"\style{color:red}{b}",
        r"\color{red}x",
    ],
)
def test_what_is_not_known_is_refused_and_never_shown(tex: str) -> None:
    with pytest.raises(InputError):
        mathml(tex)


def test_the_same_formula_gives_the_same_bytes() -> None:
    assert mathml(r"\frac{a}{b}") == mathml(r"\frac{a}{b}")


def test_names_that_look_alike_are_told_apart_over_a_whole_text() -> None:
    known = {r"\sflam": r"\lambda", r"\sflambda": r"\mathit{lambda}"}
    assert of_mathml(mathml(r"\sflam\sflambda", known=known)) == "λlambda"
