"""Statements as plain text: what a certificate is about, printed from the trees that are checked and from nothing
else."""

from .trees import single


def lines(said, labelled):
    """The domain and the parts of a claim, a line each."""
    model, group, order, least, hypotheses = said
    where = {
        None: f"K >= {least}; n, d >= 1",
        "recursive": "chi over Z_2^m by recursion, every m >= 0",
        "boolean": f"G = Z_2^m, K = {order or f'2^m >= {least}'}",
        "cyclic": f"G = Z_K, K {f'= {order}' if order else f'>= {least}'}, chi_k(g) = exp(2 pi i k g/K)",
        "abelian": f"G any finite abelian group of order K >= {least}, chi a symmetric bicharacter",
    }[group]
    out = [f"for all {where}; N = K - 1"]
    for _, name, spaces, sign, even, vanishing, hermitian in model[1]:
        on = " on " + " x ".join(s[1] for s in spaces) if spaces else ""
        facts = ["complex, hermitian" if hermitian else sign, *["zero at 0"] * vanishing, *["even"] * even]
        out.append(f"for all {name}{on}: {', '.join(facts)}")
    out += [f"let {d[1]}{_places(d[2])} = {formula(d[3])}" for d in model[2]]
    for _, name, rates, _ in model[3]:
        out += [f"along {name}: d/dt {r[1]}{_places(r[2])} = {formula(r[3])}" for r in rates]
    out += [f"assume {label}: {sentence(statement)}" for label, statement in hypotheses]
    return out + [f"{label}: {sentence(statement)}" for label, statement in labelled]


def sentence(statement):
    kind = statement[0]
    if kind == "Rel":
        return f"{formula(statement[2])} {statement[1]} {formula(statement[3])}"
    if kind == "Pred":
        return f"{statement[1]}[{statement[2]}]({', '.join(map(formula, statement[3]))})"
    if kind == "And":
        return "(" + " and ".join(map(sentence, statement[1])) + ")"
    if kind == "All":
        over = ", ".join(f"{name_of(v)} in {v[1]}" for v in statement[1])
        return f"(for all {over}: {sentence(statement[2])})"
    return f"({sentence(statement[1])} {'implies' if kind == 'Implies' else 'iff'} {sentence(statement[2])})"


def formula(node):
    kind = node[0]
    if kind == "Num":
        return str(node[1]) if node[1].denominator == 1 and node[1] >= 0 else f"({node[1]})"
    if kind == "Sym":
        return node[1]
    if kind == "Atom":
        return node[1] + (f"[{', '.join(map(index_text, node[2]))}]" if node[2] else "")
    if kind in ("Delta", "Chi"):
        return f"{kind.lower()}({index_text(node[1])}, {index_text(node[2])})"
    if kind in ("Add", "Mul"):
        return "(" + (" + " if kind == "Add" else " * ").join(map(formula, node[1])) + ")"
    if kind == "Neg":
        return f"(-{formula(node[1])})"
    if kind == "Pow":
        base = f"({formula(node[1])})" if node[1][0] == "Pow" else formula(node[1])
        return f"{base}^({node[2]})"
    if kind == "Fun":
        return f"{node[1]}({formula(node[2])})"
    if kind == "SignAtom":
        return f"{node[1]}({', '.join(map(formula, node[2]))})"
    if kind in ("Sum", "Extremum"):
        word = "sum" if kind == "Sum" else node[1]
        return f"{word}({name_of(node[-1])} in {node[-1][1]}: {formula(node[-2])})"
    return (
        f"d/dt[{node[2]}]({formula(node[1])})"
        if kind == "Ddt"
        else f"d/d({formula(node[2])})({formula(node[1])})"
    )


def name_of(v):
    """An index variable; one of G* has a star."""
    return v[0] + "*" * (v[1] == "G*")


def index_text(i):
    if single(i):
        return name_of(single(i))
    pieces = [f"{'-' if c < 0 else '+'} {'' if abs(c) == 1 else abs(c)}{name_of(v)}" for v, c in i]
    return " ".join(pieces).removeprefix("+ ") or "0"


def _places(variables):
    return f"[{', '.join(map(name_of, variables))}]" if variables else ""
