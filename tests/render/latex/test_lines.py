"""Where formulas break: no line wider than its room, few lines, shallow breaks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from symflow.algebra.expr import Sym, atom, exp, total
from symflow.algebra.indexing import GSTAR, indices
from symflow.render.latex.equations import Tag, display, gathered, inline
from symflow.render.latex.formula import formula
from symflow.render.latex.lines import divided, line_tex
from symflow.render.latex.look import Look
from symflow.render.latex.pieces import Bit, fenced, solid, tidy
from symflow.render.latex.statements import chain
from symflow.render.latex.widths import MEASURE

x, y = Sym("x"), Sym("y")
(k,) = indices("k", GSTAR)
LOOK = Look({k.variable: "k"})
depths, leads = st.one_of(st.none(), st.integers(0, 6)), st.sampled_from(["", "+"])
bits = st.lists(
    st.builds(
        Bit,
        st.just("x"),
        st.floats(0.1, 9),
        st.one_of(st.none(), st.integers(0, 6)),
        st.sampled_from(["", "+"]),
    ),
    min_size=1,
    max_size=14,
)


def width(line: tuple[Bit, ...]) -> float:
    """The width of a line."""
    return sum(bit.width for bit in line)


@given(bits, st.floats(10, 30), st.floats(10, 30))
def test_a_division_loses_nothing_and_breaks_where_it_may(row: list[Bit], first: float, rest: float) -> None:
    """The bits in their order; every line but the first begins where a line may begin."""
    lines = divided(row, first, rest).lines
    assert [bit for line in lines for bit in line] == row
    assert all(line[0].depth is not None for line in lines[1:])


@given(st.lists(st.floats(0.1, 9), min_size=1, max_size=14), st.floats(11, 30))
def test_where_every_bit_may_begin_a_line_none_is_too_wide(widths: list[float], room: float) -> None:
    """A formula with enough places to break always fits."""
    row = [Bit("x", w, 1) for w in widths]
    assert all(width(line) <= room + 1e-9 for line in divided(row, room, room).lines)


def test_a_shallow_break_is_better_than_a_deep_one() -> None:
    """Before a sign of the whole formula, not inside its brackets."""
    row = [Bit("a", 8), Bit("b", 8, 4), Bit("=c", 8, 0), Bit("d", 8, 4)]
    assert [line_tex(line) for line in divided(row, 20, 20).lines] == ["ab", "=cd"]


def test_what_fits_stays_on_one_line() -> None:
    """And a factor that begins a line is told from a term."""
    row = [Bit("a", 8), Bit("b", 8, 1, r"{}\times ")]
    assert [line_tex(line) for line in divided(row, 20, 20).lines] == ["ab"]
    assert [line_tex(line) for line in divided(row, 10, 10).lines] == ["a", r"{}\times b"]


def long_sum(count: int):
    """A sum of so many terms."""
    out = exp(x)
    for _ in range(count):
        out = out + total(exp(atom("w")(k)) * (x - y), k)
    return formula(out, LOOK)


def test_a_long_equation_is_aligned_at_its_sign() -> None:
    """Lines begin with the signs of its terms, and nothing is lost."""
    tag = Tag("1", 2.0, "sf:a")
    text = display([chain(formula(x, LOOK), ("==", long_sum(12)))], tag)
    lines = text.split("\\begin{split}\n")[1].split("\n\\end{split}")[0].split(" \\\\\n")
    assert lines[0].startswith(r"\sfx&=e^{\sfx}")
    assert all(line.startswith(r"&\quad+") for line in lines[1:])
    assert text.count(r"\sum") == 12
    assert text.count(r"\label{sf:a}") == 1


def test_short_things_share_a_line() -> None:
    """As many as fit; a long one has lines of its own."""
    short, long = formula(x + y, LOOK), long_sum(12)
    body = gathered([short, short, long, short])
    assert body.count(r",\qquad ") == 1
    assert r"\begin{aligned}" in body
    assert body.rstrip().endswith(".\n\\end{gather*}")
    assert long.width > MEASURE


def test_long_formulas_in_a_line_of_text_may_break() -> None:
    """Between their terms and factors."""
    assert r"\allowbreak" not in inline(formula(x * y, LOOK))
    assert r"\allowbreak" in inline(formula(atom("a")() * long_sum_tree(), LOOK.flat()))


def long_sum_tree():
    """A product of many factors."""
    out = x
    for _ in range(30):
        out = out * (x - y)
    return out


def test_short_brackets_never_break() -> None:
    """(1 - c) stays together."""
    assert len(fenced(formula(x - y, LOOK)).bits) == 1
    assert len(fenced(long_sum(4)).bits) > 1
    assert fenced(solid("x", 1.0, tall=1)).tex == r"\Bigl(x\Bigr)"


def test_spaces_that_tex_needs_stay() -> None:
    """Between a command and a letter, and control spaces."""
    assert tidy(r"\sfx  + \sfy \sfz  a") == r"\sfx+\sfy\sfz a"
    assert tidy(r"a\ \text{and}\ b") == r"a\ \text{and}\ b"
    assert tidy(r"\log x") == r"\log x"
