"""Files of the repository that a page links to, statements, scripts and schemas, as pages with line numbers.

A link to a file that is no page of docs/ leads, on GitHub, to that file. On the site it leads to
source/<its path>.html, which is made from the file when the site is built. A file outside the repository, or one that
is not there, is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docutils import nodes
from pygments.lexers import get_lexer_for_filename
from pygments.util import ClassNotFound
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

LOG = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]
FOLDER = "source"


def _links(app: Sphinx, doctree: nodes.document) -> None:
    """Turns every link to a file into a link to its page."""
    name = app.env.docname
    for node in list(doctree.findall(addnodes.download_reference)):
        target = unquote(str(node["reftarget"])).partition("#")[0]
        file = (Path(app.srcdir) / name).parent.joinpath(target).resolve()
        if not file.is_file() or not file.is_relative_to(ROOT):
            LOG.warning("link to a file that is not there: %s", target, location=node)
            continue
        page = f"{FOLDER}/{file.relative_to(ROOT).as_posix()}"
        _wanted(app.env).setdefault(name, set()).add(page)
        uri = app.builder.get_relative_uri(name, page)
        node.replace_self(nodes.reference("", "", *node.children, refuri=uri, internal=True))


def _wanted(env: BuildEnvironment) -> dict[str, set[str]]:
    """The pages of files, by the page that links to them."""
    if not hasattr(env, "symflow_files"):
        env.symflow_files = {}
    return dict.__getitem__(vars(env), "symflow_files")  # type: ignore[no-any-return]


def _forget(_app: Sphinx, env: BuildEnvironment, name: str) -> None:
    _wanted(env).pop(name, None)


def _pages(app: Sphinx) -> Iterator[tuple[str, dict[str, str], str]]:
    """The page of each file."""
    if not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    for page in sorted(set().union(*_wanted(app.env).values())):
        path = page.removeprefix(f"{FOLDER}/")
        text = (ROOT / path).read_text(encoding="utf-8")
        try:
            language = get_lexer_for_filename(path).aliases[0]
        except ClassNotFound:
            language = "text"
        shown = app.builder.highlighter.highlight_block(text, language, linenos="inline", force=True)
        yield page, {"title": path, "body": f"<h1><code>{path}</code></h1>\n{shown}"}, "page.html"


def setup(app: Sphinx) -> dict[str, Any]:
    """Registers with Sphinx; the links are changed before Sphinx collects what it would copy for download."""
    app.connect("doctree-read", _links, priority=100)
    app.connect("env-purge-doc", _forget)
    app.connect("html-collect-pages", _pages)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
