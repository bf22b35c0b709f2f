"""Pictures of what the package computes, each with its data: flows, V and its proved bounds, the way to collapse.

Needs matplotlib (the extra ``plot``). ``NAMES`` are the pictures, ``draw(name)`` gives one; ``look`` has the style that
every picture of the package shares.
"""

from symflow.render.plots.drawn import Drawn
from symflow.render.plots.roster import NAMES, draw

__all__ = ["NAMES", "Drawn", "draw"]
