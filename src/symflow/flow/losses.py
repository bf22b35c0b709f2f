r"""Losses as formulas of the logits, and the flow of the layers that each gives.

The loss of all K classes is K times that of one, in the logits z_g of Z_{ij} = z_{i-j}:

    cross-entropy          -(1 - e) z_0 - (e/K) sum_g z_g + log sum_g e^{z_g}     labels (1 - e) I + (e/K) J
      at temperature T     the same with z/T for z
    squared loss           (1/2) sum_g (z_g - delta_{g0})^2
    weight decay           (l/2) sum_k (a_k^2 + b_k^2 + ...) more, for all classes together

``descend`` differentiates such a loss by each layer a, b, ... of s_k = a_k b_k ... and turns the sign: the gradient
flow, as a flow of a model. A loss of one's own is one more formula; that the laws of flow/families.py follow from
these losses is the claim ``losses``.

    >>> layers = ("a", "b")
    >>> model = layered(layers)
    >>> [rate.name for rate in descend("mine", squared_loss(), layers, model).rates]
    ['a', 'b']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from symflow.algebra.derive import NOTHING, ONE, partial_derivative
from symflow.algebra.expr import Atom, Chi, Delta, Expr, Mul, Operand, Sum, atom, delta, exp, expr, log, total
from symflow.algebra.indexing import ZERO_INDEX, G, Index, Var, indices, substitute_index
from symflow.algebra.quantities import Definition, Flow, Model, Variable
from symflow.algebra.rewrite import rebuild
from symflow.errors import InputError
from symflow.flow.notation import K, z
from symflow.flow.spectrum import SOFTMAX

f, g, k, p = indices("f g k p", G)


def cross_entropy(beta: Operand = ONE, smoothing: Operand = NOTHING) -> Expr:
    """The cross-entropy of all classes: inverse temperature ``beta``, labels smoothed by ``smoothing``."""
    e, one = expr(smoothing), -(1 - expr(smoothing)) * (beta * z(ZERO_INDEX))
    return K * (one - e / K * total(beta * z(f), f) + log(total(exp(beta * z(g)), g)))


def squared_loss() -> Expr:
    """(1/2) |Z - I|^2."""
    return K * total((z(g) - delta(g, ZERO_INDEX)) ** 2, g) / 2


def decay(rate: Operand, layers: Sequence[str]) -> Expr:
    """(rate/2) times the sum of the squares of all layers."""
    return rate * total(sum((atom(name)(f) ** 2 for name in layers), NOTHING), f) / 2


def layered(layers: Sequence[str]) -> Model:
    """Layers a_k, b_k, ... > 0 for k != 0, 0 for k = 0; s = a b ..., and its softmax."""
    if not layers or len(set(layers)) < len(layers):
        raise InputError.about("layers", tuple(layers), "name one layer or more, each once")
    variables = tuple(Variable(name, (G,), "positive", even=True, vanishing=True) for name in layers)
    spectrum = Definition("s", (k.variable,), Mul(tuple(atom(name)(k) for name in layers)), even=True)
    return Model(variables, (spectrum, *SOFTMAX.definitions), ())


def descend(name: str, loss: Expr, layers: Sequence[str], model: Model, title: str = "") -> Flow:
    """The gradient flow x' = -dL/dx of every layer x of the model, each rate carried out exactly.

    ``loss`` must not use an index called p. Raises InputError where it cannot be differentiated.
    """
    rates = tuple(
        Definition(layer, (p.variable,), named(-partial_derivative(loss, Atom(layer, (p,)), model), count(1)))
        for layer in layers
    )
    return Flow(name, rates, title or f"gradient flow of the loss {name}")


def named(node: Expr, numbers: Iterator[int], places: Mapping[Var, Index] | None = None) -> Expr:
    """The formula with its bound indices called i1, i2, ...: differentiation gives them names of its own."""
    known = places or {}
    match node:
        case Sum(body, var):
            place = Index(((Var(f"i{next(numbers)}", var.space_name), 1),))
            return Sum(named(body, numbers, {**known, var: place}), place.variable)
        case Atom(name, index):
            return Atom(name, tuple(substitute_index(i, dict(known)) for i in index))
        case Delta(left, right):
            return Delta(substitute_index(left, dict(known)), substitute_index(right, dict(known)))
        case Chi(mode, element):
            return Chi(substitute_index(mode, dict(known)), substitute_index(element, dict(known)))
        case _:
            return rebuild(node, lambda child: named(child, numbers, known))
