"""The site: Sphinx and MyST read the pages of docs/ as they stand on GitHub; no page loads anything from a network.

sphinx-build -W --keep-going -n -b html docs build/site
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE / "_ext"), str(ROOT / "src")]
sys.dont_write_bytecode = True  # a build leaves docs/ as it was

from symflow import __version__  # noqa: E402 - found on the path above

project = "symflow"
author = "The symflow authors"
project_copyright = "The symflow authors, Apache-2.0"
version = release = __version__
language = "en"

extensions = ["myst_parser", "github_pages", "mathml_pages", "source_pages", "claim_graph"]
source_suffix = {".md": "markdown"}
root_doc = "index"
exclude_patterns = ["_ext", "_static"]
nitpicky = True

myst_fence_as_directive = ["math"]  # ```math, as GitHub reads it
myst_heading_anchors = 4  # #names-of-headings, as GitHub makes them
smartquotes = False  # a prime is a derivative, and -- begins an option
highlight_language = "text"
pygments_style = "default"
html_math_renderer = "mathml"

html_theme = "furo"
html_title = f"symflow {release}"
html_static_path = ["_static"]
html_css_files = ["symflow.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_last_updated_fmt = None
html_theme_options = {"navigation_with_keys": True, "top_of_page_buttons": []}
