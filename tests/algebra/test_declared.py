"""Names of quantities that a reader of the printed formulas could take for something else are refused."""

from __future__ import annotations

import pytest

from symflow.algebra.declared import PRINTED, check_model
from symflow.algebra.expr import FUNCTIONS, Num
from symflow.algebra.indexing import G, indices
from symflow.algebra.quantities import Definition, Model, Variable
from symflow.errors import InputError
from symflow.render.latex.symbols import NOTATION
from symflow.render.latex.tokens import FUNCTIONS as WORDS

k, l = indices("k l", G)


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_names_of_functions_are_refused(name: str) -> None:
    """A quantity log would make "log x > 0" a statement about a product; one line says so."""
    for model in (Model((Variable(name),)), Model((), (Definition(name, (), Num(1)),))):
        with pytest.raises(InputError, match="that formulas print; rename it") as refused:
            check_model(model, group=False)
        assert "\n" not in str(refused.value)


def test_every_name_that_is_printed_as_something_else_is_refused() -> None:
    """delta and G depend on where they stand, see below."""
    assert {*FUNCTIONS, *WORDS, *NOTATION} - {"delta", "G"} <= PRINTED


REFUSED = {
    "lam and lambda": (Model((Variable("lam"), Variable("lambda"))), "printed alike"),
    "with a bar": (Model((Variable("lambar"), Variable("lambdabar"))), "printed alike"),
    "like an entry": (Model((Variable("s", (G,)), Variable("s_k"))), "'s' at an index"),
    "the group": (Model((Variable("G"),)), "name of the group"),
    "Kronecker": (Model((), (Definition("delta", (k, l), Num(1)),)), "Kronecker"),
}


@pytest.mark.parametrize(("model", "message"), REFUSED.values(), ids=REFUSED)
def test_quantities_that_are_printed_alike_are_refused(model: Model, message: str) -> None:
    """Within one model, where a formula may have both."""
    with pytest.raises(InputError, match=message):
        check_model(model, group=True)


@pytest.mark.parametrize("name", ["e", "delta", "lambda", "pi", "x_1", "s_bar", "logarithm", "maxima", "K0"])
def test_other_names_are_free(name: str) -> None:
    """Also those that are told apart where they are printed."""
    check_model(Model((Variable(name), Variable("s", (G,)))), group=True)
