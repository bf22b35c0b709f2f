"""The site is built without a warning, holds together, loads nothing from a network, and writes nothing into docs/."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PARTS = ("sphinx", "myst_parser", "furo")
if any(find_spec(name) is None for name in PARTS):
    pytest.skip("needs the extra site", allow_module_level=True)
ELSEWHERE = {"arxiv.org", "doi.org", "keepachangelog.com", "semver.org"}
LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data", "embed": "src"}
THEME = {
    "www.sphinx-doc.org",
    "pradyunsg.me",
    "github.com",
}  # named in the theme's footer, and followed by nobody


class Page(HTMLParser):
    """What a page links to, what it loads, and the anchors that it has."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.tags: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.anchors |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag == "link" and found.get("rel") not in ("index", "search", "next", "prev", "author"):
            self.loads.append(found.get("href", ""))
        if tag in LOADING:
            self.loads.append(found.get(LOADING[tag], ""))


def fingerprint() -> dict[str, str]:
    """Every file below docs/ with its digest."""
    files = sorted(path for path in DOCS.rglob("*") if path.is_file())
    return {str(path.relative_to(DOCS)): sha256(path.read_bytes()).hexdigest() for path in files}


def build(source: Path, place: Path) -> subprocess.CompletedProcess[str]:
    """What ``make site`` runs."""
    strict = ("--quiet", "--fail-on-warning", "--keep-going", "--nitpicky", "--fresh-env")
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            *strict,
            "-d",
            str(place / "trees"),
            str(source),
            str(place / "site"),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages; nothing of docs/ was touched."""
    place, before = tmp_path_factory.mktemp("built"), fingerprint()
    done = build(DOCS, place)
    assert done.returncode == 0, done.stdout + done.stderr
    assert fingerprint() == before, "the build wrote into docs/"
    return place / "site"


@cache
def page(path: Path) -> Page:
    """A page, read once."""
    return Page(path)


def pages(site: Path) -> list[Path]:
    """Every page."""
    return sorted(site.rglob("*.html"))


def outside(link: str) -> bool:
    """Whether the link leaves the site."""
    return bool(urlsplit(link).scheme or urlsplit(link).netloc)


def lost(site: Path) -> Iterator[str]:
    """The links within the site that lead to no file, or to no anchor there."""
    for path in pages(site):
        for link in page(path).links + page(path).loads:
            if outside(link) or not link:
                continue
            parts = urlsplit(link)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                yield f"{path.relative_to(site)}: {link}"
                continue
            known = page(target).anchors | {""} if target.suffix == ".html" else {parts.fragment}
            if unquote(parts.fragment) not in known:
                yield f"{path.relative_to(site)}: {link}"


def test_every_link_within_the_site_leads_somewhere(site: Path) -> None:
    """Files and anchors."""
    assert len(pages(site)) > 100
    assert list(lost(site)) == []


def test_nothing_is_loaded_from_a_network(site: Path) -> None:
    """No script, style, font, frame or picture; in style sheets and scripts neither."""
    loaded = {link for path in pages(site) for link in page(path).loads if outside(link)}
    assert {link for link in loaded if not link.startswith("data:")} == set()
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert not re.search(r"@import\s+(url\()?[\"']?(https?:)?//|url\([\"']?(https?:)?//", text), sheet
    for script in site.rglob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"(fetch|import|importScripts)\(\s*[\"']https?://", text), script


def test_links_to_elsewhere_are_few_and_known(site: Path) -> None:
    """They are listed here, and never followed."""
    hosts = {urlsplit(link).netloc for path in pages(site) for link in page(path).links if outside(link)}
    assert hosts - ELSEWHERE - THEME == set()


def test_formulas_are_mathml(site: Path) -> None:
    """And nothing of their source is left, on the page of a chapter or elsewhere."""
    chapter = site / "claims" / "hadamard.html"
    assert chapter.read_text(encoding="utf-8").count("<math") > 300
    for path in pages(site):
        if path.relative_to(site).parts[0] != "source":
            assert "$<code" not in path.read_text(encoding="utf-8"), path
    assert not any("math" in Path(urlsplit(link).path).name.lower() for link in page(chapter).loads)


def test_the_graph_is_a_picture_with_links(site: Path) -> None:
    text = (site / "claims" / "README.html").read_text(encoding="utf-8")
    assert "graph LR" not in text
    assert 'class="claim-graph"' in text
    assert '<a href="hadamard.html#lyapunov-decrease" class="proved"' in text


def test_files_are_pages_of_the_site(site: Path) -> None:
    """A statement and its script, with line numbers; and no file is copied for download in their place."""
    statement = site / "source" / "src" / "symflow" / "theorems" / "hadamard" / "gradient.py.html"
    assert "CLAIM" in statement.read_text(encoding="utf-8")
    assert (site / "source" / "proofs" / "gradient.py.html").is_file()


def test_the_readme_and_the_changes_are_shown(site: Path) -> None:
    assert "The theorem, and its whole proof" in (site / "readme.html").read_text(encoding="utf-8")
    assert 'href="claims/README.html"' in (site / "readme.html").read_text(encoding="utf-8")
    assert "Unreleased" in (site / "changelog.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[gone](gone.py)", "gone.py"),
        ("[gone](index.md#nowhere)", "nowhere"),
        ("$`\\unknowncommand{x}`$", "formula not understood"),
        ("```{nonsense}\n```", "nonsense"),
    ],
    ids=["file", "anchor", "formula", "directive"],
)
def test_a_fault_fails_the_build(text: str, said: str, tmp_path: Path) -> None:
    """The build is strict: each of these is an error that names what is wrong."""
    source = tmp_path / "docs"
    source.mkdir()
    conf = (DOCS / "conf.py").read_text(encoding="utf-8")
    conf = conf.replace("Path(__file__).resolve().parent", f"Path({str(DOCS)!r})", 1)
    conf = conf.replace('html_static_path = ["_static"]', "html_static_path = []")
    (source / "conf.py").write_text(conf, encoding="utf-8")
    (source / "index.md").write_text(f"# A page\n\n{text}\n", encoding="utf-8")
    done = build(source, tmp_path)
    assert done.returncode == 1
    assert said in done.stdout + done.stderr
