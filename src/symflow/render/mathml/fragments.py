"""Blocks as HTML: every word escaped, every formula MathML, stable ids and classes, no style of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from symflow.render.mathml.convert import mathml
from symflow.render.reading.anchors import anchor, shown
from symflow.render.reading.nodes import (
    Block,
    Equation,
    Head,
    Inline,
    Link,
    Math,
    Note,
    Text,
    Work,
)

ELEMENTS = {"emph": "em", "strong": "strong", "code": "code"}


@dataclass(frozen=True, slots=True)
class Page:
    """What a fragment may rest on: what macros stand for, and the claims that are on the same page.

    ``here``: ids of these claims; a reference to any other is words, not a link. None: every reference is a link.
    ``ids``: whether equations get ids.
    """

    macros: Mapping[str, str]
    here: Collection[str] | None = None
    ids: bool = True

    def html(self, blocks: Iterable[Block]) -> str:
        """The blocks, one a line; a step holds all that follows it."""
        lines: list[str] = []
        inside = False
        for block in blocks:
            if isinstance(block, Head):
                lines += ["</li>"] if inside else ['<ol class="sf-steps">']
                inside = True
                lines.append(self._head(block))
            elif isinstance(block, Equation):
                lines.append(self._equation(block))
            elif isinstance(block, Note):
                lines.append(f'<p class="sf-note">{self.line(block.parts)}</p>')
            else:
                lines.append(f"<p>{self.line(block.parts)}</p>")
        return "\n".join([*lines, *(["</li>", "</ol>"] if inside else [])])

    def line(self, parts: Iterable[Inline]) -> str:
        """Words and formulas in a line."""
        return "".join(self._inlines(parts)).strip(" ")

    def _inlines(self, parts: Iterable[Inline]) -> Iterator[str]:
        for part in parts:
            match part:
                case Text(text, kind):
                    name = ELEMENTS.get(kind)
                    yield f"<{name}>{escape(text)}</{name}>" if name else escape(text)
                case Math(tex):
                    yield mathml(tex, known=self.macros)
                case Link():
                    yield self._link(part)
                case Work(_, short):
                    yield f'<cite class="sf-work">[{escape(short)}]</cite>'

    def _link(self, link: Link) -> str:
        """A reference, as a link where its target is on the page."""
        text = escape(shown(link.label))
        text = f"({text})" if link.equation else f"<code>{text}</code>"
        owner = link.label.removeprefix("sf:").partition(":")[0]
        if self.here is not None and owner not in self.here:
            return text
        return f'<a class="sf-ref" href="#{escape(anchor(link.label))}">{text}</a>'

    def _head(self, head: Head) -> str:
        name = self.line(head.name)
        kind = f'<span class="sf-kind">{escape(head.kind)}</span>'
        value = f' value="{head.number}"' if head.number.isdigit() else ""
        return f'<li class="sf-step"{value}>\n<p class="sf-step-head">{kind} ({name})</p>'

    def _equation(self, equation: Equation) -> str:
        """A displayed formula and its tag."""
        here = f' id="{escape(anchor(equation.label))}"' if equation.label and self.ids else ""
        tag = f'<span class="sf-tag">({escape(equation.tag)})</span>' if equation.tag else ""
        formula = f'<div class="sf-formula">{mathml(equation.tex, block=True, known=self.macros)}</div>'
        return f'<div class="sf-equation"{here}>{formula}{tag}</div>'
