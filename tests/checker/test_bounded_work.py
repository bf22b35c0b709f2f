"""Small certificates that ask for enormous work: it ends within the budget, and proves nothing.

The budget is lowered, so that the tests are quick. Each place where work can grow is also asked for its own account,
for where one place forgets to count, another one that counts may hide it.
"""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
from forging import judged, made, point, refuted
from toy_trees import domain, formula, identity, read, said, space, use

from symflow import checker
from symflow.checker import names, normal
from symflow.checker.certificate import canonical
from symflow.checker.factors import factor, forget, scaled, times
from symflow.checker.intervals import Intervals
from symflow.checker.limits import Budget, Incomplete
from symflow.checker.normal import Form
from symflow.checker.points import Point
from symflow.checker.sequents import hypotheses, sequents
from symflow.checker.signs import number
from symflow.checker.steps import Proof
from symflow.checker.trees import REMEMBERED, free, rebuilt, walk

# -- certificates that grow ----------------------------------------------------------------------------------------


def same(where, formula_, **fields):
    """A formula is itself."""
    part = ["Rel", "==", said(formula_), said(formula_)]
    return made(where, part, [identity("p", part, **fields)])


def var(name, set_):
    """An index variable."""
    return ["Var", name, set_]


def entry(name, *indices):
    """A quantity at indices, each one variable."""
    return ["Atom", name, ["", *(["Index", ["", ["", v, 1]]] for v in indices)]]


def powers(size):
    """((y + 1)^size)^size."""
    return same(space("y"), f"((y + 1)**{size})**{size}")


def definitions(size):
    """c0 = 9 c1, c1 = 9 c2, ...: 9^size terms."""
    bodies = {f"c{n}": " + ".join(9 * [f"c{n + 1}"]) for n in range(size)}
    return same(space("x", define={**bodies, f"c{size}": "x"}), "c0", unfold=[*bodies, f"c{size}"])


def free_indices(size):
    """z at so many indices of a group of 8 elements."""
    z = ["Add", ["", *(entry("z", var(f"k{n}", "G")) for n in range(size)), said("1")]]
    return same(space("z[G]", "boolean", order=8), z)


def summed_indices(size):
    """A sum over so many indices of a group of 8 elements."""
    vs = [var(f"k{n}", "G") for n in range(size)]
    z = ["Mul", ["", *(entry("z", v) for v in vs), said("1")]]
    for v in vs:
        z = ["Sum", z, v]
    return same(space("z[G]", "boolean", order=8), z)


def supplied(size):
    """A fact about so many indices, that supplies a hypothesis in no order of these."""
    places, bound, loose = ",".join(size * "n"), *([var(f"{x}{n}", "n") for n in range(size)] for x in "ij")
    h = ["Rel", ">=", entry("z", *bound), said("0")]
    other = ["Rel", ">=", ["Add", ["", entry("z", *loose), said("1")]], said("0")]
    steps = [identity("s", "y == y", assume={"a": ["All", ["", *bound], h]}),
             identity("p", "y == y", using=[use("s", given=["hyp"])])]  # fmt: skip
    return made(space(f"y; z[{places}]", assume={"hyp": other}), "y == y", steps)


def numbered(size):
    """sum of 1/(x_k1 + x_k2 + ...) over all indices: any order of these is a naming."""
    ks = [var(f"k{n}", "K") for n in range(size)]
    f = ["Pow", ["Add", ["", *(entry("x", k) for k in ks), said("0")]], ["q", "-1"]]
    for k in ks:
        f = ["Sum", f, k]
    return same(space("x[K] positive"), f)


def all_of(size):
    """A hypothesis about three indices of a set of so many elements."""
    part = ["Implies", ["All", ["", *(var(n, "n") for n in "abc")], said("x >= 0")], said("x > 0")]
    return refuted(space("x"), part, point(2, {"x": [0]}, (size, 1)), 0)


