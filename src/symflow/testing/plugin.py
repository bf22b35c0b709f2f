"""What hypothesis loads when it starts: `st.from_type` knows symflow's exact points.

Only the strategies are imported, no numerical library, so that every other test suite on the machine starts as fast
as before.
"""

from __future__ import annotations

from hypothesis import strategies as st

from symflow.algebra.schemes import Scheme
from symflow.testing import strategies
from symflow.testing.points import Factors, Frame, Logits, Network, Spectrum


def register() -> None:
    """Register a strategy for each type."""
    st.register_type_strategy(Scheme, strategies.schemes())
    st.register_type_strategy(Spectrum, strategies.spectra())
    st.register_type_strategy(Factors, strategies.factors())
    st.register_type_strategy(Frame, strategies.frames())
    st.register_type_strategy(Logits, strategies.logits())
    st.register_type_strategy(
        Network, strategies.networks() | strategies.near_optimal_networks() | strategies.critical_networks()
    )
