r"""Plain text becomes TeX text: whatever an author writes is shown, and none of it is obeyed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symflow.render.latex.escape import GREEK, SIGNS, escape
from symflow.render.latex.prose import prose, sentence

HOSTILE = [
    r"\input{/etc/passwd}",
    r"\write18{ls}",
    r"\catcode`\%=12",
    "100 % $x$ } { _ ^ & # ~ \\",
    "^^5cinput{x}",
    "$$\\int$$",
    r"x_{\input{a}} >= 1",
    r"e^{\write18} and s_{}",
    "\\",
    "\\end{sftheorem}",
    "]\\label{x}",
    "\x00\x1b[0m\u202e",
    "%\n\\input{x}",
    "Σ ≥ 中 é ﬁ s̄ — “x”",
    "x_1_2^3^4'' x'^2 l*'_k",
    "{" * 50 + "x^{" * 50,
]
# Every command that the two functions may write.
WRITTEN = r"""\textbackslash \textasciicircum \textasciitilde \ldots \ss \o \O \ae \AE \l \L \i \j \u \r \H \v \c
    \bar \mathbb \mathrm \operatorname \surd \log \exp \tanh \sinh \cosh \max \min \sum \neq \dots \chi \partial
    \sfs \sfx \sfchi \sfG \sfEi \allowbreak \times \cdot \to \Rightarrow \infty \mathdollar"""
COMMANDS = {
    *(f"\\{name}" for name in GREEK.values()),
    *re.findall(r"\\[A-Za-z]+", " ".join([WRITTEN, *SIGNS.values()])),
}
_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)", re.DOTALL)
CHARACTERS = {"\\{", "\\}", "\\&", "\\#", "\\%", "\\_", "\\'", "\\`", "\\^", "\\~", '\\"', "\\=", "\\."}


def harmless(tex: str) -> list[str]:
    """What a text does beyond printing: unknown commands, bare special characters, open braces or formulas."""
    found = [c for c in _COMMAND.findall(tex) if c not in COMMANDS | CHARACTERS]
    bare = _COMMAND.sub("", tex)
    found += [c for c in bare if c in "&#%~" or not c.isascii() or not c.isprintable()]
    if bare.count("$") % 2:
        found.append("a formula is left open")
    outside = "".join(bare.split("$")[::2])
    found += [c for c in outside if c in "_^"]
    depth = 0
    for c in bare:
        depth += (c == "{") - (c == "}")
        if depth < 0:
            found.append("a group is closed")
    return found + (["a group is left open"] if depth else [])


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("write", [escape, prose, sentence])
def test_hostile_text_is_shown_and_not_obeyed(write, text: str) -> None:
    """Injected commands, specials, control characters, foreign letters."""
    assert harmless(write(text)) == []


@given(st.text(max_size=40))
def test_any_text_is_harmless(text: str) -> None:
    """Whatever Unicode holds."""
    assert harmless(escape(text)) == []
    assert harmless(prose(text)) == []


@given(st.text(alphabet="\\{}$_^ x'*/=1a.,()[]-<>se", max_size=30))
def test_any_mixture_of_special_characters_is_harmless(text: str) -> None:
    """The alphabet of formulas and of TeX."""
    assert harmless(prose(text)) == []
    assert harmless(sentence(text, frozenset({"s", "x"}))) == []


def test_the_check_of_harmless_text_can_fail() -> None:
    """Each kind of trouble is seen."""
    for text in (r"\input{x}", "50%", "a_b", "$x", "{", "}", "é", "a & b", r"\csname"):
        assert harmless(text), text


@given(st.text(alphabet="ab{}_^ \\\\$%12", max_size=30))
def test_nothing_is_lost(text: str) -> None:
    """Letters and digits stay, in their order."""
    shown = _COMMAND.sub("", escape(text))
    formulas = _COMMAND.sub("", prose(text))
    kept = [c for c in text if c.isalnum()]
    assert [c for c in shown if c.isalnum()] == kept
    assert [c for c in formulas if c.isalnum()] == kept


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("s_k' = 2 s_k (1 - pi_k) for k != 0", r"$s_{k}'=2s_{k}(1-\pi_{k})$ for $k\neq0$"),
        ("a mean of positive modes", "a mean of positive modes"),
        ("a, b >= 0", r"$a$, $b\ge0$"),
        ("bar s / K", r"$\bar{s}/K$"),
        ("Chebyshev's sum", "Chebyshev's sum"),
        ("insert (4a) and (4b)", "insert (4a) and (4b)"),
        ("e^{z_0 - m} = e^{bar s}", r"$e^{z_{0}-m}=e^{\bar{s}}$"),
        ("W^T W - H H^T", "$W^{T}W-H H^{T}$"),
        ("Walsh on Z_2^m", r"Walsh on $\mathbb{Z}_{2}^{m}$"),
        ("rename k to -k", "rename $k$ to $-k$"),
        ("non-negative", "non-negative"),
        ("[G], abstract", "[G], abstract"),
        ("log(max s / min s)", r"$\log(\max s/\min s)$"),
        ("delta_ij - 1/K", r"$\delta_{ij}-1/K$"),
        ("x^2^3", "$x^{2}{}^{3}$"),
        ("psi(x) = x tanh(x/2)", r"$\psi(x)=x\tanh(x/2)$"),
    ],
)
def test_formulas_in_sentences(text: str, tex: str) -> None:
    """What authors write for formulas is set as formulas."""
    assert prose(text) == tex


def test_symbols_of_known_quantities_are_their_macros() -> None:
    """So that a paper can rename them in sentences as well."""
    known = frozenset({"s", "pi", "sbar", "x"})
    assert prose("s_k pi_k <= bar s", known) == r"$\sfs_{k}\sfpi_{k}\le\sfsbar$"
    assert prose("e^x", known) == r"$e^{\sfx}$"


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("the rest", "The rest."),
        ("a mean", "A mean."),
        ("s_0 = 0", "$s_{0}=0$."),
        ("done!", "Done!"),
        ("", ""),
        ("exp > 0", r"$\exp>0$."),
    ],
)
def test_sentences(text: str, tex: str) -> None:
    """A capital where the first thing is a word; a full stop."""
    assert sentence(text) == tex
