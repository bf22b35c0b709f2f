"""Formulas of the site as MathML, written when the site is built: a reader's browser needs no script and no network."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from symflow.render.mathml.convert import mathml

LOG = logging.getLogger(__name__)


def _inline(self: HTML5Translator, node: nodes.math) -> None:
    self.body.append(_markup(node, block=False))
    raise nodes.SkipNode


def _block(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(f'<div class="formula" tabindex="0">{_markup(node, block=True)}</div>\n')
    raise nodes.SkipNode


def _markup(node: nodes.Element, block: bool) -> str:
    """The element <math>; a formula that cannot be converted is a warning, so that a strict build fails."""
    tex = node.astext()
    try:
        return mathml(tex, block)
    except Exception as error:  # noqa: BLE001 - whatever it is, the page must not lose a formula in silence
        LOG.warning("formula not understood: %s (%s)", tex, error, location=node)
        return f"<code>{escape(tex)}</code>"


def setup(app: Sphinx) -> dict[str, Any]:
    """Registers with Sphinx."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
