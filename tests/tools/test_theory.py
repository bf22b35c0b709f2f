"""The theory pages: fresh, complete, and never saying more than that something is expected."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest
from pages import sources as sourcing
from pages.difference import in_words
from pages.index import arrows, graph
from pages.mathematics import Scene, expanded
from pages.prose import markdown, paragraphs
from pages.section import concluding
from scripts import ROOT, script

from symflow import atom, eq, le, lt
from symflow.ledger.run import claims

BOOK = claims()
GUIDE = (ROOT / "docs" / "theory.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def theory() -> ModuleType:
    """The script as a module."""
    return script("theory")


@pytest.fixture(scope="module")
def book() -> dict[str, sourcing.Source]:
    """Every claim with its steps."""
    return sourcing.sources()


@pytest.fixture(scope="module")
def texts(theory: ModuleType, book: dict[str, sourcing.Source]) -> dict[str, str]:
    """Every page."""
    found: dict[str, str] = theory.pages(book, GUIDE)
    return found


def test_the_stored_pages_are_fresh(theory: ModuleType, texts: dict[str, str]) -> None:
    """docs/claims is what the claims say now."""
    assert theory.stale(texts, theory.FOLDER) == []


def test_an_edited_a_missing_and_a_superfluous_page_are_stale(
    theory: ModuleType, texts: dict[str, str], tmp_path: Path
) -> None:
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert theory.stale(texts, tmp_path) == []
    page = tmp_path / "calculus.md"
    page.write_text(page.read_text(encoding="utf-8").replace("geq1+x", "geq2+x"), encoding="utf-8")
    (tmp_path / "README.md").unlink()
    (tmp_path / "old.md").write_text("gone", encoding="utf-8")
    assert theory.stale(texts, tmp_path) == ["README.md", "calculus.md", "old.md"]


def test_write_then_check(theory: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that was written is fresh, pages that are gone are removed, and --check changes nothing."""
    few = {"exp-tangent": sourcing.sources({"exp-tangent": BOOK["exp-tangent"]})["exp-tangent"]}
    monkeypatch.setattr(theory, "sources", lambda: few)
    (tmp_path / "old.md").write_text("gone", encoding="utf-8")
    assert theory.main(["--check"], tmp_path) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["old.md"]
    assert theory.main([], tmp_path) == 0
    assert not (tmp_path / "old.md").exists()
    assert theory.main(["--check"], tmp_path) == 0


