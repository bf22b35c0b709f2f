r"""One integration of the full matrices, and of the reduced flow that is to predict them.

Statement.  Let x_k be the rows of U^T W and y_k the columns of H U. The projected modes are s_k = (U^T W H U)_kk =
x_k . y_k. If P had the form U diag(pi) U^T, then x_k' = (1 - pi_k) y_k and y_k' = (1 - pi_k) x_k. So the reduced flow
that starts from the same projected modes, which is the prediction, has the factors

    a_k, b_k = (|x_k + y_k| +- |x_k - y_k|) / 2,    a_k b_k = x_k . y_k.

Notation.  A factor b_k may be negative, as a projected mode may be. In the cyclic scheme a_k + b_k and a_k - b_k are
root mean squares over k and -k.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flint import arb, arb_mat

from symflow.algebra.schemes import Scheme
from symflow.flow.solve.budget import Watch
from symflow.flow.solve.factors import Factors
from symflow.flow.solve.matrices import Matrices
from symflow.flow.solve.matrices_errors import gaps
from symflow.flow.solve.matrices_start import eigenbasis, matrices_of
from symflow.flow.solve.perturbation import Perturbation
from symflow.flow.solve.start import Start
from symflow.flow.solve.sums import sums_of
from symflow.numeric.ball import precision
from symflow.numeric.ode.stepper import Accuracy, Piece, Stepper


@dataclass(frozen=True, slots=True)
class Rotated:
    """In the basis U, at one time: U^T W R, R^T H U and U^T W H U, the projected modes, the loss, the prediction."""

    left: arb_mat
    right: arb_mat
    logits: arb_mat
    modes: list[arb]
    loss: arb
    predicted: list[arb]


class Path:
    """W and H from a start on; a perturbed start has a prediction beside it. Times must not decrease."""

    def __init__(
        self, start: Start, perturbation: Perturbation | None, settings: Accuracy, watch: Watch
    ) -> None:
        self.settings = settings
        with precision(settings.bits + 64):
            self.basis = eigenbasis(start.scheme)
            self.sums = sums_of(start.scheme)
            w, h = matrices_of(start, self.basis, perturbation)
            state = [x.mid() for matrix in (w, h) for x in matrix.entries()]
            factors = projected_factors(self.basis * w, h * self.basis, start.scheme)
        self._full = _Track(Matrices(start.K, start.K), state, settings, watch)
        self._reduced = None
        if perturbation is not None:
            self._reduced = _Track(Factors(self.sums), factors, settings, watch)

    def view(self, time: arb) -> Rotated:
        """What there is to see at a time."""
        with precision(self.settings.bits + 64):
            w, h = self._full.system.split(self._full.at(time))
            left, right = self.basis * w, h * self.basis
            predicted: list[arb] = []
            if self._reduced is not None:
                found = self._reduced.system.modes(self._reduced.at(time))
                predicted = [s.mid() for s in self.sums.spread(found)]
            logits = left * right
            modes = [logits[k, k].mid() for k in range(1, self.sums.K)]
            return Rotated(left, right, logits, modes, loss(w * h).mid(), predicted)


def loss(logits: arb_mat) -> arb:
    """The cross-entropy summed over the classes, as a sum of positive terms."""
    columns = gaps(logits.entries(), int(logits.nrows()))
    return sum((sum((x.exp() for x in column), arb(0)).log1p() for column in columns), arb(0))


def projected_factors(left: arb_mat, right: arb_mat, scheme: Scheme) -> list[arb]:
    """a, then b, for each class, from U^T W and H U."""
    width, indices = range(int(left.ncols())), range(1, scheme.K)
    halves = []
    for sign in (1, -1):
        squares = {k: _square([left[k, i] + sign * right[i, k] for i in width]) for k in indices}
        halves.append([((squares[k] + squares[scheme.negate(k)]) / 2).mid().sqrt() / 2 for k in indices])
    classes = sums_of(scheme).classes
    plus, minus = (classes(half) for half in halves)
    a = [(p + m).mid() for p, m in zip(plus, minus, strict=True)]
    b = [(p - m).mid() for p, m in zip(plus, minus, strict=True)]
    return [*a, *b]


def _square(vector: Sequence[arb]) -> arb:
    """|x|^2 of the midpoints: not negative."""
    return sum((x.mid() * x.mid() for x in vector), arb(0))


class _Track:
    """A system that is integrated from a state on."""

    def __init__(self, system: Any, state: Sequence[arb], settings: Accuracy, watch: Watch) -> None:
        self.system, self._first = system, list(state)
        self._stepper = Stepper(system, state, settings, watch.tick, watch.part())
        self._piece: Piece | None = None

    def at(self, time: arb) -> list[arb]:
        """The state at a time, after as many steps as are needed."""
        if time == 0:
            return self._first
        while self._piece is None or self._piece.end < time:
            self._piece = self._stepper.advance(time)
        return [x.mid() for x in self._piece.state(self._piece.place(time))]