GROWING = [
    (powers, 2, 16, "accepted"),
    (definitions, 1, 5, "accepted"),
    (free_indices, 1, 4, "accepted"),
    (summed_indices, 1, 4, "accepted"),
    (supplied, 1, 5, "rejected"),
    (numbered, 2, 7, "accepted"),
    (all_of, 2, 20, "accepted"),
]


@pytest.mark.parametrize(("make", "small", "large", "state"), GROWING, ids=[g[0].__name__ for g in GROWING])
def test_work_ends(make, small, large, state, monkeypatch):
    """A small one is answered within the same budget, a larger one of the same make is not, and is no proof."""
    monkeypatch.setattr(Budget, "steps", 1000)
    (first,), (second,) = judged(make(small)), judged(make(large))
    assert first.state == state
    assert (second.state, second.verdict) == ("cannot check", "")
    assert second.why.endswith("more than 1000 rewriting steps")


# -- places where work grows ---------------------------------------------------------------------------------------


def product(size):
    """(x + y + 1)(x + y + 1), once all its products of factors are known."""
    form = Form()
    p = form.of(formula("x + y + 1"))
    form.mul(p, p)
    return lambda: form.mul(p, p)


def supplying(_):
    """Three indices for three, in any order, where nothing fits."""
    found = Proof(domain("z[n,n,n]"))
    found.entails = lambda mine, aim: False
    i, j = ([var(f"{x}{n}", "n") for n in range(3)] for x in "ij")
    (h,) = hypotheses(read("statement", ["All", ["", *i], ["Rel", ">=", entry("z", *i), said("0")]]))
    (other,) = sequents(read("statement", ["Rel", ">=", entry("z", *j), said("0")]))
    return lambda: found._supplies(other, h)


def naming(size):
    """So many variables of one role."""
    vs = tuple((f"v{n}", "K") for n in range(size))
    forget()
    state = [(factor("at", "x", ((v, 1),)), 1) for v in vs]
    return lambda: list(names._numberings(state, list(vs), 1))


def evaluated(_):
    """A formula of three parts at a point."""
    where = domain("x")
    at = Point(where, read("instance", point(2, {"x": [1]})), 64)
    return lambda: at.value(formula("x + 1"), {})


