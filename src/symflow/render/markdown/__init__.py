"""Claims as Markdown, for renderers that set TeX between dollars: GitHub, MyST, notebooks."""

from symflow.render.markdown.document import document as document
