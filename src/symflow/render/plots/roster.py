"""The pictures of this package, by name."""

from __future__ import annotations

from collections.abc import Sequence

from symflow.errors import InputError
from symflow.flow.solve.budget import Budget, Progress
from symflow.render.plots import bound, fig2, late, measures, modes, portrait, rate, waiting
from symflow.render.plots.drawn import Asked, Drawn, Plot
from symflow.render.plots.look import require

PLOTS: tuple[Plot, ...] = tuple(
    module.PLOT for module in (modes, late, measures, bound, rate, portrait, waiting, fig2)
)
NAMES = tuple(plot.name for plot in PLOTS)


def plot_of(name: str, argument: str = "name") -> Plot:
    """The picture of that name; InputError if there is none."""
    for plot in PLOTS:
        if plot.name == name:
            return plot
    raise InputError.about(argument, name, f"the pictures are {', '.join(NAMES)}")


def drawn(plot: Plot, asked: Asked) -> Drawn:
    """Compute a picture: InputError for options that it does not take, LimitReached if the budget ends first."""
    require(f"picture {plot.name}")
    asked.refuse(plot.name, plot.takes)
    content = plot.show(asked)
    return Drawn(plot.name, plot.title, content.caption, content.alt, plot.claims, content.table, plot.paint)


def draw(
    name: str,
    *,
    K: int | Sequence[int] | None = None,
    modes: Sequence[object] | None = None,
    scheme: str | None = None,
    init: object = None,
    seed: int | None = None,
    t_end: object = None,
    digits: int | None = None,
    timeout: float | None = None,
    progress: Progress | None = None,
) -> Drawn:
    """One of the pictures ``NAMES``, with its data; without options as it stands in a report.

    The options are those of ``symflow.integrate``, and exact: K (several, for a picture that compares them), modes
    s_1, ..., s_{K-1}, scheme "walsh" or "cyclic", init and seed for random modes, t_end, digits; each picture takes
    some of them. timeout: seconds for the trajectories.

    Raises InputError for what cannot be used, LimitReached if the time ends first, MissingPart without matplotlib.

    >>> from symflow.render.plots import draw
    >>> draw("modes", modes=[1, 2, 3], t_end=1000).csv.splitlines()[1]
    '0,1.00000000000,2.00000000000,3.00000000000'
    """
    classes = () if K is None else (K,) if isinstance(K, int) else tuple(K)
    budget = Budget() if timeout is None else Budget(timeout)
    asked = Asked(classes, modes, scheme, init, seed, t_end, digits, "", budget, progress)
    return drawn(plot_of(name), asked)