PLACES = {
    "a product of polynomials": (product, 0, 9),
    "all elements of a group of 8, twice": (
        lambda _: lambda: list(domain("x[G]", "boolean", order=8).assignments({("k", "G"), ("l", "G")})), 0, 64),
    "the indices of a supplied hypothesis": (supplying, 0, 1 + 9 + 36 + 36),
    "namings of 4": (naming, 4, 24),
    "namings of 7, no more than 720": (naming, 7, 720),
    "a value": (evaluated, 0, 3),
    "a walk": (lambda _: lambda: list(walk(formula("exp(x + 1)"))), 0, 4),
    "a change": (lambda _: lambda: rebuilt(formula("exp(x + 1)"), lambda part: part), 0, 1),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_work_is_counted_where_it_is_done(place, monkeypatch):
    """So many steps, and no more of them than the budget has."""
    make, size, steps = PLACES[place]
    work = make(size)
    monkeypatch.setattr(Budget, "spent", 0)
    work()
    assert Budget.spent == steps
    monkeypatch.setattr(Budget, "spent", Budget.steps - steps + 1)
    with pytest.raises(Incomplete, match="rewriting steps"):
        work()


@pytest.mark.parametrize("name", ["exp", "log", "tanh", "cos"])
def test_every_term_of_a_series_is_counted(name, monkeypatch):
    """A value of exp, log or cos costs as many steps as its series has terms."""
    monkeypatch.setattr(Budget, "long", Budget.bits)
    spent = []
    for bits in (64, 1024):
        numbers = Intervals(bits)
        monkeypatch.setattr(Budget, "spent", 0)
        numbers.cosine(Fraction(1, 7)) if name == "cos" else numbers.function(name, Fraction(7, 3))
        spent.append(Budget.spent)
    assert 20 < 4 * spent[0] < spent[1]
    monkeypatch.setattr(Budget, "spent", Budget.steps - spent[0])
    with pytest.raises(Incomplete, match="rewriting steps"):
        numbers.cosine(Fraction(1, 7)) if name == "cos" else numbers.function(name, Fraction(7, 3))


NUMBERS = {
    "of a sign": lambda: number(formula("(3**8)**8")),
    "of a sign, by a product": lambda: number(formula("(3**8) * (3**60)")),
    "of a polynomial": lambda: Form().of(formula("((3*x)**8)**8")),
    "of a sum of terms": lambda: Form().of(
        formula("x/(3**8) + x/(2**16) + x/(5**8) + x/(7**8) + x/(11**8) + x/(13**8)")
    ),
    "times a polynomial": lambda: scaled(Form().of(formula("3**32*x")), Fraction(1, 2**100)),
    "of an exponent": lambda: times([(1, Fraction(3**32, 2**60)), (2, 1)], [(1, Fraction(1, 5**30))]),
    "of a point, times": lambda: Intervals(64).mul(*2 * [Fraction(3**60)]),
    "of a point, plus": lambda: Intervals(64).add(*2 * [Fraction(2**100 - 1)]),
}


@pytest.mark.parametrize("which", NUMBERS)
def test_numbers_do_not_grow(which, monkeypatch):
    """Powers of powers of numbers are given up where they have too many bits."""
    NUMBERS[which]()
    monkeypatch.setattr(Budget, "bits", 100)
    with pytest.raises(Incomplete, match="a number of more than 100 bits"):
        NUMBERS[which]()


def test_long_numbers_cost_more(monkeypatch):
    """As the time that a product of two takes: with the square of their length."""
    for bits, cost in ((1, 0), (2048, 0), (2049, 1), (4095, 1), (4096, 4), (1 << 17, 64**2)):
        for number_ in (Fraction(1 << (bits - 1)), Fraction(1, 1 << (bits - 1)), -1 << (bits - 1)):
            monkeypatch.setattr(Budget, "spent", 0)
            assert Budget.small(number_) == number_
            assert Budget.spent == cost
    form = Form()
    p = form.of(formula("x + y + 1"))
    long = scaled(p, 1 << (1 << 15))
    monkeypatch.setattr(Budget, "spent", 0)
    form.mul(long, p)
    assert Budget.spent >= 9 * 16**2


def test_what_is_remembered_is_bounded(monkeypatch):
    """One formula after the other takes no more room than one; what was remembered changes no answer."""
    monkeypatch.setattr(normal, "REMEMBERED", 20)
    form = Form()
    for n in range(50):
        assert form.is_zero(formula(f"(x + {n})**2 - x**2 - {2 * n}*x - {n * n}"))
        assert not form.is_zero(formula(f"(x + {n})**2 - x**2 - {2 * n}*x - {n * n + 1}"))
    assert len(form.trees) + len(form.terms) < 60
    assert free.cache_parameters()["maxsize"] == REMEMBERED


# -- memory --------------------------------------------------------------------------------------------------------

LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv = sys.argv[2:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""
ROOM = 800 * 2**20  # of which the stack of the checker takes 512


def test_memory_is_bounded(tmp_path):
    """Entries of 10^12 places are counted before they are listed; of 10! orders of indices only the first are made."""
    part = ["Rel", ">", entry("x", var("a", "n"), var("f", "d")), said("0")]
    at = point(2, {"x": [0]}, (10**6, 10**6), {"a": 0, "f": 0})
    forged = {"entries": refuted(space("x[n,d]"), part, at, 0), "orders": numbered(10)}
    for name, data in forged.items():
        (tmp_path / f"{name}.json").write_text(canonical(data))
    (folder,) = checker.__path__
    call = [sys.executable, "-I", "-S", "-c", LIMITED, str(ROOM), folder, str(tmp_path)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    first, second, _ = done.stdout.splitlines()
    assert first.startswith("rejected")
    assert first.endswith("witness: x has 1000000000000 entries")
    assert second.startswith("accepted")
