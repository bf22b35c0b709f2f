r"""TeX and MathML, each read by a few lines of its own, as one and the same kind of text.

Nothing of symflow is used here, so that a sign which the package loses is not lost here too. Fractions, roots, accents
and indices keep their structure: ``\frac{a}{-b_{k}}`` is frac[a|−b_[k]].
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[0-9]+(?:\.[0-9]+)?|.", re.DOTALL)
LETTERS = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Sigma": "Σ",
}  # fmt: skip
SIGNS = {
    "in": "∈", "sum": "∑", "geq": "≥", "ge": "≥", "leq": "≤", "le": "≤", "neq": "≠", "ne": "≠", "times": "×",
    "cdot": "⋅", "to": "→", "partial": "∂", "dots": "…", "surd": "√", "Rightarrow": "⇒", "Longrightarrow": "⇒",
    "Longleftrightarrow": "⇔", "iff": "⇔", "Leftrightarrow": "⇔", "lvert": "|", "rvert": "|", "colon": ":",
    "infty": "∞", "lbrace": "{", "rbrace": "}", "mathdollar": "$", "top": "⊤", "prod": "∏", "approx": "≈", "pm": "±",
}  # fmt: skip
FUNCTIONS = ("log", "exp", "tanh", "sinh", "cosh", "max", "min")
NOTHING = {
    "Big", "Bigl", "Bigr", "bigl", "bigr", "big", "biggl", "biggr", "bigg", "left", "right", "quad", "qquad",
    "allowbreak", "limits", "displaystyle",
}  # fmt: skip
BARS = {"bar": "¯", "dot": "˙", "overline": "―"}
SPACE = re.compile(r"[\s\u00a0\u2009]+")


def of_tex(tex: str) -> str:
    """The canonical text of TeX without macros."""
    tokens = TOKEN.findall(tex.replace("\\\n", r"\ "))
    reader = _Tex(tokens)
    out = "".join(reader.atoms(""))
    if reader.place != len(tokens):
        raise ValueError(f"not read: {tokens[reader.place :][:9]} of {tex}")
    return f"⟦{_lines(out)}⟧" if re.search("[;&]", _flat(out)) else out


class _Tex:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.place = tokens, 0

    def next(self) -> str:
        while self.tokens[self.place].isspace():
            self.place += 1
        self.place += 1
        return self.tokens[self.place - 1]

    def atoms(self, end: str) -> list[str]:
        """Atoms with their indices, up to a token."""
        out: list[str] = []
        while self.place < len(self.tokens):
            token = self.tokens[self.place]
            if end and token == end:
                self.place += 1
                return out
            if token.isspace():
                self.place += 1
                continue
            if token in "_^'":
                base = out.pop() if out else ""
                out.append(base + self.scripts())
                continue
            many = self.atom()
            out.append(many)
        return out

    def scripts(self) -> str:
        below, above = "", ""
        while self.place < len(self.tokens) and self.tokens[self.place] in "_^'":
            sign = self.next()
            if sign == "'":
                above += "′"
            elif sign == "_":
                below = self.atom(bare=True)
            else:
                above += self.atom(bare=True)
        return (f"_[{below}]" if below else "") + (f"^[{above}]" if above else "")

    def atom(self, bare: bool = False) -> str:
        token = self.next()
        if token == "{":
            inside = [x for x in self.atoms("}") if x]
            return "".join(inside) if bare or len(inside) < 2 else "{" + "".join(inside) + "}"
        if not token.startswith("\\"):
            return {"-": "−", "~": ""}.get(token, token)
        name = token[1:]
        if name == "frac":
            return f"frac[{self.atom(True)}|{self.atom(True)}]"
        if name == "sqrt":
            return f"sqrt[{self.atom(True)}]"
        if name in BARS:
            return f"over[{self.atom(True)}|{BARS[name]}]"
        if name in ("text", "mathrm", "mathit", "operatorname", "mathbb"):
            return self.words(name)
        if name in ("begin", "end"):
            return self.environment(name)
        if name == "\\":
            return self.line()
        if name in NOTHING or not name.isalnum():
            return name if name in "{}_&#%$" else "|" if name == "|" else ""
        if name in FUNCTIONS:
            return name
        return LETTERS.get(name) or SIGNS[name]

    def raw(self) -> str:
        """The characters in the braces that follow."""
        out, depth = "", 0
        while True:
            token = self.tokens[self.place]
            self.place += 1
            depth += (token == "{") - (token == "}")
            out += token
            if depth == 0 and out.strip():
                return out.strip()[1:-1]

    def words(self, name: str) -> str:
        raw = self.raw()
        if name == "mathbb":
            return {"R": "ℝ", "C": "ℂ", "Z": "ℤ"}[raw]
        shown = [
            of_tex(x) if i % 2 else re.sub(r"\\([_&%#{}])|[{}]", r"\1", x)
            for i, x in enumerate(raw.split("$"))
        ]
        return SPACE.sub("", "".join(shown))

    def environment(self, name: str) -> str:
        kind = self.raw()
        if name == "begin" and kind == "array":
            self.raw()
        if name == "end":
            return ""
        depth, start = 1, self.place
        while depth:
            depth += {"\\begin": 1, "\\end": -1}.get(self.tokens[self.place], 0)
            self.place += 1
        inside = _Tex(self.tokens[start : self.place - 1])
        self.raw()
        return f"⟦{_lines(''.join(inside.atoms('')))}⟧"

    def line(self) -> str:
        rest = "".join(self.tokens[self.place : self.place + 12])
        gap = re.match(r"\s*\[[0-9.]+pt\]", rest)
        while gap and self.tokens[self.place - 1] != "]":
            self.place += 1
        return ";"


def _lines(text: str) -> str:
    """Lines without empty ones at the end."""
    return text.rstrip(";")


def _flat(text: str) -> str:
    while "⟦" in text:
        text = re.sub("⟦[^⟦⟧]*⟧", "", text)
    return text


def of_mathml(page: str) -> str:
    """The canonical text of a <math> element."""
    return _node(fromstring(page)).replace("″", "′′").replace("^[′]^[′]", "^[′′]")


def _node(node: Element) -> str:
    name = node.tag.split("}")[-1]
    parts = [_node(child) for child in node]
    if name in ("mi", "mn", "mo", "mtext"):
        return SPACE.sub("", node.text or "").replace("·", "⋅")
    if name == "mspace":
        return ""
    if name == "mfrac":
        return f"frac[{parts[0]}|{parts[1]}]"
    if name == "msqrt":
        return f"sqrt[{''.join(parts)}]"
    if name == "mover" and parts[1] in BARS.values():
        return f"over[{parts[0]}|{parts[1]}]"
    if name in ("msub", "munder", "msup", "mover", "msubsup", "munderover"):
        base = _grouped(node[0], parts[0])
        below = f"_[{parts[1]}]" if "sub" in name or "under" in name else ""
        above = f"^[{parts[-1]}]" if "sup" in name or "over" in name else ""
        return base + below + above
    if name == "mtable":
        return f"⟦{';'.join(parts)}⟧"
    if name == "mtr":
        return "&".join(parts)
    if name in ("math", "mrow", "mtd"):
        return "".join(parts)
    raise ValueError(f"{name} is not expected")


def _grouped(base: Element, text: str) -> str:
    """The base of an index, in braces if it is several things."""
    shown = [x for x in map(_node, base) if x]
    several = base.tag.split("}")[-1] == "mrow" and len(shown) > 1
    fence = len(base) and base[0].tag.split("}")[-1] == "mo" and not base[0].text
    return f"{{{text}}}" if several and not fence else text