def test_a_script_that_fails_is_an_error(
    theory: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And not a section without steps."""
    bad = tmp_path / "exp-tangent.py"
    bad.write_text("raise ValueError('no steps')\n", encoding="utf-8")
    monkeypatch.setattr(sourcing, "proof_path", lambda name: bad)
    monkeypatch.setattr(sourcing, "claims", lambda: {"exp-tangent": BOOK["exp-tangent"]})
    assert theory.main(["--check"], tmp_path) == 1
    assert "no steps" in capsys.readouterr().err


# --- what is on the pages ---


@pytest.mark.parametrize("name", sorted(BOOK))
def test_every_claim_is_there_with_all_its_parts(name: str, texts: dict[str, str]) -> None:
    claim = BOOK[name]
    page = texts[f"{claim.chapter}.md"]
    section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
    assert f"Expected: **{claim.expected}**" in section
    assert all(f"**({part})**\n\n```math" in section for part, _ in claim.parts)
    assert all(f"**({hypothesis})**" in section for hypothesis, _ in claim.domain.hypotheses)
    assert ("### False twin" in section) == (claim.twin is not None)


def test_a_verdict_stands_only_where_it_is_called_expected(texts: dict[str, str]) -> None:
    tables = {"README.md", "numbers.md"}
    lines = [line for name, text in texts.items() if name not in tables for line in text.splitlines()]
    said = [line for line in lines if re.search(r"PROVED|REFUTED|SUPPORTED|theorem is|is proved", line)]
    assert said
    assert all(line.startswith("Expected: **") for line in said)


def test_every_link_leads_somewhere(texts: dict[str, str]) -> None:
    anchors = {
        f"{page}#{name}"
        for page, text in texts.items()
        for name in re.findall(r"^## (\S+)$", text, re.MULTILINE)
    }
    links = {(page, link) for page, text in texts.items() for link in re.findall(r"\]\(([^)]+)\)", text)}
    assert len(links) > len(BOOK)
    folder = ROOT / "docs" / "claims"
    lost = [link for _, link in links if link not in anchors and not (folder / link).is_file()]
    assert lost == []


def test_nothing_of_the_export_is_left_in_a_formula(texts: dict[str, str]) -> None:
    """No macro of its own, no name that a page may not use, and the fences are closed."""
    for text in texts.values():
        assert not re.search(r"\\sf[A-Z a-z]|operatorname|providecommand", text)
        assert text.count("\n```") % 2 == 0
        assert text.count("$`") == text.count("`$")


def test_the_order_is_that_of_the_guide(texts: dict[str, str]) -> None:
    """And the guide names every claim, and nothing else in this form."""
    named = list(dict.fromkeys(re.findall(r"`([a-z0-9-]+)`", GUIDE)))
    assert sorted(named) == sorted(BOOK)
    assert re.findall(r"^\| \[([a-z0-9-]+)\]", texts["README.md"], re.MULTILINE) == named


def test_numbers_follow_the_guide(theory: ModuleType, texts: dict[str, str]) -> None:
    """Chapter by chapter, without a gap, in the order in which the guide names the claims."""
    page, place = texts["numbers.md"], {}
    for number, name in re.findall(r"^\| ([0-9.]+) \| \[([a-z0-9-]+)\]", page, re.MULTILINE):
        place[name] = tuple(map(int, number.split(".")))
    assert set(place) == set(BOOK)
    for chapter, name in enumerate(theory.CHAPTERS, 1):
        own = [i for i in re.findall(r"`([a-z0-9-]+)`", GUIDE) if i in BOOK and BOOK[i].chapter == name]
        assert [place[i] for i in dict.fromkeys(own)] == [(chapter, n + 1) for n in range(len(set(own)))]
    assert "cite the id" in page


def test_a_number_is_the_same_wherever_it_stands(texts: dict[str, str]) -> None:
    """At the statement, in the table of all claims, by number, and where another claim rests on it."""
    listed = dict(re.findall(r"^\| \[([a-z0-9-]+)\][^|]*\| ([0-9.]+) \|", texts["README.md"], re.MULTILINE))
    assert set(listed) == set(BOOK)
    for name, text in texts.items():
        if name not in ("README.md", "numbers.md"):
            stated = re.findall(r"^## (\S+)\n\n\*\*Statement ([0-9.]+)\.\*\* ", text, re.MULTILINE)
            assert len(stated) == sum(f"{claim.chapter}.md" == name for claim in BOOK.values())
            assert all(listed[own] == number for own, number in stated)
        for number, used in re.findall(r"([0-9]+\.[0-9]+) \[([a-z0-9-]+)\]\(", text):
            assert listed[used] == number
    rows = re.findall(r"^\| ([0-9.]+) \| \[([a-z0-9-]+)\]", texts["numbers.md"], re.MULTILINE)
    assert {name: number for number, name in rows} == listed


def test_a_flow_that_only_a_predicate_names_is_shown(texts: dict[str, str]) -> None:
    """global-convergence speaks of a flow without a derivative in its statement."""
    section = texts["hadamard.md"].split("\n## global-convergence\n")[1].split("\n## ")[0]
    assert "Along the flow *modes*" in section
    assert r"\dot{s}_{k}=2s_{k}(1-\pi_{k})" in section


def test_every_part_ends_with_a_step(book: dict[str, sourcing.Source]) -> None:
    """None is left open by a script."""
    missing = {
        (name, part)
        for name, source in book.items()
        if source.script  # an open claim has none
        for part, _ in source.claim.parts
        if part not in {p for parts in concluding(source).values() for p in parts}
    }
    assert missing == set()


# --- its pieces ---


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("s_k' = 2 s_k (1 - pi_k)", "s_k' = 2 s_k (1 − π_k)"),
        ("bar s >= mu, x -> oo", "s̄ ≥ μ, x → ∞"),
        ("sum_g q_g, the sum of all", "Σ_g q_g, the sum of all"),
        ("W^T W, x^2, e^{-2t}, 2^20", "Wᵀ W, x², e^{−2t}, 2^20"),
        ("R^* R = I and |x|", "R^\\* R = I and \\|x\\|"),
        ("a well-known part (5a)", "a well-known part (5a)"),
        ("<b>, _x_ and `y`", "\\<b>, \\_x_ and \\`y\\`"),
        ("spin, alphabet, copies", "spin, alphabet, copies"),
    ],
)
def test_prose(text: str, shown: str) -> None:
    """Signs as a reader writes them; no markup; words stay words."""
    assert markdown(text) == shown


def test_paragraphs() -> None:
    """Indented blocks are displayed."""
    found = list(paragraphs("One\nline.\n\n    x >= 0\n      y\n\nTwo."))
    assert found == ["One line.", "```text\nx ≥ 0\n  y\n```", "Two."]


def test_macros_are_written_out() -> None:
    """Letters do not run into the names of commands."""
    assert expanded(r"\log\sfM+\sfpi\sfq_{k}") == r"\log M+\pi q_{k}"
    assert expanded(r"\sfEi(\sfx)\in\sfG") == r"\mathrm{Ei}(x)\in G"
    assert expanded(r"\text{at}\ \text{time}\ \text{$\ge$}\ \text{0}") == r"\text{at time}\ \ge\ \text{0}"


def test_how_a_twin_differs() -> None:
    x, y = atom("x")(), atom("y")()
    scene = Scene.of(BOOK["exp-tangent"])
    assert in_words(le(x, y), lt(x, y), scene) == "< in place of ≤"
    assert in_words(eq(2 * x, y), eq(3 * x, y), scene) == "$`3`$ in place of $`2`$"
    assert in_words(eq(x + y, y), eq(x - y, y), scene) == "$`-y`$ in place of $`y`$"
    assert in_words(eq(x, y), le(y, x), scene) == ""


def test_an_arrow_that_a_longer_way_makes_unnecessary_is_left_out() -> None:
    assert list(arrows({"a": (), "b": ("a",), "c": ("a", "b")})) == [("a", "b"), ("b", "c")]


def test_the_graph_has_every_claim_that_uses_or_is_used(book: dict[str, sourcing.Source]) -> None:
    text = graph(book)
    for name, claim in BOOK.items():
        joined = claim.uses or any(name in other.uses for other in BOOK.values())
        assert (f'["{name}"]' in text) == bool(joined)


def test_a_part_ends_with_the_step_that_shows_it_and_not_with_a_box(book: dict[str, sourcing.Source]) -> None:
    """mode-growth has boxes beside the proof; depth-3 has nothing but its witness."""
    growth = concluding(book["mode-growth"])
    kinds = {part: book["mode-growth"].steps[n - 1].kind for n, parts in growth.items() for part in parts}
    assert kinds["above"] == kinds["below"] == "SIGN"
    assert concluding(book["depth-3"]) == {1: ["decrease"]}
